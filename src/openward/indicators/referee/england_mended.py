"""England's lengths mended: cut at the period, and nothing is lost for being open.

As published, a measure that runs through a whole month is in no mean, and one that ends in it is
there with all the time before it.
"""

from __future__ import annotations

from fractions import Fraction

from openward.indicators.referee.clock import Period
from openward.indicators.referee.counts import HOUR, length_not_known
from openward.indicators.referee.england import (
    ALL_KINDS,
    Record,
    days_open,
    incident_of,
    number_open,
    record_of,
)
from openward.indicators.referee.parts import Count, Part, Rule, one
from openward.indicators.referee.register import Measure, Register


def _known(measure: Measure, per_incident: bool) -> Record:
    """The record with the end of its known length, None where that is not known."""
    if per_incident and measure.incident is not None:
        return incident_of(measure)
    own = record_of(measure)
    return Record(own.key, own.start, measure.until, own.timed)


def hours(per_incident: bool) -> Count:
    """Lengths cut at the period, of those that have any part in it."""

    def count(register: Register, period: Period) -> list[Part]:
        found = []
        for measure in register.measures:
            record = _known(measure, per_incident)
            if record.ended is not None:
                bounds = register.bounds(period, measure.ward)
                length = bounds.seconds_of(record.start, record.ended)
                found.append(one(measure, record.key, Fraction(length, HOUR)))
        return [part for part in found if part.amount > 0]

    return count


def number(per_incident: bool) -> Count:
    """How many these are."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            Part(p.ward, p.person, p.age, p.key, Fraction(1))
            for p in hours(per_incident)(register, period)
        ]

    return count


def incidents_not_known(register: Register, period: Period) -> list[Part]:
    """Incidents that begin in the period and have no end; a dose by itself is a moment."""
    found = []
    for measure in register.measures:
        record = _known(measure, per_incident=True)
        begins = register.bounds(period, measure.ward).holds(record.start)
        if begins and record.ended is None and (measure.incident is not None or measure.lasts):
            found.append(one(measure, record.key))
    return found


def known_open(register: Register, period: Period, kind: str) -> list[Measure]:
    """Measures known to have been going on when the period ended."""
    found = []
    for measure in register.measures:
        end = register.bounds(period, measure.ward).end
        if measure.kind != kind or measure.start >= end or measure.until is None:
            continue
        if measure.until > end or measure.state == "running":
            found.append(measure)
    return found


def end_not_known(kind: str) -> Count:
    """Measures that begin in the period and may be going on, or not."""
    return length_not_known((kind,))


def _rules(code: int, longest: int, per_incident: bool) -> dict[str, Rule]:
    missing = incidents_not_known if per_incident else length_not_known(ALL_KINDS)
    lengths = hours(per_incident)
    return {
        f"gb-mhs-{code}-mended": Rule(
            ALL_KINDS, "hours", lengths, number(per_incident), 60, missing
        ),
        f"gb-mhs-{longest}-mended": Rule(
            ALL_KINDS, "hours", lengths, None, 60, missing, how="longest"
        ),
    }


RULES = {
    **_rules(98, 99, per_incident=False),
    **_rules(138, 139, per_incident=True),
    **{
        f"gb-mhs-{code}-mended": Rule(
            (kind,), "days", days_open(kind, known_open), number_open(kind, known_open),
            not_known=end_not_known(kind),
        )
        for code, kind in ((146, "seclusion"), (147, "long_term_segregation"))
    },
}  # fmt: skip
