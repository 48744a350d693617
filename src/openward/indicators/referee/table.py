"""Parts become rows of the rate table: areas, strata, and what is a zero and what is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from openward.indicators.referee.clock import Period, periods
from openward.indicators.referee.gaps import gaps
from openward.indicators.referee.parts import Part, Rule, added, label, labels, total
from openward.indicators.referee.populations import people_in
from openward.indicators.referee.register import Register, Tables
from openward.indicators.referee.rules import RULES
from openward.indicators.referee.statements import is_stated, open_days

NOT_PLACED, NOT_PLACED_NAME = "not-placed", "not placed"
ALL, NOT_RECORDED = "all", "not-recorded"


@dataclass(frozen=True, slots=True)
class Area:
    """id, name and country and region of an area; wards: those with a row."""

    id: str
    name: str
    country: str | None
    region: str | None
    wards: tuple[str, ...]


#: Parts by ward, or by facility where they belong to no ward; None for what is not placed.
Placed = Mapping[str | None, Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Counted:
    """All parts of a rule in a period, and the wards whose figures can be told."""

    code: str
    rule: Rule
    period: Period
    numerator: Placed
    denominator: Placed
    not_known: Placed
    reported: frozenset[str]


def rates(  # noqa: PLR0913 - what is counted, and for whom and when
    tables: Tables,
    codes: Sequence[str],
    *,
    by: tuple[str, str] = ("ward", "month"),
    strata: Sequence[str] = (),
    first: date,
    last: date,
) -> list[dict[str, Any]]:
    """Rows of the rate table: indicators in the order of their codes, then areas and periods.

    Parameters
    ----------
    tables: rows of the dataset by table; moments aware, days dates.
    by: area type (`ward`, `facility`, `region`, `country`, `all`) and period (`month`, `quarter`,
        `year`, or with `ward` alone `event`: the gaps between days with something counted).
    strata: any of `sex` and `age`.
    first, last: days, half-open; periods are cut to them, and what is running is cut at `last`.

    Raises
    ------
    KeyError: a code without a rule.
    """  # fmt: skip
    register = Register(tables, last)
    area_type, unit = by
    if unit == "event":
        return _in_order(
            (row for code in codes for row in gaps(register, code, RULES[code], first, last)), codes
        )
    rows = [
        row for code in codes for period in periods(first, last, unit)
        for row in _rows(register, code, period, area_type, strata)
    ]  # fmt: skip
    return _in_order(rows, codes)


def _in_order(rows: Iterable[dict[str, Any]], codes: Sequence[str]) -> list[dict[str, Any]]:
    order = {code: number for number, code in enumerate(codes)}
    return sorted(
        rows, key=lambda r: (order[r["indicator"]], r["area_id"], r["period_start"], r["stratum"])
    )


def _rows(
    register: Register, code: str, period: Period, area_type: str, strata: Sequence[str]
) -> Iterator[dict[str, Any]]:
    counted, wards = _count(register, code, period)
    for area in _areas(register, wards, area_type):
        yield from _rows_of_area(register, counted, area, area_type, strata)
    if not counted.rule.always and not (counted.rule.spells and area_type == "ward"):
        yield from _not_placed(register, counted, area_type, strata)


def _count(register: Register, code: str, period: Period) -> tuple[Counted, list[str]]:
    rule = RULES[code]
    numerator = _placed(rule.numerator(register, period))
    denominator = _placed(rule.denominator(register, period) if rule.denominator else [])
    not_known = _placed(rule.not_known(register, period) if rule.not_known else [])
    wards = [
        ward for ward in register.wards
        if _any(numerator, ward) or _any(not_known, ward) or open_days(register, ward, period)
    ]  # fmt: skip
    reported = frozenset(
        ward for ward in wards
        if rule.always or _any(numerator, ward)
        or is_stated(register, ward, rule.kinds, period)
    )  # fmt: skip
    return Counted(code, rule, period, numerator, denominator, not_known, reported), wards


def _placed(parts: Sequence[Part]) -> Placed:
    found: dict[str | None, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.ward or part.facility].append(part)
    return dict(found)


def _any(parts: Placed, ward: str) -> bool:
    return any(part.amount for part in parts.get(ward, ()))


def _at(parts: Placed, places: Iterable[str | None]) -> list[Part]:
    return [part for place in places for part in parts.get(place, ())]


def _by_stratum(
    register: Register, parts: Iterable[Part], strata: Sequence[str], rule: Rule
) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[label(register, part, strata, rule.bands)].append(part)
    return dict(found)


def _areas(register: Register, wards: Sequence[str], area_type: str) -> list[Area]:
    found: dict[str, Area] = {}
    for ward in wards:
        area = _area_of(register, ward, area_type)
        before = found.get(area.id, area)
        wards_so_far = before.wards if area.id in found else ()
        found[area.id] = Area(
            before.id, before.name, before.country, before.region, (*wards_so_far, ward)
        )
    return list(found.values())


def _area_of(register: Register, ward: str, area_type: str) -> Area:
    facility = register.facility_of(ward)
    country, region = facility["country"], facility.get("region")
    if area_type == "ward":
        return Area(ward, register.wards[ward]["name"], country, region, ())
    if area_type == "facility":
        return Area(facility["facility_id"], facility["name"], country, region, ())
    if area_type == "region":
        name = region or NOT_RECORDED
        return Area(name, name, country, region, ())
    if area_type == "country":
        return Area(country, country, country, None, ())
    return Area(ALL, ALL, None, None, ())


def _rows_of_area(
    register: Register, counted: Counted, area: Area, area_type: str, strata: Sequence[str]
) -> Iterator[dict[str, Any]]:
    rule = counted.rule
    reported = [ward for ward in area.wards if ward in counted.reported]
    places = {register.wards[ward]["facility_id"] for ward in reported} if rule.spells else reported
    found = (
        _at(counted.numerator, reported),
        _at(counted.denominator, places),
        _at(counted.not_known, area.wards),
    )
    by_stratum = [_by_stratum(register, parts, strata, rule) for parts in found]
    for stratum in labels(strata, rule.bands):
        chosen = [parts.get(stratum, []) for parts in by_stratum]
        row = _empty(counted, area, area_type, stratum, total(chosen[2]))
        if area_type != "ward":
            row |= {"areas_reported": len(reported), "areas_suppressed": 0,
                    "areas_not_reported": len(area.wards) - len(reported)}  # fmt: skip
        if (rule.spells and area_type == "ward") or (rule.always and strata):
            yield row | {"status": "not_applicable", "hours_not_known": 0}
        elif reported and not (rule.needs and not register.rows(rule.needs)):
            below = _below(register, counted, area, strata, chosen[1])
            yield _filled(row, rule, added(rule.how, chosen[0]), below)
        else:
            yield row


def _below(
    register: Register, counted: Counted, area: Area, strata: Sequence[str], parts: Sequence[Part]
) -> Fraction | None:
    """The denominator; None for a plain count, or where nobody knows it."""
    rule = counted.rule
    if rule.population:
        return None if strata else people_in(register, area.id, rule, counted.period)
    if rule.how == "longest":
        return Fraction(1)
    return total(parts) if rule.denominator else None


def _not_placed(
    register: Register, counted: Counted, area_type: str, strata: Sequence[str]
) -> Iterator[dict[str, Any]]:
    rule, area = counted.rule, Area(NOT_PLACED, NOT_PLACED_NAME, None, None, ())
    by_stratum = [
        _by_stratum(register, _at(parts, [None]), strata, rule)
        for parts in (counted.numerator, counted.not_known)
    ]
    for stratum in labels(strata, rule.bands):
        numerator, not_known = (parts.get(stratum, []) for parts in by_stratum)
        row = _empty(counted, area, area_type, stratum, total(not_known))
        above = added(rule.how, numerator) or Fraction(0)
        if (above or not_known) and not (rule.needs and not register.rows(rule.needs)):
            yield _reported(row, above, None)


def _empty(
    counted: Counted, area: Area, area_type: str, stratum: str, not_known: Fraction
) -> dict[str, Any]:
    return {
        "indicator": counted.code, "area_type": area_type, "area_id": area.id,
        "area_name": area.name, "period_start": counted.period.start,
        "period_end": counted.period.end, "stratum": stratum, "numerator": None,
        "denominator": None, "multiplier": float(counted.rule.multiplier),
        "status": "not_reported", "source": "register", "country": area.country,
        "region": area.region, "numerator_unit": counted.rule.unit,
        "areas_reported": None, "areas_suppressed": None, "areas_not_reported": None,
        "hours_not_known": int(not_known),
    }  # fmt: skip


def _filled(
    row: dict[str, Any], rule: Rule, above: Fraction | None, below: Fraction | None
) -> dict[str, Any]:
    """The row with its numbers, or the reason why there are none."""
    if above is None:
        return row | {"status": "not_applicable"}
    if rule.population and below is None:
        return row
    return _reported(row, above, below)


def _reported(row: dict[str, Any], above: Fraction, below: Fraction | None) -> dict[str, Any]:
    """A count over nothing stays a count and is not thrown away."""
    if above and not below:
        below = None
    return row | {
        "numerator": float(above),
        "denominator": None if below is None else float(below),
        "status": "reported",
    }
