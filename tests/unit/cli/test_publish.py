"""`openward publish`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.rate_tables import rate_csv

from .conftest import Openward

ROWS = [
    {"area_id": name, "numerator": number, "denominator": None, "numerator_unit": "count"}
    for name, number in (("F1", 3), ("F2", 40), ("F3", 400))
]
REGION = {**ROWS[0], "area_type": "region", "area_id": "XX-A", "numerator": 443}


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text(rate_csv(*rows), "utf-8")
    return path


def numerators(text: str) -> list[str]:
    return [row["numerator"] for row in csv.DictReader(io.StringIO(text))]


def test_what_is_hidden_and_what_it_costs_is_said(openward: Openward) -> None:
    ran = openward("publish", write(Path("r.csv"), *ROWS, REGION))
    assert ran.code == 0
    assert numerators(ran.out) == ["", "", "400", "445"]
    assert "note: 1 hidden: a small count" in ran.lines
    assert "note: 1 hidden: would give away a hidden number" in ran.lines
    assert any("2 of 4 figures are hidden (5% of their sum)" in line for line in ran.lines)


def test_a_policy_that_is_not_there_is_wrong_usage(openward: Openward) -> None:
    assert openward("publish", write(Path("r.csv"), *ROWS), "--policy", "none").code == 2


def test_a_second_release_with_one_more_is_printed_as_the_first(openward: Openward) -> None:
    words = ("--policy", "strict", "--releases", "releases.jsonl")
    first = openward("publish", write(Path("r.csv"), *ROWS, REGION), *words)
    rows = [*ROWS[:2], {**ROWS[2], "numerator": 401}, {**REGION, "numerator": 444}]
    second = openward("publish", write(Path("r.csv"), *rows), *words)
    assert second.out == first.out
    assert any(line.startswith("warning: xx-test (test) stands as") for line in second.lines)
    assert len(Path("releases.jsonl").read_text().splitlines()) == 2


def test_wards_of_unknown_facilities_are_refused_and_nothing_is_written(
    openward: Openward,
) -> None:
    ward = {**ROWS[0], "area_type": "ward", "area_id": "W1"}
    ran = openward("publish", write(Path("r.csv"), *ROWS, ward), "-o", "p.csv")
    assert (ran.code, len(ran.lines)) == (1, 1)
    assert ran.err.startswith("r.csv:area_id: nobody says to which facility")
    assert not Path("p.csv").exists()


def test_a_file_of_areas_says_which(openward: Openward) -> None:
    Path("a.csv").write_text("area_id,area_type,parent_id\nW1,ward,F1\nF1,facility,\n")
    ward = {**ROWS[0], "area_type": "ward", "area_id": "W1"}
    assert openward("publish", write(Path("r.csv"), *ROWS, ward), "--areas", "a.csv").code == 0
