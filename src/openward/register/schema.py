"""The Arrow schema of each table, from its dataclass.

Moments are whole seconds in UTC, days dates, counts 64-bit integers, other numbers doubles.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import pyarrow as pa

from openward.register.columns import Column
from openward.register.tables import TABLES

ARROW: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("s", tz="UTC"),
}


@cache
def schema(name: str) -> pa.Schema:
    """The schema of one table of the dataset. KeyError for another name."""
    return pa.schema([_field(column) for column in TABLES[name].columns.values()])


def required(name: str) -> tuple[str, ...]:
    """The columns that a file of this table must have."""
    return tuple(c.name for c in TABLES[name].columns.values() if not c.nullable)


def empty(name: str) -> pa.Table:
    """The table without rows."""
    return schema(name).empty_table()


def complete(name: str, table: pa.Table) -> pa.Table:
    """The same rows with every column of the schema, in its order; missing ones are null."""
    columns = [_column(table, field) for field in schema(name)]
    return pa.table(columns, schema=schema(name))


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, ARROW[column.type], nullable=column.nullable)


def _column(table: pa.Table, field: pa.Field) -> pa.ChunkedArray | pa.Array:
    if field.name not in table.column_names:
        return pa.nulls(table.num_rows, field.type)
    column = table.column(field.name)
    return column if column.type == field.type else column.cast(field.type)
