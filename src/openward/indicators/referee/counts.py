"""Counts that more than one authority uses."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction

from openward.indicators.referee.clock import Period
from openward.indicators.referee.parts import Count, Part, one
from openward.indicators.referee.register import Measure, Register

HOUR = 3600


def begun(kinds: tuple[str, ...], key: Callable[[Measure], Hashable]) -> Count:
    """Measures of these kinds that begin in the period, once for each key."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(m, key(m)) for m in register.measures
            if m.kind in kinds and register.bounds(period, m.ward).holds(m.start)
        ]  # fmt: skip

    return count


def measures_begun(kinds: tuple[str, ...]) -> Count:
    """How many measures of these kinds begin in the period."""
    return begun(kinds, lambda m: m.id)


def persons_with(kinds: tuple[str, ...]) -> Count:
    """How many persons had a measure of these kinds that began in the period."""
    return begun(kinds, lambda m: m.person)


def hours_in_period(kinds: tuple[str, ...]) -> Count:
    """Hours of the measures, cut at the period; each measure by itself, also where two overlap."""

    def count(register: Register, period: Period) -> list[Part]:
        found = []
        for m in register.measures:
            if m.kind in kinds and m.until is not None:
                length = register.bounds(period, m.ward).seconds_of(m.start, m.until)
                found.append(one(m, m.id, Fraction(length, HOUR)))
        return found

    return count


def length_not_known(kinds: tuple[str, ...]) -> Count:
    """Measures that begin in the period, last, and of which nobody knows how long."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(m, m.id) for m in register.measures
            if m.kind in kinds and m.lasts and m.until is None
            and register.bounds(period, m.ward).holds(m.start)
        ]  # fmt: skip

    return count
