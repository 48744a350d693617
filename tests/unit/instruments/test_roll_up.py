"""The roll-up gives the planted shares exactly, and agrees with counting by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.instruments.assessment_files import shipped
from openward.instruments.ratings import table_of
from openward.instruments.roll_up import roll_up
from openward.problems import BadInput
from openward.simulate.assessments import region_scenario, simulate_region

KNOWN = shipped()["qualityrights-2012"]
STANDARDS = [item.id for item in KNOWN.of_grain("standard")]
LEVELS = [level.code for level in KNOWN.levels]
TABLE, TRUTH = simulate_region(region_scenario(), seed=7)


def rolled(by: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    rows = roll_up(TABLE, KNOWN, by=by, grain="standard").ratings.to_pylist()
    return {(row["area"], row["item"], row["level"]): row for row in rows}


def test_the_planted_shares_come_back_by_standard_and_theme() -> None:
    found = rolled("all")
    planted = TRUTH["by_standard"]
    for standard, levels in planted.items():
        for level, number in levels.items():
            assert found["all", standard, level]["share_of_ratings"] == number / 98
    for theme in KNOWN.of_grain("theme"):
        full = [levels["full"] for s, levels in planted.items() if s.startswith(f"{theme.id}.")]
        row = found["all", theme.id, "full"]
        assert (row["ratings"], row["ratings_that_apply"]) == (sum(full), 98 * len(full))


def test_the_planted_shares_come_back_by_country() -> None:
    found = rolled("country")
    assert len({area for area, _, _ in found}) == TRUTH["countries"] == 24
    for country, levels in TRUTH["by_country"].items():
        for level, number in levels.items():
            assert found[country, "", level]["ratings"] == number


def test_a_quarter_of_ratings_cannot_be_taken_for_a_quarter_of_institutions() -> None:
    ratings, institutions = roll_up(TABLE, KNOWN, by="all", grain="standard")
    (row,) = institutions.to_pylist()
    assert row == {"area": "all", "institutions": 98, "institutions_with_every_item_rated": 98,
                   "institutions_with_every_item_met": 0}  # fmt: skip
    full = rolled("all")["all", "", "full"]
    assert (full["ratings"], full["ratings_that_apply"]) == (613, 2450)
    assert round(full["share_of_ratings"], 2) == 0.25
    assert set(ratings.column_names) & set(institutions.column_names) == {"area"}
    assert not [name for name in institutions.column_names if "share" in name]
    assert not [name for name in ratings.column_names if "institution" in name]


CELLS = st.sampled_from([*LEVELS, None])
VISIT = st.tuples(st.integers(0, 4), st.integers(0, 30), st.lists(CELLS, min_size=25, max_size=25))


def rows_of(visits: list[tuple[int, int, list[str | None]]]) -> list[dict[str, Any]]:
    return [
        {"visit_id": f"{place}-{day}", "visited_on": date(2026, 1, 1) + timedelta(day),
         "institution_id": str(place), "country": "AB"[place % 2], "instrument": KNOWN.code,
         "item": item, "level": level, "rated_by": "committee"}
        for place, day, cells in visits
        for item, level in zip(STANDARDS, cells, strict=True) if level
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(VISIT, min_size=1, max_size=8, unique_by=lambda v: v[:2]))
def test_it_agrees_with_counting_by_hand(visits: list[Any]) -> None:
    rows = rows_of(visits)
    if not rows:
        return
    table = table_of({name: [row[name] for row in rows] for name in rows[0]})
    found = roll_up(table, KNOWN, by="country", grain="standard")
    last = {place: max(r["visited_on"] for r in rows if r["institution_id"] == place)
            for place in {r["institution_id"] for r in rows}}  # fmt: skip
    latest = [r for r in rows if r["visited_on"] == last[r["institution_id"]]]
    for row in found.ratings.to_pylist():
        under = [s for s in STANDARDS if s == row["item"] or s.startswith(f"{row['item']}.")
                 or not row["item"]]  # fmt: skip
        here = [r for r in latest if r["country"] == row["area"] and r["item"] in under]
        counts = Counter(r["level"] for r in here)
        places = {r["institution_id"] for r in latest if r["country"] == row["area"]}
        counts["not_assessed"] = len(places) * len(under) - len(here)
        assert row["ratings"] == counts[row["level"]]
        assert row["ratings_that_apply"] == sum(counts[level] for level in LEVELS[:4])
    for row in found.institutions.to_pylist():
        by_place = [{r["item"]: r["level"] for r in latest if r["institution_id"] == place}
                    for place in last if "AB"[int(place) % 2] == row["area"]]  # fmt: skip
        met = [p for p in by_place if len(p) == 25 and set(p.values()) <= {"full", "not_applicable"}
               and "full" in p.values()]  # fmt: skip
        assert row["institutions_with_every_item_met"] == len(met)
        assert row["institutions_with_every_item_rated"] == sum(len(p) == 25 for p in by_place)


def one(**other: Any) -> dict[str, list[Any]]:
    row = rows_of([(0, 0, ["full"] * 25)])
    return {name: [{**each, **other}[name] for each in row] for name in row[0]}


def test_one_assessor_is_no_committee() -> None:
    with pytest.raises(BadInput, match="no agreed rating"):
        roll_up(table_of(one(rated_by="a")), KNOWN, by="all", grain="standard")


def test_two_visits_on_one_day_are_refused() -> None:
    columns = one()
    columns["visit_id"][3] = "another"
    with pytest.raises(BadInput, match="visited twice on its latest day"):
        roll_up(table_of(columns), KNOWN, by="all", grain="standard")


def test_what_does_not_apply_and_what_was_not_assessed_are_two_things() -> None:
    rows = rows_of([(0, 0, ["full"] * 23 + ["not_applicable", None])])
    table = table_of({name: [row[name] for row in rows] for name in rows[0]})
    ratings, institutions = roll_up(table, KNOWN, by="all", grain="standard")
    found = {r["level"]: r for r in ratings.to_pylist() if r["item"] == ""}
    assert found["not_applicable"]["ratings"] == found["not_assessed"]["ratings"] == 1
    assert found["full"]["share_of_ratings"] == 1
    assert institutions["institutions_with_every_item_met"].to_pylist() == [0]
