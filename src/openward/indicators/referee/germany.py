"""Baden-Württemberg's register: the share of cases, and hours per case concerned.

Source: Psychiatr Prax 2018 (PMID 30149398); fpsyt.2020.00146. A case is a hospital stay. Forced
medication is published apart and not counted here.
"""

from __future__ import annotations

from fractions import Fraction

from openward.indicators.referee.clock import Period
from openward.indicators.referee.counts import HOUR, length_not_known
from openward.indicators.referee.parts import Part, Rule
from openward.indicators.referee.register import Measure, Register
from openward.indicators.referee.stays import case_of, cases

KINDS = ("seclusion", "manual_restraint", "mechanical_restraint")


def _part(register: Register, measure: Measure, period: Period, amount: Fraction) -> Part:
    stay = measure.stay
    ward = register.ward_of_stay(stay)
    known = stay is not None and ward is not None
    key = case_of(stay) if stay is not None and known else ("person", measure.person)
    age = register.age_in(period.start.year, measure.person)
    return Part(ward, measure.person, age, key, amount)


def affected(register: Register, period: Period) -> list[Part]:
    """Cases with a measure that begins in the period; where no stay is known, persons."""
    return [
        _part(register, m, period, Fraction(1)) for m in register.measures
        if m.kind in KINDS and register.bounds(period, m.ward).holds(m.start)
    ]  # fmt: skip


def hours(register: Register, period: Period) -> list[Part]:
    """Hours in the period, placed where the stay is."""
    found = []
    for m in register.measures:
        if m.kind in KINDS and m.until is not None:
            length = register.bounds(period, m.ward).seconds_of(m.start, m.until)
            part = _part(register, m, period, Fraction(length, HOUR))
            found.append(Part(part.ward, part.person, part.age, (part.key, m.id), part.amount))
    return [part for part in found if part.amount > 0]


def with_hours(register: Register, period: Period) -> list[Part]:
    """The cases that these hours belong to."""
    return [
        Part(p.ward, p.person, p.age, p.key[0], Fraction(1))  # type: ignore[index]
        for p in hours(register, period)
    ]


def without_hours(register: Register, period: Period) -> list[Part]:
    """Measures that begin in the period and of which nobody knows how long, placed likewise."""
    measures = {m.id: m for m in register.measures}
    found = length_not_known(KINDS)(register, period)
    return [
        Part(register.ward_of_stay(measures[str(p.key)].stay), p.person,
             register.age_in(period.start.year, p.person), p.key, p.amount)
        for p in found
    ]  # fmt: skip


RULES = {
    "de-bw-share": Rule(KINDS, "count", affected, cases, 100),
    "de-bw-hours": Rule(KINDS, "hours", hours, with_hours, 1, without_hours),
}
