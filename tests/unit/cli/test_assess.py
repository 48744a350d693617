"""`openward assess`: from a synthetic region to its roll-up; what cannot be is refused by row."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import Openward

HEAD = "visit_id,visited_on,institution_id,country,instrument,item,level,rated_by\n"
ROW = "v1,2026-03-01,i1,LT,qualityrights-2012,1.1,full,committee\n"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENWARD_DATA", str(tmp_path / "data"))


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    "command",
    ["list", "show", "text", "rollup", "agree", "compare", "simulate", "export", "read", "bring"],
)
def test_every_command_explains_itself_with_an_example(command: str, openward: Openward) -> None:
    ran = openward("assess", command, "--help")
    assert f"openward assess {command}" in ran.out.split("Example")[1]


def test_a_synthetic_region_rolls_up_to_what_was_planted(openward: Openward) -> None:
    assert "none of them exists" in openward("assess", "simulate", "-o", "r.csv").err
    truth = json.loads(Path("r.truth.json").read_text())
    ran = openward("assess", "rollup", "r.csv", "--by", "country")
    full = {row["area"]: int(row["ratings"]) for row in rows_of(ran.out)
            if (row["item"], row["level"]) == ("", "full")}  # fmt: skip
    assert full == {area: levels["full"] for area, levels in truth["by_country"].items()}
    assert "note: synthetic: no such institution exists" in ran.lines
    places = rows_of(openward("assess", "rollup", "r.csv", "--count", "institutions").out)
    assert sum(int(row["institutions"]) for row in places) == 98


MISTAKES = {
    ROW.replace("LT", "LV").replace("1.1", "1.2"): "3:visit_id: is one visit to two places",
    ROW: "3:item: was rated twice",
    ROW.replace("1.1", "9.1"): "3:item: is no item",
    ROW.replace("full", "not_assessed"): "3:level: is no level",
    ROW.replace("2026-03-01", "March"): "3:visited_on: is no day",
    ROW.replace("qualityrights-2012", "x"): "3:instrument: is not known",
    ROW.replace("v1", ""): "3:visit_id: is empty",
}  # fmt: skip


@pytest.mark.parametrize("row", MISTAKES)
def test_what_cannot_be_is_refused_by_row(row: str, openward: Openward) -> None:
    Path("r.csv").write_text(HEAD + ROW + row)
    ran = openward("assess", "rollup", "r.csv")
    assert ran.code == 1
    assert ran.lines[0].startswith(f"r.csv:{MISTAKES[row]}")


def test_visits_are_compared_and_assessors_too(openward: Openward) -> None:
    later = ROW.replace("v1", "v2").replace("03-01", "09-01").replace("full", "partial")
    alone = ROW.replace("committee", "a") + ROW.replace("committee", "b").replace("full", "partial")
    Path("r.csv").write_text(HEAD + ROW + later + alone)
    rows = rows_of(openward("assess", "compare", "r.csv", "--before", "v1", "--after", "v2").out)
    assert {"group": "1", "before": "full", "after": "partial", "way": "down", "items": "1"} in rows
    (alike,) = rows_of(openward("assess", "agree", "r.csv").out)
    assert (alike["raters"], alike["items_rated_by_all"], alike["alike"]) == ("2", "1", "0")


def test_a_loaded_text_stays_in_the_installation(openward: Openward, tmp_path: Path) -> None:
    Path("t.csv").write_text("id,text\n1.1,The official words\n")
    assert "loaded: 1 of 146 items" in openward("assess", "text", "qualityrights-2012", "t.csv").err
    rows = rows_of(openward("assess", "show", "qualityrights-2012").out)
    assert [row["title"] for row in rows if row["loaded"] == "true"] == ["The official words"]
    assert (tmp_path / "data" / "instruments" / "qualityrights-2012.csv").exists()
