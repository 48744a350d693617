"""Seclusion and restraint as the Australian Institute of Health and Welfare counts them.

Source: METEOR 596362, 558083, 728345, 573910, 572980; DSS 558137. A return to seclusion or
restraint after it ceased is a new event; leaving for hygiene, medication, food or fluids ends none.
Not verified: the quotients for hours, stays and frequency, and that leave is taken off bed-days.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction

from openward.indicators.referee.clock import Period, seconds
from openward.indicators.referee.counts import HOUR
from openward.indicators.referee.parts import Count, Part, Rule
from openward.indicators.referee.register import Measure, Register, optional
from openward.indicators.referee.stays import inpatient_days, stays

ENDS_AN_EVENT = ("air", "visit", "trial_end", "other")
OUT = "emergency_department"
SECLUSION = ("seclusion",)


@dataclass(frozen=True, slots=True)
class Event:
    """length in seconds, None where it is not known."""

    measure: Measure
    number: int
    start: int
    length: int | None


def events_of(register: Register, measure: Measure) -> list[Event]:
    """The events that a measure is made of."""
    found = []
    number, start = 0, measure.start
    for row in register.breaks.get(measure.id, ()):
        left = seconds(row["started_at"])
        if row["reason"] not in ENDS_AN_EVENT or not _during(measure, left) or left < start:
            continue
        found.append(Event(measure, number, start, left - start if measure.exact else None))
        back = optional(row["ended_at"])
        if back is None or not _during(measure, back):
            return found
        number, start = number + 1, back
    end = measure.until
    return [*found, Event(measure, number, start, None if end is None else end - start)]


def _during(measure: Measure, moment: int) -> bool:
    end = measure.ended if measure.until is None else measure.until
    return measure.start <= moment and (end is None or moment < end)


def _events(register: Register, period: Period, kinds: tuple[str, ...]) -> list[Event]:
    return [
        event for measure in register.measures
        if measure.kind in kinds and measure.place != OUT
        for event in events_of(register, measure)
        if register.bounds(period, measure.ward).holds(event.start)
    ]  # fmt: skip


def _part(event: Event, amount: Fraction | int = 1) -> Part:
    m = event.measure
    return Part(m.ward, m.person, m.age, (m.id, event.number), Fraction(amount))


def events(kinds: tuple[str, ...]) -> Count:
    """Events that begin in the period."""
    return lambda register, period: [_part(e) for e in _events(register, period, kinds)]


def hours(register: Register, period: Period) -> list[Part]:
    """Hours of the seclusions that begin in the period, to their end."""
    found = _events(register, period, SECLUSION)
    return [_part(e, Fraction(e.length, HOUR)) for e in found if e.length is not None]


def with_hours(register: Register, period: Period) -> list[Part]:
    """How many of them have a known length."""
    return [_part(e) for e in _events(register, period, SECLUSION) if e.length is not None]


def without_hours(register: Register, period: Period) -> list[Part]:
    """How many have none."""
    return [_part(e) for e in _events(register, period, SECLUSION) if e.length is None]


def secluded_stays(register: Register, period: Period) -> list[Part]:
    """Stays with a seclusion that begins in the period; where no stay is known, persons."""
    found = []
    for event in _events(register, period, SECLUSION):
        stay = event.measure.stay
        known = stay is not None and register.ward_of_stay(stay) is not None
        key: Hashable = stay["stay_id"] if stay is not None and known else _person(event)
        found.append(_of_stay(register, event, period, key))
    return found


def events_of_stays(register: Register, period: Period) -> list[Part]:
    """Seclusions that begin in the period, each placed where its stay is."""
    return [
        _of_stay(register, event, period, (event.measure.id, event.number))
        for event in _events(register, period, SECLUSION)
    ]


def _of_stay(register: Register, event: Event, period: Period, key: Hashable) -> Part:
    ward = register.ward_of_stay(event.measure.stay)
    person = event.measure.person
    return Part(ward, person, register.age_in(period.start.year, person), key, Fraction(1))


def _person(event: Event) -> Hashable:
    return ("person", event.measure.person)


RULES = {
    f"au-{name}-rate": Rule((kind,), "count", events((kind,)), inpatient_days, 1000)
    for name, kind in (
        ("seclusion", "seclusion"),
        ("physical-restraint", "manual_restraint"),
        ("mechanical-restraint", "mechanical_restraint"),
    )
} | {
    "au-seclusion-hours": Rule(SECLUSION, "hours", hours, with_hours, 1, without_hours),
    "au-seclusion-stays": Rule(SECLUSION, "count", secluded_stays, stays, 100),
    "au-seclusion-frequency": Rule(SECLUSION, "count", events_of_stays, secluded_stays),
}
