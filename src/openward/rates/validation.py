"""What a rate table must hold, checked for all rows at once.

One `Rule` is one sentence of the contract: which rows break it, in which column, and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openward.coded import TEXT, coded, codes_of, each_row, values_of
from openward.problems import BadInput, Problem, one_of
from openward.rates.schema import (
    AREA_COUNTS,
    AREA_TYPES,
    CODED_SCHEMA,
    KEY,
    NUMERATOR_UNITS,
    REPORTED,
    STATUSES,
    complete,
)

INDICATOR_CODE = r"^[a-z0-9-]+$"
STRATUM = r"^([a-z_]+=[^=;]+)(;[a-z_]+=[^=;]+)*$"
FORMULA = r"^[=+@\-]"
CONTROL_CHARACTER = r"\p{Cc}"
LARGEST_CODE = 2**62
ABSENT = tuple(status for status in STATUSES if status != REPORTED)
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2200, 1, 1)
TEXT_COLUMNS = ("area_id", "area_name", "stratum", "source", "definition", "country", "region")


@dataclass(frozen=True, slots=True)
class Rule:
    """broken(table) is a boolean array: True where a row breaks the rule.

    of_row: the rule looks at other columns too, so that single values cannot be checked alone.
    """

    column: str
    broken: Callable[[pa.Table], pa.Array]
    what: str
    remedy: str
    of_row: bool = False


def check(table: pa.Table, file: str = "", row_of: Callable[[int], int] = lambda i: i + 2) -> None:
    """Raise if the table breaks any rule.

    row_of: the row in the file of record i, for the sentences.

    Raises
    ------
    BadInput
        With one problem per broken rule and row.
    """
    if table.num_rows == 0:
        raise BadInput(
            Problem("the table has no rows", "choose the file that holds the rows"), file
        )
    # A row of the file may have become several rows of the table, with one fault.
    problems = dict.fromkeys(problems_of(complete(table, CODED_SCHEMA), row_of))
    if problems:
        raise BadInput(sorted(problems, key=lambda p: p.row or 0), file)


def problems_of(table: pa.Table, row_of: Callable[[int], int]) -> Iterator[Problem]:
    """Every broken rule in every row of a coded table, then the keys that stand twice."""
    for rule in RULES:
        for index in _broken_rows(rule, table):
            value = _shown_cell(table, rule.column, index)
            yield Problem(rule.what, rule.remedy, row_of(index), rule.column, value)
    for index, first in repeated_keys(table):
        what = f"the same indicator, area, period, stratum and source as row {row_of(first)}"
        yield Problem(what, "keep one of the two rows", row_of(index))


def _broken_rows(rule: Rule, table: pa.Table) -> list[int]:
    column = table[rule.column]
    if rule.of_row or column.type != TEXT:
        return _true_indices(rule.broken(table))
    texts = coded(column)
    wrong = _true_indices(rule.broken(pa.table({rule.column: values_of(texts)})))
    return np.flatnonzero(np.isin(codes_of(texts), wrong)).tolist() if wrong else []


def _shown_cell(table: pa.Table, column: str, index: int) -> str:
    # By Arrow, since a day of the year 0 or 12000 is none in Python.
    return table[column].slice(index, 1).cast(pa.string())[0].as_py() or ""


def _true_indices(mask: pa.Array) -> list[int]:
    if not pc.any(mask).as_py():
        return []
    if isinstance(mask, pa.ChunkedArray):
        mask = mask.combine_chunks()
    return np.flatnonzero(pc.fill_null(mask, False).to_numpy(zero_copy_only=False)).tolist()


def repeated_keys(table: pa.Table) -> Iterator[tuple[int, int]]:
    """(index, first index) of each row whose key stood before."""
    codes = key_codes(table, KEY)
    if (np.diff(codes) > 0).all():
        return
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    first = np.repeat(order[starts], np.diff(np.r_[starts, len(ordered)]))
    for index, before in sorted(zip(order.tolist(), first.tolist(), strict=True)):
        if index != before:
            yield index, before


def key_codes(table: pa.Table, columns: tuple[str, ...]) -> np.ndarray:
    """One integer per row (int64); equal where the rows agree in all the columns."""
    codes, most = np.zeros(table.num_rows, dtype=np.int64), 1
    for name in columns:
        column = coded(table[name])
        different = len(values_of(column)) + bool(column.null_count)
        if different <= 1:
            continue
        if most * different >= LARGEST_CODE:
            # Numbered anew, so that the product cannot overflow.
            codes = np.unique(codes, return_inverse=True)[1]
            most = int(codes.max(initial=0)) + 1
        codes *= different
        codes += codes_of(column)
        most *= different
    return codes


def _not_in(column: str, codes: tuple[str, ...]) -> Callable[[pa.Table], pa.Array]:
    allowed = pa.array([*codes, None], pa.string())
    return lambda t: pc.invert(pc.is_in(t[column], allowed))


def _has_status(table: pa.Table, *statuses: str) -> pa.Array:
    column = coded(table["status"])
    return each_row(column, pc.is_in(values_of(column), pa.array(statuses, pa.string())))


def _and(first: pa.Array, *others: pa.Array) -> pa.Array:
    for other in others:
        first = pc.and_kleene(first, other)
    return first


def _bad_number(column: str) -> Rule:
    return Rule(
        column,
        lambda t: pc.or_kleene(pc.invert(pc.is_finite(t[column])), pc.less(t[column], 0)),
        "not a number of 0 or more",
        "write a finite number, or leave the cell empty and say why in status",
    )


def _formula(column: str) -> Rule:
    return Rule(
        column,
        lambda t: pc.match_substring_regex(t[column], FORMULA),
        "a cell that a spreadsheet would run as a formula",
        "write the value, without =, +, - or @ in front",
    )


def _broken_line(column: str) -> Rule:
    return Rule(
        column,
        lambda t: pc.match_substring_regex(t[column], CONTROL_CHARACTER),
        "a line break or another control character",
        "write the value on one line",
    )


def _impossible_day(column: str) -> Rule:
    return Rule(
        column,
        lambda t: pc.or_(
            pc.less(t[column], pa.scalar(FIRST_DAY)), pc.greater(t[column], pa.scalar(LAST_DAY))
        ),
        f"not a day between {FIRST_DAY:%Y} and {LAST_DAY:%Y}",
        "write it as 2022-01-31",
    )


def _negative_count(column: str) -> Rule:
    return Rule(
        column, lambda t: pc.less(t[column], 0), "a number of areas below 0", "count the areas"
    )


def _names_out_of_order(table: pa.Table) -> pa.Array:
    """Two spellings of one stratum would be two series."""

    def names(stratum: str) -> list[str]:
        return [part.partition("=")[0] for part in stratum.split(";")]

    strata = pc.unique(table["stratum"]).to_pylist()
    wrong = [s for s in strata if re.match(STRATUM, s) and names(s) != sorted(set(names(s)))]
    return pc.is_in(table["stratum"], pa.array(wrong, pa.string()))


def _empty(column: str) -> Rule:
    return Rule(
        column, lambda t: pc.equal(pc.utf8_length(t[column]), 0), "the cell is empty", "fill it in"
    )


RULES = (
    Rule("indicator", lambda t: pc.invert(pc.match_substring_regex(t["indicator"], INDICATOR_CODE)),
         "not an indicator code", "use small letters, digits and hyphens, as in us-hbips-2"),
    Rule("area_type", _not_in("area_type", AREA_TYPES), "not an area type", one_of(AREA_TYPES)),
    _empty("area_id"),
    _empty("area_name"),
    _empty("source"),
    *(_formula(column) for column in TEXT_COLUMNS if column != "stratum"),
    *(_broken_line(column) for column in TEXT_COLUMNS),
    *(_impossible_day(column) for column in ("period_start", "period_end")),
    Rule("period_end", lambda t: pc.less_equal(t["period_end"], t["period_start"]),
         "the period ends before or on the day it starts",
         "period_end is the first day after the period", of_row=True),
    Rule("stratum",
         lambda t: _and(pc.greater(pc.utf8_length(t["stratum"]), 0),
                        pc.invert(pc.match_substring_regex(t["stratum"], STRATUM))),
         "not a stratum", "write name=value joined by semicolons, as in age=18-64;sex=F"),
    Rule("stratum", _names_out_of_order, "the names are not in order, or one stands twice",
         "sort them, as in age=18-64;sex=F"),
    Rule("status", _not_in("status", STATUSES), "not a status", one_of(STATUSES)),
    _bad_number("numerator"),
    _bad_number("denominator"),
    _bad_number("rounded_to"),
    Rule("multiplier",
         lambda t: pc.invert(_and(pc.is_finite(t["multiplier"]), pc.greater(t["multiplier"], 0))),
         "not a number above 0", "write the multiplier of the rate, 1 for a count"),
    Rule("numerator", lambda t: _and(_has_status(t, REPORTED), pc.is_null(t["numerator"])),
         "a reported row without a numerator",
         "write the number (0 if it is zero), or say suppressed, not_reported or not_applicable",
         of_row=True),
    Rule("numerator", lambda t: _and(_has_status(t, *ABSENT), pc.is_valid(t["numerator"])),
         "a number in a row that is not reported",
         "leave the cell empty, or set status to reported", of_row=True),
    Rule("denominator",
         lambda t: _and(pc.equal(t["denominator"], 0), pc.greater(t["numerator"], 0)),
         "a denominator of 0 with a numerator above 0", "correct one of the two", of_row=True),
    Rule("numerator_unit", _not_in("numerator_unit", NUMERATOR_UNITS), "not a unit",
         one_of(NUMERATOR_UNITS)),
    *(_negative_count(column) for column in AREA_COUNTS),
)  # fmt: skip
