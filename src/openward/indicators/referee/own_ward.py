"""OpenWard's own set: what the ward is like: staff, training, rooms, and what it has stated.

A ratio of staff to beds is data: the table `staffing_rules` says how many beds one member of staff
may have (ward_id and shift empty: all), from a day up to another. Without it nobody can tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from openward.indicators.referee.clock import Period, seconds
from openward.indicators.referee.england import ALL_KINDS
from openward.indicators.referee.own_measures import begun
from openward.indicators.referee.parts import Count, Part, Rule
from openward.indicators.referee.register import Measure, Register, Row
from openward.indicators.referee.statements import days_stated, open_days
from openward.indicators.referee.stays import inpatient_days

DayTest = Callable[[Register, str, date], bool]
RULES_OF_STAFFING = "staffing_rules"


def _of_ward(ward: str, key: object, amount: Fraction | int = 1) -> Part:
    return Part(ward, "", None, (ward, key), Fraction(amount))


def ward_days(test: DayTest) -> Count:
    """Open days of wards of which something is true."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            _of_ward(ward, day) for ward in register.wards
            for day in open_days(register, ward, period) if test(register, ward, day)
        ]  # fmt: skip

    return count


def every_day(register: Register, ward: str, day: date) -> bool:
    """All of them."""
    return True


def is_stated(register: Register, ward: str, day: date) -> bool:
    """Stated to be complete for all kinds."""
    return all(days_stated(register, ward, kind, [day]) for kind in ALL_KINDS)


def has_comfort_room(register: Register, ward: str, day: date) -> bool:
    """A comfort room could be used."""
    return any(
        row["kind"] == "comfort" and _holds(row, day, "available_from", "available_to")
        for row in register.grouped("rooms", "ward_id").get(ward, [])
    )


def _holds(row: Row, day: date, start: str, end: str) -> bool:
    first, last = row.get(start), row.get(end)
    return (first is None or first <= day) and (last is None or day < last)


def staff(trained: bool) -> Count:
    """Staff of each ward on the last day of the period, or those of them with valid training."""

    def count(register: Register, period: Period) -> list[Part]:
        day = period.end - timedelta(1)
        valid = {
            row["staff_id"] for row in register.rows("trainings")
            if _holds(row, day, "completed_on", "valid_until")
        }  # fmt: skip
        return [
            _of_ward(row["ward_id"], row["staff_id"]) for row in register.rows("staff")
            if row["ward_id"] in register.wards and _holds(row, day, "started_on", "ended_on")
            and (not trained or row["staff_id"] in valid)
        ]  # fmt: skip

    return count


def worked_hours(register: Register, period: Period) -> list[Part]:
    """Hours of all roles in shifts of the period."""
    return [
        _of_ward(row["ward_id"], (row["day"], row["shift"], row["role"]),
                 Fraction(row["worked_hours"] or 0))
        for row in register.rows("staffing")
        if row["ward_id"] in register.wards and period.start <= row["day"] < period.end
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """A shift that a rule holds for and whose staff and beds are known. start, end in seconds."""

    ward: str
    day: date
    shift: str
    start: int
    end: int
    met: bool


def judged_shifts(register: Register) -> list[Judged]:
    """All of them."""
    if "shifts" not in register.memory:
        rows: dict[tuple[str, date, str], list[Row]] = {}
        for row in register.rows("staffing"):
            if row["ward_id"] in register.wards:
                rows.setdefault((row["ward_id"], row["day"], row["shift"]), []).append(row)
        found = [_judged(register, of_shift) for of_shift in rows.values()]
        register.memory["shifts"] = [shift for shift in found if shift is not None]
    shifts: list[Judged] = register.memory["shifts"]
    return shifts


def _judged(register: Register, rows: list[Row]) -> Judged | None:
    ward, day, name = (rows[0][column] for column in ("ward_id", "day", "shift"))
    ratios = [
        Fraction(rule["beds_per_staff"]) for rule in register.rows(RULES_OF_STAFFING)
        if rule["ward_id"] in (None, ward) and rule["shift"] in (None, name)
        and _holds(rule, day, "valid_from", "valid_to")
    ]  # fmt: skip
    beds = [row["beds_occupied"] for row in rows if row["beds_occupied"] is not None]
    starts = [seconds(row["starts_at"]) for row in rows if row["starts_at"] is not None]
    ends = [seconds(row["ends_at"]) for row in rows if row["ends_at"] is not None]
    if not (ratios and beds and starts and ends):
        return None
    worked = sum((Fraction(row["worked_hours"] or 0) for row in rows), Fraction(0))
    needed = max(beds) * Fraction(max(ends) - min(starts), 3600)
    return Judged(ward, day, name, min(starts), max(ends), worked * min(ratios) >= needed)


def shifts(met_only: bool) -> Count:
    """Judged shifts of the period, or those with enough staff."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            _of_ward(found.ward, (found.day, found.shift)) for found in judged_shifts(register)
            if period.start <= found.day < period.end and (found.met or not met_only)
        ]  # fmt: skip

    return count


def _shifts_at(register: Register, measure: Measure) -> list[bool]:
    """Of the judged shifts of its ward in which it began: whether there was enough staff."""
    return [
        found.met for found in judged_shifts(register)
        if found.ward == measure.ward and found.start <= measure.start < found.end
    ]  # fmt: skip


def in_a_judged_shift(register: Register, measure: Measure) -> bool:
    """It began in a shift of which it is known whether there was enough staff."""
    return bool(_shifts_at(register, measure))


def below_the_ratio(register: Register, measure: Measure) -> bool:
    """It began in a shift without enough staff."""
    return not all(_shifts_at(register, measure))


RULES = {
    "ow-statements": Rule(
        ALL_KINDS, "days", ward_days(is_stated), ward_days(every_day), 100, always=True
    ),
    "ow-comfort-room": Rule(
        ALL_KINDS, "days", ward_days(has_comfort_room), ward_days(every_day), 100, always=True
    ),
    "ow-training": Rule(ALL_KINDS, "persons", staff(True), staff(False), 100, always=True),
    "ow-chppd": Rule(ALL_KINDS, "hours", worked_hours, inpatient_days, always=True),
    "ow-staffing-ratio": Rule(
        ALL_KINDS, "count", shifts(True), shifts(False), 100, always=True, needs=RULES_OF_STAFFING
    ),
    "ow-below-ratio-start": Rule(
        ALL_KINDS, "count", begun(below_the_ratio), begun(in_a_judged_shift), 100,
        needs=RULES_OF_STAFFING,
    ),
}  # fmt: skip
