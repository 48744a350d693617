"""Reads the cases: fills in what every case leaves out, and runs them through an engine."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).parent
Row = dict[str, Any]

#: What a row has when the case does not say, by table.
EVERY: dict[str, Row] = {
    "facilities": {
        "name": "Facility", "country": "XX", "region": None, "timezone": "UTC",
        "census_time": None, "kind": "psychiatric_hospital",
    },
    "wards": {"facility_id": "f1", "name": "Ward", "opened_on": None, "closed_on": None},
    "persons": {"birth_year": 1984, "sex": "female"},
    "admissions": {"person_id": "p1", "facility_id": "f1", "ended_at": None},
    "stays": {"admission_id": None, "person_id": "p1", "ward_id": "w1", "ended_at": None},
    "leaves": {"stay_id": "s1", "kind": "home", "ended_at": None},
    "incidents": {"person_id": "p1", "ward_id": "w1", "ended_at": None, "danger_to": "others"},
    "measures": {
        "incident_id": None, "person_id": "p1", "stay_id": "s1", "ward_id": "w1", "place": "ward",
        "kind": "seclusion", "technique": None, "ended_at": None, "time_precision": "second",
        "age_years": 40,
    },
    "breaks": {"measure_id": "m1", "ended_at": None, "reason": None, "free_to_leave": None},
    "statements": {"ward_id": "w1", "kind": "all", "statement": "complete", "stated_at": None},
    "populations": {"area_id": "f1", "sex": None, "age_band": "0+", "source": "register"},
    "outcomes": {"severity": None},
    "debriefs": {"whose": "person", "kind": None, "held_at": None},
    "debrief_offers": {"answer": None, "by_role": None, "reason": None},
    "plans": {"person_id": "p1", "ended_on": None, "made": "with_person", "version": 1},
    "plan_uses": {"plan_id": "plan1", "entry": None, "looked_at": None, "tried": None},
    "observations": {
        "measure_id": "m1", "ended_at": None, "person_asked_for": None, "answered_at": None,
        "recorded_at": None,
    },
    "orders": {"measure_id": "m1", "kind": "order", "valid_until": None},
    "rooms": {"ward_id": "w1", "kind": "comfort", "available_from": None, "available_to": None},
    "staff": {"ward_id": "w1", "role": "nurse", "started_on": None, "ended_on": None},
    "trainings": {"staff_id": "s1", "course": "de-escalation", "valid_until": None},
    "staffing": {
        "ward_id": "w1", "shift": "early", "role": "nurse", "worked_hours": None,
        "beds_occupied": None,
    },
    "staffing_rules": {"ward_id": None, "shift": None, "valid_to": None},
}  # fmt: skip
KEYS = {
    "facilities": "facility_id", "wards": "ward_id", "persons": "person_id", "stays": "stay_id",
    "admissions": "admission_id", "leaves": "leave_id", "incidents": "incident_id",
    "measures": "measure_id", "debriefs": "debrief_id", "plans": "plan_id",
    "observations": "observation_id", "orders": "order_id", "rooms": "room_id",
    "staff": "staff_id", "trainings": "training_id",
}  # fmt: skip
#: Filled in where the case does not name the table.
LEFT_OUT: dict[str, list[Row]] = {
    "facilities": [{"facility_id": "f1"}], "wards": [{"ward_id": "w1"}],
    "persons": [{"person_id": "p1"}],
    "stays": [{"stay_id": "s1", "started_at": datetime(2024, 1, 1)}],  # noqa: DTZ001 - local
}  # fmt: skip
COMPARED = (
    "area_id", "period_start", "stratum", "numerator", "denominator", "status", "hours_not_known",
    "areas_reported", "areas_not_reported",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One case of one indicator."""

    code: str
    words: str
    by: tuple[str, str]
    strata: tuple[str, ...]
    first: date
    last: date
    tables: dict[str, list[Row]]
    expected: list[Row]
    printed: dict[tuple[str, date], str]

    def __str__(self) -> str:
        return f"{self.code}: {self.words}"


