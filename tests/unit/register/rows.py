"""A small dataset in few words: rows with what every test would have to repeat."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from openward.register.dataset import Dataset
from openward.register.schema import schema

Row = dict[str, Any]
MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)


def at(hours: float) -> datetime:
    """So many hours after the first moment of March 2026."""
    return MIDNIGHT + timedelta(hours=hours)


def on(days: int) -> date:
    """So many days after 1 March 2026."""
    return at(24 * days).date()


OF_MEASURE: Row = {"measure_id": "m1"}
DEFAULTS: dict[str, Row] = {
    "facilities": {"facility_id": "f1", "name": "F", "country": "SI", "timezone": "UTC",
                   "kind": "psychiatric_hospital"},
    "wards": {"ward_id": "w1", "facility_id": "f1", "name": "W"},
    "ward_beds": {"ward_id": "w1", "beds": 10, "valid_from": on(-400)},
    "persons": {"person_id": "p1"},
    "admissions": {"admission_id": "a1", "person_id": "p1", "facility_id": "f1",
                   "started_at": at(-100)},
    "stays": {"stay_id": "s1", "admission_id": "a1", "person_id": "p1", "ward_id": "w1",
              "started_at": at(-100)},
    "leaves": {"leave_id": "l1", "stay_id": "s1", "started_at": at(-50), "ended_at": at(-40)},
    "legal_statuses": {"person_id": "p1", "stay_id": "s1", "status": "voluntary",
                       "started_at": at(-50)},
    "incidents": {"incident_id": "i1", "person_id": "p1", "ward_id": "w1", "started_at": at(-1),
                  "ended_at": at(2), "danger_to": "others"},
    "attempts": {"incident_id": "i1", "what": "talking", "started_at": at(-1)},
    "measures": {"measure_id": "m1", "incident_id": "i1", "person_id": "p1", "stay_id": "s1",
                 "ward_id": "w1", "kind": "seclusion", "started_at": at(0), "ended_at": at(1),
                 "end_state": "ended", "recorded_at": at(3)},
    "measure_places": {**OF_MEASURE, "ward_id": "w1", "started_at": at(0)},
    "breaks": {**OF_MEASURE, "started_at": at(0.25), "ended_at": at(0.5)},
    "doses": {"dose_id": "d1", **OF_MEASURE, "drug": "lorazepam", "given_at": at(0)},
    "deaths": {"person_id": "p1", **OF_MEASURE, "died_at": at(5)},
    "segregation_days": {**OF_MEASURE, "day": on(0)},
    "orders": {"order_id": "o1", **OF_MEASURE, "kind": "order", "made_at": at(0)},
    "reviews": {"review_id": "r1", **OF_MEASURE, "started_at": at(0.5)},
    "observations": {"observation_id": "b1", **OF_MEASURE, "started_at": at(0.5)},
    "notices": {"notice_id": "n1", **OF_MEASURE, "to": "family", "sent_at": at(0.5)},
    "court_decisions": {"decision_id": "c1", **OF_MEASURE, "asked_at": at(0.5)},
    "debriefs": {"debrief_id": "t1", "incident_id": "i1", "whose": "team", "held_at": at(30)},
    "plans": {"plan_id": "l1", "person_id": "p1", "started_on": on(-50)},
    "plan_uses": {"incident_id": "i1", "plan_id": "l1"},
    "staffing": {"ward_id": "w1", "day": on(0), "shift": "early", "role": "nurse",
                 "worked_hours": 24.0},
    "statements": {"ward_id": "w1", "period_start": on(-100), "period_end": on(100),
                   "kind": "all", "statement": "complete"},
}  # fmt: skip


def table(name: str, *rows: Row) -> pa.Table:
    """A table with these rows, each with the usual cells."""
    full = [{**DEFAULTS[name], **row} for row in rows]
    return pa.Table.from_pylist(full, schema=schema(name))


def dataset(**tables: list[Row] | Row) -> Dataset:
    """One person with one stay, incident and measure, and these rows instead or beside."""
    usual = ("facilities", "wards", "persons", "admissions", "stays", "incidents", "measures",
             "statements")  # fmt: skip
    given: dict[str, list[Row] | Row] = {**{name: {} for name in usual}, **tables}
    lists = {name: [rows] if isinstance(rows, dict) else rows for name, rows in given.items()}
    return Dataset({name: table(name, *rows) for name, rows in lists.items()})
