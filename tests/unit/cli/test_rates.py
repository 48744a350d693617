"""`openward rates` on a dataset: figures of the rate table, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pyarrow.csv as pc_csv
import pytest

from openward.rates import files
from tests.unit.cli.conftest import Openward

CODES = ("us-hbips-2", "au-seclusion-rate", "ow-measures-seclusion")


@pytest.fixture
def dataset(openward: Openward) -> Path:
    openward("simulate", "-o", "dataset", "--wards", 3, "--months", 3, "--seed", 1)
    return Path("dataset")


def test_the_figures_are_a_rate_table(openward: Openward, dataset: Path) -> None:
    asked = [word for code in CODES for word in ("--indicator", code)]
    ran = openward("rates", dataset, *asked, "--by", "ward,month", "-o", "rates.csv")
    assert ran.code == 0
    table = files.read(Path("rates.csv")).table
    assert set(table["indicator"].to_pylist()) == set(CODES)
    assert {"reported", "not_reported"} >= set(table["status"].to_pylist())
    assert sum(table["numerator"].drop_null().to_pylist()) > 0


def test_areas_add_up_as_the_rollup_says(openward: Openward, dataset: Path) -> None:
    for area in ("facility", "all"):
        openward("rates", dataset, "--indicator", "us-hbips-2", "--by", f"{area},year", "-o",
                 f"{area}.csv")  # fmt: skip
    openward("rollup", "facility.csv", "--to", "all", "-o", "rolled.csv")
    one, other = (files.read(Path(name)).table for name in ("all.csv", "rolled.csv"))
    assert one["denominator"].to_pylist() == other["denominator"].to_pylist()
    assert one["numerator"].to_pylist() == pytest.approx(other["numerator"].to_pylist())


def test_days_cut_what_is_counted(openward: Openward, dataset: Path) -> None:
    ran = openward("rates", dataset, "--indicator", "us-hbips-2", "--by", "all,month",
                   "--from", "2024-05-01", "--until", "2024-06-01", "-o", "may.csv")  # fmt: skip
    assert ran.code == 0
    starts = files.read(Path("may.csv")).table["period_start"].to_pylist()
    assert [str(day) for day in starts] == ["2024-05-01"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--indicator", "nope"), "no counting rule of this code"),
        (("--by", "ward,moon"), "is no area and period"),
        (("--strata", "hair"), "is no stratum"),
        (("--from", "May"), "is no day"),
        (("--from", "2024-05-01", "--until", "2024-05-01"), "not before the last"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    openward: Openward, dataset: Path, words: tuple[str, ...], said: str
) -> None:
    ran = openward("rates", dataset, "--indicator", "us-hbips-2", *words)
    assert ran.code == 1
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_gaps_go_into_a_chart_of_rare_events(openward: Openward, dataset: Path) -> None:
    asked = ("--indicator", "ow-measures-seclusion", "--by", "ward,event")
    for engine in ("duckdb", "reference"):
        ran = openward("rates", dataset, *asked, "--engine", engine, "-o", f"{engine}.csv")
        assert ran.code == 0
    assert Path("duckdb.csv").read_bytes() == Path("reference.csv").read_bytes()
    ran = openward("chart", "spc", "duckdb.csv", "--kind", "t", "-o", "chart.csv")
    assert ran.code == 0
    rows = pc_csv.read_csv("chart.csv").to_pylist()
    assert {row["kind"] for row in rows} == {"t"}


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
@pytest.mark.parametrize(
    "asked",
    [("us-hbips-2", "ward,event", "--indicator: counts nothing that begins on a day"),
     ("ow-measures-seclusion", "facility,event", "--by: gaps are those of a ward")],
)  # fmt: skip
def test_what_has_no_gaps(
    openward: Openward, dataset: Path, engine: str, asked: tuple[str, str, str]
) -> None:
    code, by, said = asked
    ran = openward("rates", dataset, "--indicator", code, "--by", by, "--engine", engine)
    assert ran.code == 1
    assert said in ran.err


def test_a_folder_that_is_none(openward: Openward) -> None:
    ran = openward("rates", "nothing", "--indicator", "us-hbips-2")
    assert (ran.code, ran.out) == (1, "")
    assert "there is no such folder" in ran.err


def test_the_engines_give_the_same_table(openward: Openward, dataset: Path) -> None:
    asked = ("rates", dataset, "--indicator", "us-hbips-3", "--indicator", "gb-mhs-98")
    for engine in ("duckdb", "reference"):
        ran = openward(*asked, "--engine", engine, "-o", f"{engine}.csv")
        assert ran.code == 0
    one, other = (files.read(Path(f"{engine}.csv")).table for engine in ("duckdb", "reference"))
    assert one.drop_columns("numerator").equals(other.drop_columns("numerator"))
    assert one["numerator"].to_pylist() == pytest.approx(other["numerator"].to_pylist())


def test_an_engine_without_an_address_is_asked_for(
    openward: Openward, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENWARD_POSTGRESQL", raising=False)
    ran = openward("rates", dataset, "--indicator", "us-hbips-3", "--engine", "postgresql")
    assert ran.code == 1
    assert "OPENWARD_POSTGRESQL is not set" in ran.err
