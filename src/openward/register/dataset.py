"""The tables of a dataset, and what the rules ask of them, each worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from openward.register.schema import empty
from openward.register.tables import TABLES

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

Answer = TypeVar("Answer")
NO_ROW = -1


class Dataset:
    """Tables by name, complete in their schema; a table that is missing has no rows.

    Numbers come as doubles with NaN for an empty cell, so that a comparison with something
    unknown is false: moments in seconds since 1970, days in days since 1970.
    """

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self.tables = dict(tables)
        self._answers: dict[tuple[str, ...], Any] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.tables

    def table(self, name: str) -> pa.Table:
        """One table; without rows where the dataset lacks it."""
        return self.tables[name] if name in self.tables else empty(name)

    def count(self, name: str) -> int:
        """How many rows a table has."""
        return int(self.table(name).num_rows)

    def column(self, table: str, column: str) -> pa.Array:
        """One column in one piece."""
        return self._once(("column", table, column), self.table(table)[column].combine_chunks)

    def numbers(self, table: str, column: str) -> Numbers:
        """A column of moments, days, numbers or booleans (float64)."""
        return self._once(("numbers", table, column), lambda: _numbers(self.column(table, column)))

    def filled(self, table: str, column: str) -> Mask:
        """Where a column has a value (bool)."""
        return mask(pc.is_valid(self.column(table, column)))

    def has_code(self, table: str, column: str, *codes: str) -> Mask:
        """Where a column holds one of the codes (bool)."""
        return mask(pc.is_in(self.column(table, column), pa.array(codes, pa.string())))

    def rows_of(self, table: str, column: str) -> Rows:
        """For a column that refers to a table: the record it means, -1 where there is none."""
        return self._once(("rows", table, column), lambda: self._rows_of(table, column))

    def through(self, table: str, reference: str, column: str) -> Numbers:
        """The numbers of `column` in the rows that `reference` means; NaN where there is none."""
        other = str(TABLES[table].columns[reference].refers)
        return at(self.numbers(other, column), self.rows_of(table, reference))

    def groups(self, *columns: tuple[str, str]) -> list[Rows]:
        """The columns as numbers that are equal where the texts are; -1 where a cell is empty."""
        question = ("groups", *(name for place in columns for name in place))
        return self._once(question, lambda: self._groups(*columns))

    def differs(self, table: str, column: str, reference: str) -> Mask:
        """Where a cell differs from that of the same name in the row that `reference` means."""
        other = str(TABLES[table].columns[reference].refers)
        rows = pa.array(self.rows_of(table, reference))
        rows = pc.if_else(pc.less(rows, 0), None, rows)
        return mask(pc.not_equal(self.column(table, column), self.column(other, column).take(rows)))

    def is_named(self, table: str, column: str) -> Mask:
        """For a column that refers to a table: which rows of that table it means."""
        other = str(TABLES[table].columns[column].refers)
        found = np.zeros(self.count(other) + 1, dtype=np.bool_)
        found[self.rows_of(table, column)] = True
        return found[:-1]

    def _groups(self, *columns: tuple[str, str]) -> list[Rows]:
        values = [self.column(*place) for place in columns]
        distinct = pc.unique(pa.chunked_array([pc.unique(v) for v in values]))
        return [_positions(v, distinct) for v in values]

    def _rows_of(self, table: str, column: str) -> Rows:
        other = TABLES[table].columns[column].refers
        key = TABLES[other].key if other else None
        if other not in self.tables or key is None:
            return np.full(self.count(table), NO_ROW)
        return _positions(self.column(table, column), self.column(other, key))

    def _once(self, question: tuple[str, ...], work: Callable[[], Answer]) -> Answer:
        if question not in self._answers:
            self._answers[question] = work()
        answer: Answer = self._answers[question]
        return answer


def at(values: Numbers, rows: Rows) -> Numbers:
    """The values (float64) at some rows; NaN where a row is -1."""
    found: Numbers = np.append(values, np.nan)[rows]
    return found


def group_at(groups: Rows, rows: Rows) -> Rows:
    """The groups at some rows; -1 where a row is -1."""
    found: Rows = np.append(groups, NO_ROW)[rows]
    return found


def _numbers(column: pa.Array) -> Numbers:
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    elif pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    elif pa.types.is_boolean(column.type):
        column = column.cast(pa.int8())
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)


def _positions(values: pa.Array, among: pa.Array) -> Rows:
    if values.null_count == len(values):
        return np.full(len(values), NO_ROW)
    found = pc.index_in(values, value_set=among, skip_nulls=True)
    return _int64(pc.fill_null(found, NO_ROW))


def _int64(values: pa.Array) -> Rows:
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.int64)


def mask(values: pa.Array) -> Mask:
    """Arrow's answers as numpy's; unknown is false."""
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), dtype=np.bool_)
