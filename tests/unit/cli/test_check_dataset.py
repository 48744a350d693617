"""`openward check` on a folder: what it refuses, what it asks, what it leaves out."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from bench.made_up_dataset import made_up
from bench.planted_faults import FAULTS, planted

from openward.register.check import read_dataset
from openward.register.writing import write_dataset
from openward.table_files import write_table
from tests.malformed.datasets import DATASETS
from tests.unit.register.rows import at, table

from .conftest import Openward
from .test_commands import rows_of

USUAL = ("facilities", "wards", "persons", "admissions", "stays", "incidents", "measures",
         "statements")  # fmt: skip


def usual_dataset(folder: str = "ds", **measure: object) -> None:
    tables = {name: table(name, measure if name == "measures" else {}) for name in USUAL}
    write_dataset(tables, Path(folder), "csv")


@pytest.mark.parametrize("name", DATASETS)
def test_a_malformed_folder_is_one_clear_line(name: str, openward: Openward) -> None:
    files, says = DATASETS[name]
    Path("ds").mkdir()
    for file, data in files.items():
        Path("ds", file).write_bytes(data)
    ran = openward("check", "./ds")
    (line,) = [line for line in ran.lines if not line.startswith("note: ")]
    assert (ran.code, ran.out) == (1, "")
    assert line.startswith(f"./ds{says}")
    assert line.isprintable()


def test_a_sound_dataset_says_what_it_holds_and_asks_nothing(openward: Openward) -> None:
    usual_dataset()
    ran = openward("check", "ds")
    rows = rows_of(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert {r["name"]: r["rows"] for r in rows if r["what"] == "table"} == dict.fromkeys(USUAL, "1")
    assert {r["rows"] for r in rows if r["what"] == "not placed"} == {"0"}
    assert not [r for r in rows if r["what"] == "question"]


def test_a_question_is_counted_with_its_first_rows_and_refuses_nothing(openward: Openward) -> None:
    usual_dataset(ended_at=at(1000), recorded_at=at(2000))
    ran = openward("check", "ds", "-o", "asked.csv")
    asked = {r["name"]: r for r in rows_of(ran.out) if r["what"] == "question"}
    assert ran.code == 0
    assert (asked["very_long"]["rows"], asked["very_long"]["first_rows"]) == ("1", "2")
    written = rows_of(Path("asked.csv").read_text())
    assert {r["code"] for r in written} == set(asked)
    assert {(r["file"], r["row"]) for r in written} == {("ds/measures.csv", "2")}


@pytest.mark.parametrize(
    ("measure", "missing"),
    [({"stay_id": None}, "stay"), ({"incident_id": None}, "reason"),
     ({"ended_at": None, "end_state": "not_recorded"}, "end")],
)  # fmt: skip
def test_a_measure_that_cannot_be_placed_is_told_and_kept(
    measure: dict[str, object], missing: str, openward: Openward
) -> None:
    usual_dataset(**measure)
    rows = rows_of(openward("check", "ds").out)
    told = {r["name"]: r["rows"] for r in rows if r["what"] == "not placed"}
    assert {name for name, count in told.items() if count == "1"} == {missing, "any"}
    assert [r["rows"] for r in rows if r["name"] == "measures"] == ["1"]


def test_a_table_that_is_missing_is_one_note(openward: Openward) -> None:
    write_dataset({"measures": table("measures", {})}, Path("ds"))
    ran = openward("check", "ds")
    assert ran.code == 0
    assert (
        "note: the table persons is missing: ids that refer to it cannot be compared" in ran.lines
    )


def test_unknown_files_and_columns_are_noted(openward: Openward) -> None:
    usual_dataset()
    Path("ds/plan.docx").touch()
    wards = Path("ds/wards.csv")
    header, row, _ = wards.read_text().split("\n")
    wards.write_text(f"{header},colour\n{row},red\n")
    assert openward("check", "ds").lines == [
        "note: ds/plan.docx: not a table of the dataset, left out",
        "note: ds/wards.csv: the column 'colour' is not known and was left out",
    ]


def plant(faults: tuple[str, ...] = (), measures: int = 600) -> None:
    """A folder `ds` with these faults, or with all."""
    chosen = tuple(f for f in FAULTS if not faults or f.name in faults)
    Path("ds").mkdir()
    for name, made in planted(made_up(measures), chosen).items():
        write_table(made, Path("ds", f"{name}.csv"))


def test_after_a_hundred_problems_comes_a_count_and_all_with_o(openward: Openward) -> None:
    usual_dataset()
    measures = Path("ds/measures.csv")
    header, row, _ = measures.read_text().split("\n")
    measures.write_text("\n".join([header, *[row] * 150, ""]))
    ran = openward("check", "ds", "-o", "problems.parquet")
    assert (ran.code, len(ran.lines)) == (1, 101)
    assert ran.lines[-1] == "ds: and 49 more problems"
    assert pq.read_table("problems.parquet").num_rows == 149


def test_rows_left_out_are_written_and_what_is_lost_is_said(openward: Openward) -> None:
    plant(("too old", "unknown kind", "no such person"))
    ran = openward("check", "ds", "--skip-bad-rows", "rejected.csv", "-o", "rest")
    assert ran.code == 0
    assert ran.lines == [
        "warning: 3 rows are left out and written to rejected.csv",
        "warning: among them 3 measures of 3 persons with 1.5 hours (of 0 measures the hours are "
        "not known): figures made from the rest are too low",
    ]
    assert read_dataset(Path("rest")).count("measures") == 597
    with Path("rejected.csv").open(newline="") as file:
        assert {row["row"] for row in csv.DictReader(file)} == {"582", "592", "595"}


def test_what_refers_to_a_row_that_is_left_out_falls_with_it(openward: Openward) -> None:
    usual_dataset()
    persons = Path("ds/persons.csv")
    persons.write_text(persons.read_text().replace("p1,", "p1,1084", 1))
    ran = openward("check", "ds", "--skip-bad-rows", "rejected.csv", "-o", "rest")
    fallen = {Path(row["file"]).stem for row in rows_of(Path("rejected.csv").read_text())}
    assert fallen == {"persons", "admissions", "stays", "incidents", "measures"}
    assert ran.lines[0].startswith("warning: 5 rows are left out")
    assert read_dataset(Path("rest")).count("measures") == 0


def test_whatever_is_planted_the_rest_is_a_sound_dataset(openward: Openward) -> None:
    plant()
    assert openward("check", "ds", "--skip-bad-rows", "bad.csv", "-o", "rest").code == 0
    assert openward("check", "rest").code == 0


def test_questions_keep_their_rows_when_others_are_left_out(openward: Openward) -> None:
    usual_dataset()
    measures = Path("ds/measures.csv")
    header, row, _ = measures.read_text().split("\n")
    bad, odd = row.replace("seclusion", "x"), row.replace("m1", "m2").replace("i1", "", 1)
    measures.write_text("\n".join([header, bad, odd, ""]))
    rows = rows_of(openward("check", "ds", "--skip-bad-rows", "bad.csv").out)
    asked = {r["name"]: r["first_rows"] for r in rows if r["what"] == "question"}
    assert asked["without_incident"] == "3"


def test_bad_rows_can_be_skipped_in_a_dataset_only(openward: Openward) -> None:
    ran = openward("check", "rates.csv", "--skip-bad-rows", "bad.csv")
    assert (ran.code, ran.out) == (2, "")