@cache
def all_cases() -> list[Case]:
    """Every case of every file, in the order of the files."""
    return [
        _case(path.stem, found)
        for path in sorted(FOLDER.glob("*.toml"))
        for found in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def alike(case: Case) -> tuple[Any, ...]:
    """What cases have in common that can be asked as one: the same question, of places apart.

    What is not placed, `all`, and rules for every ward would mix; such a case stands alone.
    """
    question = (case.by, case.strata, case.first, case.last)
    mixes = case.by[0] == "all" or bool(case.tables["staffing_rules"])
    if mixes or any(row["area_id"] == "not-placed" for row in case.expected):
        return (*question, str(case))
    return question


def packed(cases: Sequence[Case]) -> dict[str, list[Row]]:
    """The tables of all the cases as one register: every name begins with its case's number."""
    found: dict[str, list[Row]] = {name: [] for name in EVERY}
    for number, case in enumerate(cases):
        for name, rows in case.tables.items():
            found[name] += [_apart(row, number) for row in rows]
    return found


def unpacked(rows: Sequence[Row], case: Case, number: int) -> list[Row]:
    """Those rows of an answer that belong to one of the packed cases, with its own names."""
    start = f"{number}~"
    return [
        row | {"area_id": row["area_id"].removeprefix(start)} for row in rows
        if row["indicator"] == case.code and row["area_id"].startswith(start)
    ]  # fmt: skip


def _apart(row: Row, number: int) -> Row:
    named = [name for name in row if name.endswith("_id") or name in ("country", "region")]
    return row | {name: f"{number}~{row[name]}" for name in named if row[name] is not None}


def in_short(rows: Sequence[Row]) -> list[Row]:
    """The columns of rows of a rate table that cases speak of."""
    short = [{name: row[name] for name in COMPARED} for row in rows]
    return sorted(short, key=lambda r: (r["area_id"], r["period_start"], r["stratum"]))


def _case(stem: str, found: dict[str, Any]) -> Case:
    first, last = found.get("first", date(2024, 1, 1)), found.get("last", date(2024, 2, 1))
    by: tuple[str, str] = tuple(found.get("by", ("ward", "month")))
    given = {name: rows for name, rows in found.items() if name in EVERY}
    if "statements" not in given:
        given["statements"] = [{"period_start": first, "period_end": last}]
    rows = [_expected(row, first, by[0]) for row in found["rows"]]
    code = found.get("indicator", stem)
    strata = tuple(found.get("strata", ()))
    printed = {
        (row["area"], row.get("start", first)): row["value"]
        for row in found["rows"]
        if "value" in row
    }
    tables = _tables(given)
    return Case(code, found["words"], by, strata, first, last, tables, in_short(rows), printed)


def _tables(given: dict[str, list[Row]]) -> dict[str, list[Row]]:
    found = {}
    for name, usual in EVERY.items():
        rows = [dict(row) for row in given.get(name, LEFT_OUT.get(name, []))]
        key = KEYS.get(name)
        for number, row in enumerate(rows, start=1):
            if key and key not in row:
                row[key] = f"{key[0]}{number}"
        found[name] = [
            {column: None if cell == "" else cell for column, cell in (usual | row).items()}
            for row in rows
        ]
    _add_what_is_named(found)
    zones = {row["facility_id"]: row["timezone"] for row in found["facilities"]}
    zone = ZoneInfo(zones[found["facilities"][0]["facility_id"]])
    return {name: [_in_utc(name, row, zone) for row in rows] for name, rows in found.items()}


def _add_what_is_named(found: dict[str, list[Row]]) -> None:
    """The wards and persons that only other rows name."""
    for table, key in (("wards", "ward_id"), ("persons", "person_id")):
        known = {row[key] for row in found[table]}
        for other in ("stays", "measures", "admissions", "incidents"):
            for row in found[other]:
                name = row.get(key)
                if name is not None and name not in known and not name.startswith("unknown"):
                    known.add(name)
                    found[table].append(EVERY[table] | {key: name})


def _in_utc(name: str, row: Row, zone: ZoneInfo) -> Row:
    if name == "measures":
        state = "ended" if row["ended_at"] else "running"
        state = "point" if row["kind"] == "chemical_restraint" else state
        row = {"end_state": state} | row
    moments = {
        column: (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
        for column, value in row.items() if isinstance(value, datetime)
    }  # fmt: skip
    return row | moments


def _expected(row: Row, first: date, area_type: str) -> Row:
    def number(name: str) -> float | None:
        return float(Fraction(row[name])) if name in row else None

    above = area_type != "ward"
    placed = above and row["area"] != "not-placed"
    return {
        "area_id": row["area"], "period_start": row.get("start", first),
        "stratum": row.get("stratum", ""), "numerator": number("numerator"),
        "denominator": number("denominator"), "status": row.get("status", "reported"),
        "hours_not_known": row.get("hours_not_known", 0),
        "areas_reported": row.get("areas_reported", 1) if placed else None,
        "areas_not_reported": row.get("areas_not_reported", 0) if placed else None,
    }  # fmt: skip
