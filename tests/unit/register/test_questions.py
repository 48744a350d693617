"""Each question is asked of the row it is about, and of no sound dataset."""

from __future__ import annotations

from typing import Any

import pytest

from openward.register.errors import errors
from openward.register.questions import QUESTIONS, questions

from .rows import at, dataset, on

RUNNING = {"end_state": "running", "ended_at": None}
POINT = {"kind": "chemical_restraint", "end_state": "point", "ended_at": None}
LATE, EARLY = {"recorded_at": at(49)}, {"recorded_at": at(-49)}
TWO_PERSONS = [{}, {"person_id": "p2"}]
EVEN = [{"observation_id": f"b{n}", "started_at": at(n / 10), "recorded_at": at(1)}
        for n in range(6)]  # fmt: skip


def again(**cells: Any) -> list[dict[str, Any]]:
    """The usual row, and a second one."""
    return [{}, cells]


#: (code, table, record, rows)
CASES: list[tuple[str, str, int, dict[str, Any]]] = [
    ("outside_any_stay", "measures", 0, {"measures": {"stay_id": None}}),
    ("outside_its_stay", "measures", 0, {"stays": {"started_at": at(0.5)}}),
    ("runs_after_its_stay", "measures", 0, {"measures": RUNNING, "stays": {"ended_at": at(9)}}),
    ("without_incident", "measures", 0, {"measures": {"incident_id": None}}),
    ("without_end", "measures", 0,
     {"measures": {"ended_at": None, "end_state": "not_recorded"}}),
    ("during_leave", "measures", 0, {"leaves": {"started_at": at(-1), "ended_at": at(3)}}),
    ("very_long", "measures", 0, {"measures": {"ended_at": at(24 * 7 + 1)}}),
    ("very_long", "measures", 0, {"measures": {"kind": "manual_restraint", "ended_at": at(5)}}),
    ("very_long", "measures", 0,
     {"measures": {"kind": "mechanical_restraint", "ended_at": at(73)}}),
    ("no_length", "measures", 0, {"measures": {"ended_at": at(0)}}),
    ("overlapping_measures", "measures", 1,
     {"measures": again(measure_id="m2", started_at=at(0.5))}),
    ("two_running", "measures", 1,
     {"measures": [RUNNING, {"measure_id": "m2", "kind": "manual_restraint", **RUNNING}]}),
    ("person_not_of_incidents", "measures", 0,
     {"persons": TWO_PERSONS, "incidents": {"person_id": "p2"}}),
    ("person_not_of_stays", "measures", 0, {"persons": TWO_PERSONS, "stays": {"person_id": "p2"}}),
    ("ward_not_of_stay", "measures", 0, {"wards": again(ward_id="w2"),
                                         "measures": {"ward_id": "w2"}}),
    ("outside_its_incident", "measures", 0, {"incidents": {"started_at": at(0.5)}}),
    ("past_its_orders", "measures", 0, {"orders": {"valid_until": at(0.5)}}),
    ("ward_closed", "measures", 0, {"wards": {"closed_on": on(-5)}}),
    ("age_and_year", "measures", 0,
     {"persons": {"birth_year": 1990}, "measures": {"age_years": 30}}),
    ("no_dose", "measures", 0, {"measures": POINT}),
    ("danger_over_outside", "measures", 0, {"measures": {"danger_over_at": at(2)}}),
    ("ends_in_future", "measures", 0, {"measures": {"ended_at": at(4)}}),
    ("reason_without_end", "measures", 0,
     {"measures": {**RUNNING, "ended_reason": "danger_over"}}),
    ("only_the_day", "measures", 0, {"measures": {"time_precision": "day"}}),
    ("breaks_before", "breaks", 0, {"breaks": {"started_at": at(-0.1)}}),
    ("breaks_after", "breaks", 0, {"breaks": {"started_at": at(2), "ended_at": at(3)}}),
    ("overlapping_breaks", "breaks", 1, {"breaks": again(started_at=at(0.4))}),
    ("breaks_longer", "breaks", 0, {"breaks": {"ended_at": at(1.5)}}),
    ("measure_places_before", "measure_places", 0, {"measure_places": {"started_at": at(-1)}}),
    ("measure_places_after", "measure_places", 0, {"measure_places": {"started_at": at(2)}}),
    ("overlapping_measure_places", "measure_places", 1,
     {"measure_places": again(started_at=at(0.5))}),
    ("dose_elsewhere_in_time", "doses", 0, {"doses": {"given_at": at(2)}}),
    ("dose_elsewhere_in_time", "doses", 0, {"measures": POINT, "doses": {"given_at": at(1.5)}}),
    ("orders_before", "orders", 0, {"orders": {"made_at": at(-25)}}),
    ("orders_after", "orders", 0, {"orders": {"made_at": at(2)}}),
    ("order_of_another_measure", "orders", 1,
     {"measures": again(measure_id="m2", started_at=at(1), ended_at=at(1.5)),
      "orders": again(order_id="o2", measure_id="m2", previous_order_id="o1")}),
    ("confirmed_before", "orders", 0, {"orders": {"confirmed_at": at(-0.5)}}),
    ("reviews_before", "reviews", 0, {"reviews": {"started_at": at(-0.5)}}),
    ("reviews_after", "reviews", 0, {"reviews": {"started_at": at(2)}}),
    ("observations_before", "observations", 0, {"observations": {"started_at": at(-0.5)}}),
    ("observations_after", "observations", 0, {"observations": {"started_at": at(2)}}),
    ("even_observations", "observations", 0, {"observations": EVEN}),
    ("notices_before", "notices", 0, {"notices": {"sent_at": at(-0.5)}}),
    ("court_decisions_before", "court_decisions", 0, {"court_decisions": {"asked_at": at(-0.5)}}),
    ("names_nothing", "notices", 0, {"notices": {"measure_id": None}}),
    ("names_nothing", "court_decisions", 0, {"court_decisions": {"measure_id": None}}),
    ("deaths_before", "deaths", 0, {"deaths": {"died_at": at(-0.5)}}),
    ("runs_past_death", "deaths", 0, {"deaths": {"died_at": at(0.5)}}),
    ("segregation_day_outside", "segregation_days", 0, {"segregation_days": {"day": on(5)}}),
    ("id_with_blank", "persons", 1, {"persons": again(person_id="Ana N")}),
    ("overlapping_admissions", "admissions", 1, {"admissions": again(admission_id="a2")}),
    ("overlapping_stays", "stays", 1,
     {"stays": again(stay_id="s2", started_at=at(-90))}),
    ("without_admission", "stays", 0, {"stays": {"admission_id": None}}),
    ("outside_admission_id", "stays", 0, {"admissions": {"started_at": at(-90)}}),
    ("outside_stay_id", "leaves", 0, {"leaves": {"started_at": at(-101)}}),
    ("outside_stay_id", "legal_statuses", 0, {"legal_statuses": {"started_at": at(-101)}}),
    ("overlapping_leaves", "leaves", 1, {"leaves": again(leave_id="l2", started_at=at(-45))}),
    ("without_stay", "incidents", 0, {"stays": {"ended_at": at(-2)}}),
    ("after_death", "measures", 0, {"deaths": {"died_at": at(-3)}}),
    ("after_death", "stays", 0, {"deaths": {"died_at": at(-200)}}),
    ("attempt_after", "attempts", 0, {"attempts": {"started_at": at(3)}}),
    ("debrief_before", "debriefs", 0, {"debriefs": {"held_at": at(-2)}}),
    ("plan_of_another", "plan_uses", 0,
     {"persons": TWO_PERSONS, "plans": {"person_id": "p2"}, "plan_uses": {}}),
    ("more_than_beds", "staffing", 0, {"ward_beds": {}, "staffing": {"beds_occupied": 11}}),
    ("staffing_worked_hours", "staffing", 0, {"staffing": {"worked_hours": 1440.0}}),
    ("staffing_agency_hours", "staffing", 0, {"staffing": {"agency_hours": 25.0}}),
    ("long_shift", "staffing", 0, {"staffing": {"starts_at": at(0), "ends_at": at(25)}}),
    ("no_statement", "wards", 1, {"wards": again(ward_id="w2")}),
    ("unstated", "measures", 0, {"statements": {"kind": "manual_restraint"}}),
    ("stated_none", "measures", 0, {"statements": {"statement": "none_happened"}}),
    *(("written_late", name, 0, {name: LATE})
      for name in ("incidents", "measures", "orders", "reviews", "observations", "notices")),
    *(("written_before", name, 0, {name: EARLY})
      for name in ("incidents", "measures", "orders", "reviews", "observations", "notices")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "table", "record", "rows"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES]
)
def test_a_question_names_its_row_and_nothing_is_refused(
    code: str, table: str, record: int, rows: dict[str, Any]
) -> None:
    asked = dataset(**rows)
    assert errors(asked) == []
    found = {(c, f.table): f.rows.tolist() for c, f in questions(asked)}
    assert found[code, table] == [record]


def test_every_question_is_tried() -> None:
    assert {case[0:2] for case in CASES} == {(q.code, q.rule.table) for q in QUESTIONS}


@pytest.mark.parametrize(
    "name",
    [
        "leaves",
        "legal_statuses",
        "measure_places",
        "breaks",
        "doses",
        "orders",
        "reviews",
        "observations",
        "notices",
        "debriefs",
        "court_decisions",
        "deaths",
        "segregation_days",
        "staffing",
    ],
)
def test_nothing_is_asked_of_the_usual_rows(name: str) -> None:
    assert questions(dataset(**{name: {}})) == []


def test_what_is_not_known_is_no_reason_to_ask() -> None:
    asked = dataset(stays={"ended_at": None}, measures={**RUNNING, "recorded_at": None},
                    incidents={"ended_at": None}, orders={"valid_until": None})  # fmt: skip
    assert questions(asked) == []
