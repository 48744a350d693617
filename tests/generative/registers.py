"""Small registers full of edges: clock changes, midnights, month ends, gaps, overlaps.

Everything is drawn from a `random.Random`: Hypothesis gives one that it can shrink
(`st.randoms(use_true_random=False)`), the bench gives seeded ones.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tests.generative.place import LONGEST, Place, Row, Tables
from tests.generative.ward_life import afterwards, checks, staffing_rules, ward_life

ZONES = (
    "UTC", "Europe/Ljubljana", "America/New_York", "Australia/Lord_Howe", "America/Santiago",
    "Asia/Kolkata",
)  # fmt: skip
#: first, last: a leap day, clocks going forward and back, north and south, cut months, a new year.
WINDOWS = (
    (date(2024, 2, 1), date(2024, 4, 15)),
    (date(2024, 9, 1), date(2024, 12, 1)),
    (date(2023, 12, 20), date(2024, 1, 12)),
    (date(2025, 3, 1), date(2025, 5, 1)),
)
KINDS = (
    "seclusion", "seclusion", "manual_restraint", "mechanical_restraint", "chemical_restraint",
    "long_term_segregation",
)  # fmt: skip
INJURIES = ("none", "minor", "serious", "not_recorded", None)
REASONS = ("hygiene", "meal", "air", "visit", "trial_end", "other", None)


def register(random: Random, facilities: int, window: tuple[date, date]) -> Tables:
    """A register of some facilities, each by itself, over one window."""
    found: Tables = {}
    for number in range(facilities):
        for table, rows in facility(random, f"f{number}", window).items():
            found.setdefault(table, []).extend(rows)
    found["staffing_rules"] = staffing_rules(random, window[0], found["wards"])
    found["populations"] = _populations(
        random, window, [row["facility_id"] for row in found["facilities"]]
    )
    return found


def facility(random: Random, name: str, window: tuple[date, date]) -> Tables:
    """One facility with its wards and people and what happened there."""
    zone = random.choice(ZONES)
    place = Place(random, name, ZoneInfo(zone), *window)
    tables: Tables = {"facilities": [{
        "facility_id": name, "name": name, "country": "XX", "kind": "psychiatric_hospital",
        "region": random.choice(("XX-A", "XX-B", None)), "timezone": zone,
        "census_time": random.choice((None, "00:00", "23:59", "12:00", "02:30")),
    }]}  # fmt: skip
    tables["wards"] = [_ward(place, number) for number in range(random.choice((1, 2, 3)))]
    tables["persons"] = [_person(place, number) for number in range(random.choice((1, 2, 3)))]
    tables["admissions"] = [_admission(place, number, tables) for number in place.several(3)]
    tables["stays"] = [_stay(place, number, tables) for number in place.several(4)]
    tables["leaves"] = [_leave(place, number, tables) for number in place.several(3)
                        if tables["stays"]]  # fmt: skip
    tables["incidents"] = [_incident(place, number, tables) for number in place.several(3)]
    tables["measures"] = [_measure(place, number, tables) for number in place.several(6)]
    tables["breaks"] = [row for measure in tables["measures"] for row in _breaks(place, measure)]
    tables |= afterwards(place, tables) | checks(place, tables) | ward_life(place, tables)
    tables["statements"] = [row for ward in tables["wards"] for row in _statements(place, ward)]
    return tables


def _ward(place: Place, number: int) -> Row:
    days = (place.last - place.first).days
    opened = place.first + timedelta(place.random.randrange(days)) if place.chance(0.15) else None
    closed = (opened or place.first) + timedelta(place.random.randrange(1, days))
    return {
        "ward_id": f"{place.name}w{number}", "facility_id": place.name, "name": f"Ward {number}",
        "opened_on": opened, "closed_on": closed if place.chance(0.15) else None,
    }  # fmt: skip


def _person(place: Place, number: int) -> Row:
    years = (None, 1940, 1958, 1959, 1960, 1984, 2006, 2007, 2008, 2011, 2012, 2023, 2024)
    return {
        "person_id": f"{place.name}p{number}", "birth_year": place.random.choice(years),
        "sex": place.random.choice(("female", "male", "other", "not_recorded", None)),
    }  # fmt: skip


def _span(place: Place, still: float) -> Row:
    start = place.moment()
    end = place.end_after(start)
    if place.chance(0.3):
        start -= timedelta(seconds=place.random.randrange(LONGEST))
    if place.chance(0.3):
        end += timedelta(seconds=place.random.randrange(LONGEST))
    return {"started_at": start, "ended_at": None if place.chance(still) else end}


def _admission(place: Place, number: int, tables: Tables) -> Row:
    person = place.one_of(tables["persons"], "person_id", none=0)
    return {
        "admission_id": f"{place.name}a{number}", "facility_id": place.name, "person_id": person,
        **_span(place, still=0.4),
    }  # fmt: skip


def _stay(place: Place, number: int, tables: Tables) -> Row:
    """Of a person; it may overlap others of the same person, or lie beside its admission."""
    person = place.one_of(tables["persons"], "person_id", none=0)
    own = [row for row in tables["admissions"] if row["person_id"] == person]
    return {
        "stay_id": f"{place.name}s{number}", "admission_id": place.one_of(own, "admission_id"),
        "person_id": person, "ward_id": place.one_of(tables["wards"], "ward_id", none=0),
        **_span(place, still=0.3),
    }  # fmt: skip


def _leave(place: Place, number: int, tables: Tables) -> Row:
    stay = place.one_of(tables["stays"], "stay_id", none=0)
    return {"leave_id": f"{place.name}l{number}", "stay_id": stay, "kind": "home",
            **_span(place, still=0.15)}  # fmt: skip


def _incident(place: Place, number: int, tables: Tables) -> Row:
    return {
        "incident_id": f"{place.name}i{number}",
        "danger_to": place.random.choice(("others", "self", "none", "not_recorded", None)),
        "person_id": place.one_of(tables["persons"], "person_id", none=0),
        "ward_id": place.one_of(tables["wards"], "ward_id"), **_span(place, still=0.2),
    }  # fmt: skip


def _measure(place: Place, number: int, tables: Tables) -> Row:
    kind = place.random.choice(KINDS)
    person = place.one_of(tables["persons"], "person_id", none=0)
    stays = [row for row in tables["stays"] if row["person_id"] == person]
    incidents = [row for row in tables["incidents"] if row["person_id"] == person]
    lasting = place.random.choice(("ended", "ended", "ended", "running", "not_recorded"))
    state = "point" if kind == "chemical_restraint" else lasting
    span = _span(place, still=0)
    ended = span["ended_at"] if state == "ended" else None
    return {
        "measure_id": f"{place.name}m{number}", "person_id": person, "kind": kind,
        "incident_id": place.one_of(incidents, "incident_id", none=0.4),
        "stay_id": place.one_of(stays, "stay_id"), "technique": _technique(place, kind),
        "ward_id": place.one_of(tables["wards"], "ward_id"), "end_state": state,
        "place": place.random.choice(("ward", "seclusion_room", "emergency_department", None)),
        "started_at": span["started_at"], "ended_at": ended,
        "time_precision": place.random.choice(("second", "second", "minute", None, "day")),
        "age_years": place.random.choice((None, 0, 1, 12, 13, 17, 18, 40, 64, 65, 99)),
        "danger_over_at": None if place.chance(0.4) else place.end_after(span["started_at"]),
        **{f"injury_{who}": place.random.choice(INJURIES) for who in ("person", "staff", "other")},
    }  # fmt: skip


def _technique(place: Place, kind: str) -> str | None:
    known = {"manual_restraint": ("prone", "supine", "not_recorded")}.get(kind, ("not_recorded",))
    return place.random.choice((*known, None))


def _breaks(place: Place, measure: Row) -> list[Row]:
    """One after the other: breaks that overlap are refused by no rule and mean nothing."""
    found: list[Row] = []
    moment = measure["started_at"]
    for _ in place.several(3):
        start = moment + place.seconds()
        end = start + place.seconds()
        still = place.chance(0.1)
        found.append({
            "measure_id": measure["measure_id"], "started_at": start,
            "ended_at": None if still else end, "free_to_leave": place.chance(0.5),
            "reason": place.random.choice(REASONS),
        })  # fmt: skip
        if still:
            break
        moment = end + timedelta(seconds=1)
    return found


def _statements(place: Place, ward: Row) -> list[Row]:
    if place.chance(0.3):
        return [_statement(ward, "all", place.first, place.last, "complete")]
    days = (place.last - place.first).days
    found = []
    for _ in place.several(4):
        start = place.first + timedelta(
            place.random.choice((-5, 0, 0, place.random.randrange(days)))
        )
        end = start + timedelta(place.random.choice((1, 28, 29, 30, 31, 60, days)))
        said = place.random.choice(("complete", "complete", "none_happened", "incomplete"))
        kind = place.random.choice(("all", "all", "all", *KINDS))
        found.append(_statement(ward, kind, start, end, said))
    return found


def _statement(ward: Row, kind: str, start: date, end: date, said: str) -> Row:
    return {"ward_id": ward["ward_id"], "kind": kind, "period_start": start, "period_end": end,
            "statement": said}  # fmt: skip


def _populations(random: Random, window: tuple[date, date], facilities: list[str]) -> list[Row]:
    """People by area; now and then with a band that 16 cuts in two."""
    found = []
    for area in ("XX", "XX-A", "XX-B", "all", *facilities):
        bands = random.choice((("0-15", "16-64", "65+"), ("16+",), ("0-17", "18+"), ()))
        day = window[0] + timedelta(random.choice((-200, -1, 0, 20)))
        found += [
            {"area_id": area, "day": day, "sex": None, "age_band": band, "source": "made up",
             "persons": random.choice((0, 1, 999, 50_000))}
            for band in bands
        ]  # fmt: skip
    return found
