"""Rows as dataclasses: made from a table, made into one, and refused when they cannot be.

A row made directly is held to the rules of a file. Most rows are fine and are told so by a quick
look; one that may not be is written as text and read as a file would be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pyarrow as pa

from openward.problems import BadInput, Problem
from openward.register.cells import typed
from openward.register.codes import code_list, techniques_of
from openward.register.columns import Column, Table
from openward.register.dataset import Dataset
from openward.register.errors import KIND_WITHOUT_LENGTH, errors
from openward.register.errors_of_columns import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT
from openward.register.findings import Finding, texts
from openward.register.schema import schema
from openward.register.tables import TABLES


def rows(name: str, table: pa.Table) -> list[Any]:
    """The rows of a table as its dataclass; moments in UTC.

    Raises
    ------
    BadInput
        A row cannot be.
    """
    columns = TABLES[name].columns.values()
    cells = [_python(table[column.name]) for column in columns]
    fields = [column.field for column in columns]
    make = TABLES[name].row
    return [make(**dict(zip(fields, row, strict=True))) for row in zip(*cells, strict=True)]


def table_of(name: str, made: Iterable[Any]) -> pa.Table:
    """The table of some rows of its dataclass, in their order."""
    found = list(made)
    columns = TABLES[name].columns.values()
    arrays = [
        pa.array([getattr(row, column.field) for row in found], field.type)
        for column, field in zip(columns, schema(name), strict=True)
    ]
    return pa.table(arrays, schema=schema(name))


def check_row(row: object) -> None:
    """Refuse a row that a file could not hold either.

    Raises
    ------
    BadInput
        With every sentence that a file with this row would give.
    """
    made: Any = type(row)
    look = _look(made)
    if look.certainly_fine(row):
        return
    problems = _problems(look.table, row)
    if problems:
        raise BadInput(problems, look.table.name)


@dataclass(frozen=True, slots=True)
class _Look:
    """The quick look at the rows of one dataclass: true only where nothing can be wrong."""

    table: Table
    cells: tuple[tuple[str, Callable[[Any], bool]], ...]
    own: Callable[[Any], bool]

    def certainly_fine(self, row: object) -> bool:
        if not all(fine(getattr(row, field)) for field, fine in self.cells):
            return False
        for start, end in self.table.spans:
            first, last = getattr(row, start), getattr(row, end)
            if first is not None and last is not None and last < first:
                return False
        return self.own(row)


@cache
def _look(made: Any) -> _Look:
    table = next(table for table in TABLES.values() if table.row is made)
    cells = tuple((column.field, _fine(column)) for column in table.columns.values())
    return _Look(table, cells, OWN.get(table.name, lambda row: False))


def _fine(column: Column) -> Callable[[Any], bool]:
    """Whether one cell is certainly fine."""
    if column.codes:
        codes = frozenset(code_list(column.codes).codes)
        allowed = codes | {None} if column.nullable else codes
        return lambda value: value.__hash__ is not None and value in allowed
    fine, nullable, least = LOOKS[column.type], column.nullable, column.least

    def cell(value: Any) -> bool:
        if value is None:
            return nullable
        return fine(value) and (least is None or value >= least)

    return cell


def _text(value: Any) -> bool:
    return (
        type(value) is str and 0 < len(value) <= LONGEST_TEXT and value.isprintable()
        and value[0] not in "=+-@"
    )  # fmt: skip


def _moment(value: Any) -> bool:
    return (
        type(value) is datetime and value.tzinfo is not None and not value.microsecond
        and FIRST_YEAR < value.year < LAST_YEAR - 1
    )  # fmt: skip


LOOKS: dict[type, Callable[[Any], bool]] = {
    str: _text,
    bool: lambda value: type(value) is bool,
    int: lambda value: type(value) is int and abs(value) < 10**18,
    float: lambda value: type(value) in (int, float) and abs(value) < 1e300,
    date: lambda value: type(value) is date and FIRST_YEAR <= value.year < LAST_YEAR,
    datetime: _moment,
}


def _measure(row: Any) -> bool:
    chemical = row.kind == KIND_WITHOUT_LENGTH
    return (
        chemical == (row.end_state == "point")
        and (row.end_state == "ended") == (row.ended_at is not None)
        and (row.technique is None or row.technique in techniques_of(row.kind))
        and (row.age_years is None or row.age_years <= 100)
    )


#: The rules that a table has beside those of its columns, where there are many rows. Tables that
#: are not here and have such rules are few rows: they are always looked at closely.
OWN: dict[str, Callable[[Any], bool]] = {
    **{name: lambda row: True for name in TABLES
       if name not in ("facilities", "regimes", "persons", "segregation_days", "statements")},
    "measures": _measure,
    "orders": lambda row: row.previous_order_id != row.order_id,
    "persons": lambda row: row.birth_year is None or 1900 < row.birth_year < 2100,
}  # fmt: skip


def _problems(table: Table, row: object) -> list[Problem]:
    arrays, faults = [], []
    for column, field in zip(table.columns.values(), schema(table.name), strict=True):
        value = getattr(row, column.field)
        if column.type is str and not isinstance(value, str | None):
            return [Problem("not a text", "write it as text", None, column.name, str(value))]
        text = pa.array([_as_text(value)], pa.string())
        values, found = typed(text, column.type)
        arrays.append(values if values.type == field.type else values.cast(field.type))
        faults += [
            Finding(table.name, column.name, fault.what, fault.remedy, cells, texts(text, cells))
            for fault, cells in found
        ]
    made = pa.table(arrays, schema=schema(table.name))
    unread = {(table.name, fault.column or ""): fault.rows for fault in faults}
    return [
        problem
        for finding in [*faults, *errors(Dataset({table.name: made}), unread)]
        for problem in _of_one_row(finding)
    ]


def _of_one_row(finding: Finding) -> Iterable[Problem]:
    value = None if finding.values is None else finding.values[0].as_py()
    return [Problem(finding.what, finding.remedy, None, finding.column, value)]


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def _python(column: pa.ChunkedArray) -> list[Any]:
    if not pa.types.is_timestamp(column.type):
        values: list[Any] = column.to_pylist()
        return values
    seconds = column.cast(pa.int64()).to_pylist()
    return [None if s is None else datetime.fromtimestamp(s, UTC) for s in seconds]
