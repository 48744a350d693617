"""`openward law`: what is known, what it asks, and what was done of it in a dataset."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from openward.cli.law import _by_rule
from openward.law.obligation import STATUSES
from openward.law.table import SCHEMA, as_table
from openward.simulate.scenario import read_scenario
from openward.simulate.service import Size, write_simulation

from .conftest import Openward

#: The contract's columns, in its order.
COLUMNS = (
    "obligation_id,measure_id,order_id,stay_id,jurisdiction,rule_id,type,opened_at,due_at,met_at,"
    "status,reading,force,source,verified,signed,why"
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "dataset"
    write_simulation(read_scenario(), Size(12, 3, 1), folder)
    return folder


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_list_begins_with_the_code(openward: Openward) -> None:
    ran = openward("law", "list")
    assert ran.out.splitlines()[0].startswith("code,")
    assert {"cpt", "bg", "lt", "sk", "si", "hr", "cz", "lv", "rs", "gb-eng", "fr", "de", "ie",
            "us", "us-prtf", "dk"} <= {row["code"] for row in rows_of(ran.out)}  # fmt: skip


def test_a_law_is_shown_with_figures_sources_and_what_it_is_not(openward: Openward) -> None:
    ran = openward("law", "show", "fr")
    order = next(r for r in rows_of(ran.out) if r["rule_id"] == "fr-isolement-order")
    assert order["figure"] == "at most 12 hours"
    assert order["source"].startswith("CSP L3222-5-1")
    assert "It permits nothing" in ran.err


def test_a_law_that_is_not_there_names_those_that_are(openward: Openward) -> None:
    ran = openward("law", "show", "xx")
    assert ran.code == 1
    assert "use one of at, au-act" in ran.err and "(value xx)" in ran.err


def test_a_dataset_gets_every_obligation_in_the_contracts_columns(
    openward: Openward, dataset: Path
) -> None:
    ran = openward("law", "check", dataset)
    assert (ran.code, ran.out.splitlines()[0]) == (0, COLUMNS)
    rows = rows_of(ran.out)
    assert {row["status"] for row in rows} <= set(STATUSES) - {"breach"}
    assert len({row["obligation_id"] for row in rows}) == len(rows)
    assert "synthetic" in ran.err and "no lawyer of this installation" in ran.err


def test_a_signature_makes_a_passed_limit_a_breach(
    openward: Openward, dataset: Path, tmp_path: Path
) -> None:
    (tmp_path / "fr.toml").write_text(
        '[[signature]]\nrules = ["*"]\nsigned_on = 2026-11-01\n'
        'signed_by = { role = "Lawyer", organisation = "Example" }\n', encoding="utf-8",
    )  # fmt: skip
    rows = rows_of(openward("law", "check", dataset, "--local", tmp_path).out)
    broken = [row for row in rows if row["status"] == "breach"]
    assert broken and {row["jurisdiction"] for row in broken} == {"fr"}


def test_before_the_first_measure_nothing_was_owed(openward: Openward, dataset: Path) -> None:
    ran = openward("law", "check", dataset, "--as-of", "2020-01-01T00:00:00+00:00")
    assert (ran.code, rows_of(ran.out)) == (0, [])


@pytest.mark.parametrize("moment", ["yesterday", "2024-01-01T00:00:00"])
def test_a_moment_without_an_offset_is_refused(
    openward: Openward, dataset: Path, moment: str
) -> None:
    ran = openward("law", "check", dataset, "--as-of", moment)
    assert ran.code == 1
    assert f"(value {moment})" in ran.err


def test_a_dataset_with_errors_is_refused(openward: Openward, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "measures.csv").write_text(
        "measure_id,person_id,kind,started_at,end_state\nm1,p1,isolation,2024-01-01T00:00:00Z,ended\n",
        encoding="utf-8",
    )
    ran = openward("law", "check", folder)
    assert ran.code == 1
    assert any("measures.csv:2:kind" in line for line in ran.lines)


def test_the_terminal_gets_a_line_for_each_rule() -> None:
    empty = _by_rule(as_table([]))
    assert empty.column_names == ["rule_id", *STATUSES]
    assert as_table([]).schema == SCHEMA
