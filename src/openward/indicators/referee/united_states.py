"""HBIPS-2 and HBIPS-3, The Joint Commission and CMS.

Source: data elements 0148 (minutes: a part of a minute is one; 1 to 1,440 for each event date),
0260, 0262; TJC2023A1: restraint supersedes seclusion. That time is counted once where two measures
of one kind overlap, and that breaks are not taken off, is our reading: the source is silent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction

from openward.indicators.referee.clock import Period, begins, local_day
from openward.indicators.referee.counts import length_not_known
from openward.indicators.referee.parts import HBIPS_BANDS, Count, Part, Rule, one
from openward.indicators.referee.register import Measure, Register
from openward.indicators.referee.stays import patient_hours

RESTRAINT = ("manual_restraint", "mechanical_restraint")
SECLUSION = ("seclusion",)
MOST_MINUTES = 1440

Pieces = list[tuple[int, int]]


def minutes_on_dates(kinds: tuple[str, ...]) -> Count:
    """Minutes of each measure on each local date, as hours."""

    def count(register: Register, period: Period) -> list[Part]:
        minutes = register.memory.setdefault("hbips", _minutes(register))
        return [
            one(measure, (measure.id, day), Fraction(minutes[measure.id][day], 60))
            for measure in register.measures
            if measure.kind in kinds
            for day in minutes.get(measure.id, ())
            if period.start <= day < period.end
        ]

    return count


def _minutes(register: Register) -> dict[str, dict[date, int]]:
    """By measure and local date: its own seconds, a part of a minute as one."""
    found = {}
    for measure, pieces in _owned(register):
        seconds: Counter[date] = Counter()
        for start, end in pieces:
            _split_at_midnight(start, end, measure.zone, seconds)
        found[measure.id] = {
            day: min(-(-length // 60), MOST_MINUTES) for day, length in seconds.items()
        }
    return found


def _owned(register: Register) -> list[tuple[Measure, Pieces]]:
    """Each measure with what is left of it once the time of earlier ones is taken away."""
    of_person = defaultdict(list)
    for measure in register.measures:
        if measure.kind in RESTRAINT + SECLUSION and measure.until is not None:
            of_person[measure.person].append(measure)
    found = []
    for measures in of_person.values():
        taken: Pieces = []
        for measure in sorted(measures, key=lambda m: (m.kind in SECLUSION, m.start, m.id)):
            assert measure.until is not None  # noqa: S101 - chosen above
            found.append((measure, _without((measure.start, measure.until), taken)))
            taken.append((measure.start, measure.until))
    return found


def _without(whole: tuple[int, int], taken: Pieces) -> Pieces:
    """The parts of an interval that no other one holds."""
    left = [whole]
    for start, end in taken:
        left = [
            piece for first, last in left
            for piece in ((first, min(last, start)), (max(first, end), last))
            if piece[0] < piece[1]
        ] if start < end else left  # fmt: skip
    return left


def _split_at_midnight(start: int, end: int, zone: str, seconds: Counter[date]) -> None:
    while start < end:
        day = local_day(start, zone)
        midnight = min(end, begins(day + timedelta(1), zone))
        seconds[day] += midnight - start
        start = midnight


RULES = {
    f"us-hbips-{number}": Rule(
        kinds, "hours", minutes_on_dates(kinds), patient_hours, 1000, length_not_known(kinds),
        bands=tuple(HBIPS_BANDS),
    )
    for number, kinds in ((2, RESTRAINT), (3, SECLUSION))
}  # fmt: skip
