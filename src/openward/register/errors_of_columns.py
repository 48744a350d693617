"""What every column must hold, made from how it is declared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import numpy as np
import pyarrow.compute as pc

from openward.problems import one_of
from openward.register.codes import code_list
from openward.register.columns import Column, Table
from openward.register.dataset import Dataset, Mask, Rows, mask
from openward.register.rules import Broken, Rule

LONGEST_TEXT = 200
FORMULA = r"^[=+@\-]"
CONTROL_CHARACTER = r"\p{Cc}"
FIRST_YEAR, LAST_YEAR = 1800, 2200


def rules_of(table: Table) -> Iterator[Rule]:
    """The rules of the columns of a table, then those of its key and of its spans."""
    for column in table.columns.values():
        yield from _rules_of_column(table.name, column)
    for start, end in table.spans:
        yield _span(table, start, end)
    if table.key:
        yield Rule(
            table.name, table.key, f"the same {table.key} as row {{other}}",
            "keep one of the two rows, or give one another id", _repeated(table.name, (table.key,)),
        )  # fmt: skip
    if table.unique:
        yield Rule(
            table.name, None, f"the same {', '.join(table.unique)} as row {{other}}",
            "keep one of the two rows", _repeated(table.name, table.unique),
        )  # fmt: skip


def matching(table: str, column: str, pattern: str, negate: bool = False) -> Broken:
    """Where a text matches a pattern, or with negate where a filled cell does not (RE2)."""

    def broken(dataset: Dataset) -> Mask:
        cells = dataset.column(table, column)
        distinct = pc.unique(cells)
        found = pc.match_substring_regex(distinct, pattern)
        wrong = distinct.filter(pc.fill_null(pc.invert(found) if negate else found, False))
        return dataset.has_code(table, column, *wrong.to_pylist())

    return broken


def _rules_of_column(name: str, column: Column) -> Iterator[Rule]:
    place = name, column.name
    if not column.nullable:
        yield Rule(*place, "the cell is empty", "fill it in",
                   lambda d: ~d.filled(*place))  # fmt: skip
    if column.codes:
        codes = tuple(code_list(column.codes).codes)
        title = code_list(column.codes).title
        yield Rule(*place, f"not a code of the list {title!r}", one_of(codes),
                   lambda d: d.filled(*place) & ~d.has_code(*place, *codes))  # fmt: skip
    elif column.type is str:
        yield from _text_rules(*place)
    if column.refers:
        yield _reference(*place, column.refers)
    if column.type in (int, float):
        yield from _number_rules(*place, column)
    if column.type in (date, datetime):
        yield _calendar(*place, column.type)


def _text_rules(table: str, column: str) -> Iterator[Rule]:
    yield Rule(table, column, "a cell that a spreadsheet would run as a formula",
               "write the value, without =, +, - or @ in front",
               lambda d: _texts_that_match(d, table, column, FORMULA))  # fmt: skip
    yield Rule(table, column, "a line break or another control character",
               "write the value on one line",
               lambda d: _texts_that_match(d, table, column, CONTROL_CHARACTER))  # fmt: skip
    yield Rule(table, column, f"more than {LONGEST_TEXT} characters",
               "write an id, a name or a code: there is no free text in the dataset",
               lambda d: _longer(d, table, column))  # fmt: skip


def _texts_that_match(dataset: Dataset, table: str, column: str, pattern: str) -> Mask:
    return mask(pc.match_substring_regex(dataset.column(table, column), pattern))


def _longer(dataset: Dataset, table: str, column: str) -> Mask:
    return mask(pc.greater(pc.utf8_length(dataset.column(table, column)), LONGEST_TEXT))


def _reference(table: str, column: str, other: str) -> Rule:
    def broken(dataset: Dataset) -> Mask:
        if other not in dataset:
            return np.zeros(dataset.count(table), dtype=bool)
        return dataset.filled(table, column) & (dataset.rows_of(table, column) < 0)

    return Rule(table, column, f"no row of {other} has this id",
                f"correct the id, or add the row to {other}", broken)  # fmt: skip


def _number_rules(table: str, column: str, declared: Column) -> Iterator[Rule]:
    if declared.type is float:
        yield Rule(table, column, "not a finite number", "write the number, or leave it empty",
                   lambda d: d.filled(table, column) & ~np.isfinite(d.numbers(table, column))
                   )  # fmt: skip
    least = declared.least
    if least is not None:
        yield Rule(table, column, f"a number below {least:g}", f"write {least:g} or more",
                   lambda d: d.numbers(table, column) < least)  # fmt: skip


def _calendar(table: str, column: str, kind: type) -> Rule:
    scale = 1 if kind is date else 86_400
    first, last = (
        (date(year, 1, 1) - date(1970, 1, 1)).days * scale for year in (FIRST_YEAR, LAST_YEAR)
    )
    return Rule(
        table, column, f"not between the years {FIRST_YEAR} and {LAST_YEAR}", "correct the year",
        lambda d: (d.numbers(table, column) < first) | (d.numbers(table, column) >= last),
    )  # fmt: skip


def _span(table: Table, start: str, end: str) -> Rule:
    name = table.name
    return Rule(
        name, end, f"{end} is before {start}", f"correct {start} or {end}",
        lambda d: d.numbers(name, end) < d.numbers(name, start),
    )  # fmt: skip


def _repeated(table: str, columns: tuple[str, ...]) -> Broken:
    """For each row the first row that agrees with it in the columns; -1 where it is the first."""

    def broken(dataset: Dataset) -> Rows:
        codes = np.zeros(dataset.count(table), dtype=np.int64)
        whole = np.ones(len(codes), dtype=bool)
        for column in columns:
            cells = dataset.column(table, column).dictionary_encode()
            different = max(len(cells.dictionary), 1)
            places = pc.fill_null(cells.indices, 0).to_numpy(zero_copy_only=False)
            codes = np.unique(codes * different + places, return_inverse=True)[1]
            whole &= dataset.filled(table, column)
        _, first, which = np.unique(codes, return_index=True, return_inverse=True)
        earlier = first[which]
        return np.where(whole & (earlier != np.arange(len(codes))), earlier, -1)

    return broken
