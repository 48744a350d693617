"""How long people were here, in the ways in which authorities count it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from datetime import date, time, timedelta
from fractions import Fraction

from openward.indicators.referee.clock import Period, days_between, local_day, moment, seconds
from openward.indicators.referee.parts import Part
from openward.indicators.referee.register import Register, Row, optional

MIDNIGHT = "00:00"


def inpatient_days(register: Register, period: Period) -> list[Part]:
    """A day for each stay and day on the ward: the day of coming, not that of going, not on leave.

    Source: The Joint Commission, data elements 0260 and 0262.
    """
    days = register.memory.setdefault("inpatient days", _by_day(register))
    return [
        stay_part(register, stay, day.year, (stay["stay_id"], day))
        for day in days_between(period.start, period.end) for stay in days.get(day, ())
    ]  # fmt: skip


def patient_hours(register: Register, period: Period) -> list[Part]:
    """Inpatient days times 24, as HBIPS has it: a day of a clock change has 24 hours too."""
    return [
        Part(p.ward, p.person, p.age, p.key, p.amount * 24)
        for p in inpatient_days(register, period)
    ]


def ward_stay_days(register: Register, period: Period) -> list[Part]:
    """NHS England: days from date to date, leave included, none for coming and going in a day."""
    found = []
    for stay in register.stays.values():
        ward = register.ward_of_stay(stay)
        days = None if ward is None else _days_in(stay, period, register.zone_of(ward))
        if days is not None:
            found.append(stay_part(register, stay, period.start.year, stay["stay_id"], days))
    return found


def spell_days(register: Register, period: Period) -> list[Part]:
    """The same of hospital spells, which belong to a facility."""
    return [
        _spell(register, row, period, row["admission_id"], days)
        for row, days in _spells(register, period)
    ]


def persons_with_spell(register: Register, period: Period) -> list[Part]:
    """Persons with a hospital spell in the period."""
    return [
        _spell(register, row, period, row["person_id"], 1) for row, _ in _spells(register, period)
    ]


def stay_hours(register: Register, period: Period) -> list[Part]:
    """Hours of stays cut at the period, leave included."""
    found = []
    for stay in register.stays.values():
        bounds = register.bounds(period, register.ward_of_stay(stay))
        end = optional(stay["ended_at"])
        length = bounds.seconds_of(seconds(stay["started_at"]), bounds.end if end is None else end)
        found.append(
            stay_part(register, stay, period.start.year, stay["stay_id"], Fraction(length, 3600))
        )
    return found


def stays(register: Register, period: Period) -> list[Part]:
    """Stays with a part in the period."""
    return [
        stay_part(register, stay, period.start.year, stay["stay_id"])
        for stay in _touching(register, period)
    ]


def cases(register: Register, period: Period) -> list[Part]:
    """Cases with a stay in the period."""
    return [
        stay_part(register, stay, period.start.year, case_of(stay))
        for stay in _touching(register, period)
    ]


def persons_here(register: Register, period: Period) -> list[Part]:
    """Persons with a stay in the period."""
    return [
        stay_part(register, stay, period.start.year, stay["person_id"])
        for stay in _touching(register, period)
    ]


def case_of(stay: Row) -> Hashable:
    """The admission of a stay; the stay itself where none is named."""
    admission = stay.get("admission_id")
    return ("admission", admission) if admission else ("stay", stay["stay_id"])


def _touching(register: Register, period: Period) -> list[Row]:
    return [
        stay for stay in register.stays.values()
        if register.bounds(period, register.ward_of_stay(stay)).touches(
            seconds(stay["started_at"]), optional(stay["ended_at"]))
    ]  # fmt: skip


def stay_part(
    register: Register, stay: Row, year: int, key: Hashable, amount: Fraction | int = 1
) -> Part:
    """A part that is placed as a stay, with the age that is completed in that year."""
    person = stay["person_id"]
    ward = register.ward_of_stay(stay)
    return Part(ward, person, register.age_in(year, person), key, Fraction(amount))


def _by_day(register: Register) -> dict[date, list[Row]]:
    found = defaultdict(list)
    for stay in register.stays.values():
        if register.ward_of_stay(stay) is not None:
            for day in _counted(register, stay) - _on_leave(register, stay):
                found[day].append(stay)
    return found


def _counted(register: Register, stay: Row) -> set[date]:
    zone = register.zone_of(stay["ward_id"])
    start = local_day(seconds(stay["started_at"]), zone)
    end = register.last if stay["ended_at"] is None else local_day(seconds(stay["ended_at"]), zone)
    if start == end and start < register.last and stay["ended_at"] is not None:
        return set() if _moves_on_that_day(register, stay, start) else {start}
    return set(days_between(start, min(end, register.last)))


def _moves_on_that_day(register: Register, stay: Row, day: date) -> bool:
    """Whether the person's next stay in the facility begins on the same day, which counts there."""
    facility = register.wards[stay["ward_id"]]["facility_id"]
    own = (stay["started_at"], stay["stay_id"])
    later = [
        other for other in register.stays.values()
        if other["person_id"] == stay["person_id"] and other["ward_id"] in register.wards
        and register.wards[other["ward_id"]]["facility_id"] == facility
        and (other["started_at"], other["stay_id"]) > own
    ]  # fmt: skip
    zone = register.zone_of(stay["ward_id"])
    return any(local_day(seconds(other["started_at"]), zone) == day for other in later)


def _on_leave(register: Register, stay: Row) -> set[date]:
    facility = register.facility_of(stay["ward_id"])
    zone, at = facility["timezone"], facility.get("census_time") or MIDNIGHT
    found = set()
    for leave in register.leaves.get(stay["stay_id"], ()):
        start = seconds(leave["started_at"])
        end = optional(leave["ended_at"])
        last = register.last if end is None else local_day(end, zone)
        for day in days_between(local_day(start, zone) - timedelta(1), last + timedelta(1)):
            census = _census(day, at, zone)
            if start <= census and (end is None or census < end):
                found.add(day)
    return found


def _census(day: date, at: str, zone: str) -> int:
    if at == MIDNIGHT:  # the midnight that ends the day: people are counted when it is over
        return moment(day + timedelta(1), time(0), zone)
    return moment(day, time.fromisoformat(at), zone)


def _days_in(row: Row, period: Period, zone: str) -> int | None:
    """Days from date to date within the period; None where the row has no part in it."""
    start = local_day(seconds(row["started_at"]), zone)
    ended = row["ended_at"]
    end = period.end if ended is None else local_day(seconds(ended), zone)
    if start >= period.end or end < period.start:
        return None
    return (min(end, period.end) - max(start, period.start)).days


def _spells(register: Register, period: Period) -> list[tuple[Row, int]]:
    found = []
    for row in register.admissions.values():
        zone = register.facilities[row["facility_id"]]["timezone"]
        days = _days_in(row, period, zone)
        if days is not None:
            found.append((row, days))
    return found


def _spell(register: Register, row: Row, period: Period, key: Hashable, amount: int) -> Part:
    person, facility = row["person_id"], row["facility_id"]
    age = register.age_in(period.start.year, person)
    return Part(None, person, age, key, Fraction(amount), facility)
