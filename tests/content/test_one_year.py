"""The page on one year under every rule says why numbers differ: so it is."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from docs.one_year import FIRST, LAST, SIZE, counted

from openward.indicators.calendar import begins, day_number
from openward.simulate.scenario import read_scenario
from openward.simulate.service import simulate

GERMAN_KINDS = ("seclusion", "manual_restraint", "mechanical_restraint")
ENDS_AN_EVENT = ("air", "visit", "trial_end", "other")


def tables() -> dict[str, pa.Table]:
    return simulate(read_scenario(), SIZE)[0]


def of_the_hospital(found: dict[str, pa.Table]) -> set[str]:
    """Its wards."""
    hospital = counted()["us-hbips-2"]["area_id"]
    return {row["ward_id"] for row in found["wards"].to_pylist() if row["facility_id"] == hospital}


def test_seclusions_are_more_in_australia_by_those_who_came_back() -> None:
    found = tables()
    wards = of_the_hospital(found)
    secluded = {
        row["measure_id"]: row for row in found["measures"].to_pylist()
        if row["kind"] == "seclusion" and row["ward_id"] in wards
    }  # fmt: skip
    came_back = [
        row for row in found["breaks"].to_pylist()
        if row["measure_id"] in secluded and row["reason"] in ENDS_AN_EVENT
        and row["ended_at"] and row["ended_at"] < secluded[row["measure_id"]]["ended_at"]
    ]  # fmt: skip
    rows = counted()
    more = rows["au-seclusion-rate"]["numerator"] - rows["ow-measures-seclusion"]["numerator"]
    assert more == len(came_back) > 0


def test_cases_of_baden_wuerttemberg_are_those_with_more_than_a_dose() -> None:
    found = tables()
    wards = of_the_hospital(found)
    case_of = {row["stay_id"]: row["admission_id"] for row in found["stays"].to_pylist()}
    cases: dict[bool, set[str]] = {True: set(), False: set()}
    for row in found["measures"].to_pylist():
        in_year = str(FIRST) <= str(row["started_at"]) < str(LAST)
        if row["ward_id"] in wards and row["stay_id"] and in_year:
            cases[row["kind"] in GERMAN_KINDS].add(case_of[row["stay_id"]])
    assert counted()["de-bw-share"]["numerator"] == len(cases[True])
    assert cases[False] - cases[True]


def test_days_of_24_hours_are_the_time_on_the_ward_without_leave() -> None:
    found = tables()
    wards = of_the_hospital(found)
    [zone] = {row["timezone"] for row in found["facilities"].to_pylist()
              if row["facility_id"] == counted()["us-hbips-2"]["area_id"]}  # fmt: skip
    year = [begins(day_number(day), zone) for day in (FIRST, LAST)]
    stays = {row["stay_id"]: row for row in found["stays"].to_pylist() if row["ward_id"] in wards}
    leaves = [row for row in found["leaves"].to_pylist() if row["stay_id"] in stays]

    def seconds(row: dict[str, Any]) -> float:
        end = row["ended_at"].timestamp() if row["ended_at"] else year[1]
        return max(0, min(end, year[1]) - max(row["started_at"].timestamp(), year[0]))

    here = sum(seconds(row) for row in stays.values()) - sum(seconds(row) for row in leaves)
    assert abs(counted()["ow-measures-seclusion"]["denominator"] - here / 86_400) < 1
