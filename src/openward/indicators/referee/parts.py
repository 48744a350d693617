"""What a rule counts: parts, each of one ward, person and age, and added up once for each key."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from openward.indicators.referee.clock import Period
from openward.indicators.referee.register import Measure, Register

NOT_RECORDED = "not_recorded"
SEXES = ("female", "male", "other", NOT_RECORDED)
#: Bands of completed years, both ends in them.
BANDS = {"0-17": (0, 17), "18-64": (18, 64), "65+": (65, 999)}
HBIPS_BANDS = {"1-12": (1, 12), "13-17": (13, 17), "18-64": (18, 64), "65+": (65, 999)}


@dataclass(frozen=True, slots=True)
class Part:
    """amount is added once for each key, so that a person in two wards is one in the facility.

    ward: None where it is not placed. facility: for what belongs to no ward, as a hospital spell.
    """

    ward: str | None
    person: str
    age: int | None
    key: Hashable
    amount: Fraction
    facility: str | None = None


Count = Callable[[Register, Period], list[Part]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator. numerator, denominator, not_known: its parts in one period.

    population: `all` or `16+` where the denominator is people in the area. spells: the denominator
    belongs to facilities, so that a ward has no such figure. how: `sum`; `longest`, the largest
    part; `half`, the least number of persons with half of the sum. always: of the ward and not of
    what happened there, so that silence about measures does not matter, and strata do not apply.
    needs: a table without which nobody can tell.
    """

    kinds: tuple[str, ...]
    unit: str
    numerator: Count
    denominator: Count | None = None
    multiplier: int = 1
    not_known: Count | None = None
    population: str | None = None
    per_day: bool = False
    spells: bool = False
    how: str = "sum"
    always: bool = False
    needs: str | None = None
    bands: tuple[str, ...] = tuple(BANDS)


def one(measure: Measure, key: Hashable, amount: Fraction | int = 1) -> Part:
    """A part that is placed and aged as a measure."""
    return Part(measure.ward, measure.person, measure.age, key, Fraction(amount))


def total(parts: Iterable[Part]) -> Fraction:
    """The sum, each key once."""
    return sum({part.key: part.amount for part in parts}.values(), Fraction(0))


def added(how: str, parts: Sequence[Part]) -> Fraction | None:
    """The parts as one number; None where there is no longest."""
    if how == "longest":
        return max((part.amount for part in parts), default=None)
    return persons_with_half(parts) if how == "half" else total(parts)


def persons_with_half(parts: Sequence[Part]) -> Fraction:
    """The least number of persons who together have half of the sum."""
    of_person: dict[str, Fraction] = {}
    for part in {part.key: part for part in parts}.values():
        of_person[part.person] = of_person.get(part.person, Fraction(0)) + part.amount
    whole = sum(of_person.values(), Fraction(0))
    number, reached = 0, Fraction(0)
    for amount in sorted(of_person.values(), reverse=True):
        if 2 * reached >= whole:
            break
        number, reached = number + 1, reached + amount
    return Fraction(number)


def labels(strata: Sequence[str], bands: Sequence[str]) -> list[str]:
    """Every stratum that is asked for; one, without a name, for everybody."""
    values = {"age": (*bands, NOT_RECORDED), "sex": SEXES}
    names = sorted(strata)
    return [
        ";".join(f"{name}={value}" for name, value in zip(names, found, strict=True))
        for found in product(*(values[name] for name in names))
    ]


def label(register: Register, part: Part, strata: Sequence[str], bands: Sequence[str]) -> str:
    """The stratum of a part."""
    sex = register.persons.get(part.person, {}).get("sex") or NOT_RECORDED
    values = {"sex": sex, "age": _band(part.age, bands)}
    return ";".join(f"{name}={values[name]}" for name in sorted(strata))


def _band(age: int | None, bands: Sequence[str]) -> str:
    for name in bands:
        low, high = (HBIPS_BANDS | BANDS)[name]
        if age is not None and low <= age <= high:
            return name
    return NOT_RECORDED
