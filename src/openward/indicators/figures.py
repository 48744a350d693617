"""Counts become rows of the rate table, with what is a zero and what is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa

from openward.indicators.areas import Counted, Places, is_open, is_stated
from openward.indicators.populations import people_in
from openward.indicators.register import SEXES, Register
from openward.indicators.rule import Count, Rule
from openward.indicators.schema import RATES
from openward.indicators.totals import Strata, coarse, half, keyed, longest, strata_of
from openward.rates.schema import NOT_APPLICABLE, NOT_REPORTED, REPORTED


@dataclass(frozen=True, slots=True)
class Question:
    """Where figures are asked for, and what has been counted already."""

    register: Register
    places: Places
    counted: Counted
    keyed: dict[tuple[Count, Strata], np.ndarray] = field(default_factory=dict)

    def by_ward(self, count: Count, strata: Strata) -> np.ndarray:
        """[ward or not placed, period, age, sex]: each ward by itself."""
        if not count.key:
            found = coarse(self.counted[count], strata)
        else:
            if (count, strata) not in self.keyed:
                self.keyed[count, strata] = keyed(self.register, count, strata, None)
            found = self.keyed[count, strata]
        return found[: self.register.not_placed + 1]


@dataclass(frozen=True, slots=True)
class Wards:
    """[ward, period]: has a row; has said what it has."""

    rows: np.ndarray
    reported: np.ndarray


def figures_of(question: Question, code: str, rule: Rule) -> pa.Table:
    """All rows of one indicator: areas in the order of their ids, then periods, then strata."""
    strata = strata_of(question.register.strata, rule.bands)
    wards = _wards(question, rule, strata)
    above = _above(question, rule, strata, wards)
    not_known = _not_known(question, rule, strata, wards)
    below = _below(question, rule, strata, wards)
    return _table(question, code, rule, strata, wards, above, below, not_known)


def _wards(question: Question, rule: Rule, strata: Strata) -> Wards:
    register, counted = question.register, question.counted
    any_above = question.by_ward(rule.above, strata).sum(axis=(2, 3)) > 0
    any_above = any_above[: register.not_placed]
    rows = any_above | is_open(register, counted)
    if rule.not_known is not None:
        missing = question.by_ward(rule.not_known, strata)[: register.not_placed]
        rows |= missing.sum(axis=(2, 3)) > 0
    if rule.always:
        return Wards(rows, rows)
    return Wards(rows, rows & (any_above | is_stated(register, counted, rule)))


def _above(question: Question, rule: Rule, strata: Strata, wards: Wards) -> np.ndarray:
    """[area, period, age, sex] over the wards that reported; -1 where there is no longest."""
    chosen = _with_not_placed(wards.reported)
    if rule.how == "longest":
        of_wards = longest(question.register, rule.above, strata)
        of_wards = of_wards[: question.register.not_placed + 1]
        return question.places.largest(np.where(_spread(chosen), of_wards, -1))
    if rule.how == "half":
        return _fitted(question, half(question.register, rule.above, strata,
                                      question.places.together(chosen)))  # fmt: skip
    return _in_areas(question, rule.above, strata, chosen)


def _not_known(question: Question, rule: Rule, strata: Strata, wards: Wards) -> np.ndarray:
    """Of all wards with a row, whether they reported or not."""
    if rule.not_known is None:
        return np.zeros(_shape(question, strata), np.int64)
    return _in_areas(question, rule.not_known, strata, _with_not_placed(wards.rows))


def _below(question: Question, rule: Rule, strata: Strata, wards: Wards) -> np.ndarray | None:
    """[area, period, age, sex]: the denominator, NaN where nobody knows it; None for a count."""
    shape = _shape(question, strata)
    if rule.population:
        people = people_in(question.register, [area.id for area in question.places.areas], rule)
        return np.broadcast_to(people[:, :, None, None] if not question.register.strata else np.nan,
                               shape)  # fmt: skip
    if rule.how == "longest":
        return np.ones(shape)
    if rule.below is None:
        return None
    if rule.spells:
        found = _of_spells(question, rule.below, strata, wards)
    else:
        found = _in_areas(question, rule.below, strata, _with_not_placed(wards.reported))
    return found * rule.times_below / rule.parts_below


def _of_spells(question: Question, count: Count, strata: Strata, wards: Wards) -> np.ndarray:
    """Over the facilities of the wards that reported."""
    register, places = question.register, question.places
    numbers = np.array(
        [register.facility_ids.index(ward["facility_id"]) for ward in register.places]
    )
    reported = np.zeros((len(register.facility_ids), len(register.periods)), bool)
    np.logical_or.at(reported, numbers, wards.reported)
    by_facility = Places(places.area_type, places.areas, places.of_facility, places.of_facility)
    if count.key:
        areas = by_facility.together(reported)
        return _fitted(question, keyed(register, count, strata, areas))
    found = coarse(question.counted[count], strata)[: len(register.facility_ids)]
    return by_facility.added(np.where(_spread(reported), found, 0))


def _in_areas(question: Question, count: Count, strata: Strata, chosen: np.ndarray) -> np.ndarray:
    """A count over the chosen wards [ward or not placed, period] of each area."""
    if count.key and question.places.area_type != "ward":
        areas = question.places.together(chosen)
        return _fitted(question, keyed(question.register, count, strata, areas))
    of_wards = question.by_ward(count, strata)
    return question.places.added(np.where(_spread(chosen), of_wards, 0))


def _fitted(question: Question, found: np.ndarray) -> np.ndarray:
    """An array by area, with every area."""
    missing = len(question.places.areas) - len(found)
    return np.pad(found, [(0, missing), (0, 0), (0, 0), (0, 0)])


def _with_not_placed(of_wards: np.ndarray) -> np.ndarray:
    return np.append(of_wards, np.ones_like(of_wards[:1]), axis=0)


def _spread(chosen: np.ndarray) -> np.ndarray:
    return chosen[:, :, None, None]


def _shape(question: Question, strata: Strata) -> tuple[int, ...]:
    return (len(question.places.areas), len(question.register.periods), *strata.shape)


def _table(  # noqa: PLR0913, PLR0917 - the parts of a figure
    question: Question, code: str, rule: Rule, strata: Strata, wards: Wards, above: np.ndarray,
    below: np.ndarray | None, not_known: np.ndarray,
) -> pa.Table:  # fmt: skip
    places = question.places
    nobody = np.zeros_like(wards.rows[:1])
    number = places.added(np.append(wards.rows, nobody, axis=0).astype(int))
    reported = places.added(np.append(wards.reported, nobody, axis=0).astype(int))
    is_row = np.broadcast_to(_spread(number > 0), above.shape).copy()
    can_tell = not (rule.needs and not question.register.has_rows(rule.needs))
    is_row[places.not_placed] = _is_not_placed(question, rule, above, not_known) & can_tell
    is_reported = np.broadcast_to(_spread(reported > 0), above.shape) & can_tell
    is_reported[places.not_placed] = True
    order, labels = _order(strata)
    at = np.nonzero(_by_label(is_row, order))
    cells = {
        "above": _by_label(above, order)[at], "not_known": _by_label(not_known, order)[at],
        "is_reported": _by_label(is_reported, order)[at],
        "below": None if below is None else _by_label(below, order)[at],
    }  # fmt: skip
    columns = _numbers(question, rule, at[0] == places.not_placed, cells)
    columns |= _keys(question, code, rule, at, labels)
    if places.area_type != "ward":
        columns |= _areas_of(places, at, number, reported)
    return pa.table([columns.get(field.name, pa.nulls(len(at[0]), field.type)).cast(field.type)
                     for field in RATES], schema=RATES)  # fmt: skip


def _is_not_placed(
    question: Question, rule: Rule, above: np.ndarray, not_known: np.ndarray
) -> np.ndarray:
    """Strata with a row for what is not placed: only where something is there."""
    place = question.places.not_placed
    if rule.always or (rule.spells and question.places.area_type == "ward"):
        return np.zeros(above.shape[1:], bool)
    found: np.ndarray = (above[place] > 0) | (not_known[place] > 0)
    return found


def _order(strata: Strata) -> tuple[np.ndarray, list[str]]:
    """Places of the strata in the order of their names, and the names."""
    names = [name for name, _low, _high in strata.bands]
    ages = [f"age={name}" for name in (*names, "not_recorded")] if strata.by_age else [""]
    sexes = [f"sex={name}" for name in SEXES] if strata.by_sex else [""]
    labels = [";".join(filter(None, parts)) for parts in product(ages, sexes)]
    order = sorted(range(len(labels)), key=lambda place: labels[place])
    return np.array(order), [labels[place] for place in order]


def _by_label(cells: np.ndarray, order: np.ndarray) -> np.ndarray:
    found: np.ndarray = cells.reshape(*cells.shape[:2], -1)[:, :, order]
    return found


def _numbers(
    question: Question, rule: Rule, not_placed: np.ndarray, cells: dict[str, Any]
) -> dict[str, pa.Array]:
    """numerator, denominator, status, hours_not_known: the numbers, or why there are none."""
    above, is_known = cells["above"], cells["is_reported"]
    is_ward = question.places.area_type == "ward"
    no_such_figure = (rule.spells and is_ward) or (rule.always and bool(question.register.strata))
    none_there = (above < 0) & ~not_placed
    above = np.maximum(above, 0) / rule.parts_above
    below = np.full(len(above), np.nan) if cells["below"] is None else cells["below"].astype(float)
    below = np.where(not_placed, np.nan, below)
    if rule.population:
        is_known = is_known & (~np.isnan(below) | not_placed)
    status = np.where(is_known, np.where(none_there, NOT_APPLICABLE, REPORTED), NOT_REPORTED)
    if no_such_figure:
        status[:] = NOT_APPLICABLE
    silent = status != REPORTED
    # A count over nothing stays a count and is not thrown away.
    unknown = silent | np.isnan(below) | ((below == 0) & (above > 0))
    return {
        "numerator": pa.array(above, mask=silent), "denominator": pa.array(below, mask=unknown),
        "status": pa.array(status.tolist(), pa.string()),
        "hours_not_known": pa.array(cells["not_known"] * (not no_such_figure)),
    }  # fmt: skip


def _keys(
    question: Question, code: str, rule: Rule, at: tuple[np.ndarray, ...], labels: list[str]
) -> dict[str, pa.Array]:
    """Which indicator, area, period and stratum each row is about."""
    areas, periods = question.places.areas, question.register.periods
    number = len(at[0])
    by_area = {
        "area_id": [area.id for area in areas], "area_name": [area.name for area in areas],
        "country": [area.country for area in areas], "region": [area.region for area in areas],
    }  # fmt: skip
    same = {
        "indicator": code, "area_type": question.places.area_type, "source": "register",
        "numerator_unit": rule.unit,
    }  # fmt: skip
    return {
        **{name: pa.repeat(value, number) for name, value in same.items()},
        **{name: pa.array(values, pa.string()).take(at[0]) for name, values in by_area.items()},
        "multiplier": pa.repeat(float(rule.multiplier), number),
        "period_start": pa.array([period.start for period in periods]).take(at[1]),
        "period_end": pa.array([period.end for period in periods]).take(at[1]),
        "stratum": pa.array(labels).take(at[2]),
    }


def _areas_of(
    places: Places, at: tuple[np.ndarray, ...], number: np.ndarray, reported: np.ndarray
) -> dict[str, pa.Array]:
    """How many wards of a larger area reported."""
    apart = at[0] == places.not_placed
    told = reported[at[0], at[1]]
    columns = {"areas_reported": told, "areas_suppressed": np.zeros_like(told),
               "areas_not_reported": number[at[0], at[1]] - told}  # fmt: skip
    return {name: pa.array(column, mask=apart) for name, column in columns.items()}
