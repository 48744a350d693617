"""What a rate table is: its columns, its key, and its three kinds of "no number".

A zero is a `reported` row with numerator 0. `suppressed` hides a number, `not_reported` says that
nobody sent one, `not_applicable` that there was nothing to send (the kind is not used there, the
ward was closed). The rows of these three have an empty numerator.
"""

from __future__ import annotations

import pyarrow as pa

from openward.coded import TEXT, coded

REPORTED = "reported"
SUPPRESSED = "suppressed"
NOT_REPORTED = "not_reported"
NOT_APPLICABLE = "not_applicable"
STATUSES = (REPORTED, SUPPRESSED, NOT_REPORTED, NOT_APPLICABLE)

#: From the smallest place to the largest.
AREA_TYPES = ("ward", "facility", "region", "country", "all")

NUMERATOR_UNITS = ("count", "hours", "persons", "days")

SCHEMA = pa.schema(
    [
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("area_type", pa.string(), nullable=False),
        pa.field("area_id", pa.string(), nullable=False),
        pa.field("area_name", pa.string(), nullable=False),
        pa.field("period_start", pa.date32(), nullable=False),
        pa.field("period_end", pa.date32(), nullable=False),
        pa.field("stratum", pa.string(), nullable=False),
        pa.field("numerator", pa.float64()),
        pa.field("denominator", pa.float64()),
        pa.field("multiplier", pa.float64(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        # Optional on reading:
        pa.field("rounded_to", pa.float64()),
        pa.field("definition", pa.string()),
        pa.field("country", pa.string()),
        pa.field("region", pa.string()),
        pa.field("numerator_unit", pa.string()),
        # Written by roll_up only:
        pa.field("areas_reported", pa.int64()),
        pa.field("areas_suppressed", pa.int64()),
        pa.field("areas_not_reported", pa.int64()),
    ]
)

#: The same with texts as codes, which is how large tables are read, checked and charted.
CODED_SCHEMA = pa.schema(
    [field.with_type(TEXT) if pa.types.is_string(field.type) else field for field in SCHEMA]
)

COLUMNS = tuple(SCHEMA.names)
REQUIRED_COLUMNS = COLUMNS[: COLUMNS.index("rounded_to")]
AREA_COUNTS = ("areas_reported", "areas_suppressed", "areas_not_reported")

#: No two rows of a table agree in all of these.
KEY = (
    "indicator", "area_type", "area_id", "period_start", "period_end", "stratum", "source",
)  # fmt: skip

#: What rows of one series share; a series runs over periods.
SERIES = ("indicator", "area_type", "area_id", "stratum", "source")


def table_from_rows(rows: list[dict[str, object]]) -> pa.Table:
    """A rate table from row dictionaries; optional columns may be missing. Not validated."""
    return complete(pa.Table.from_pylist(rows, schema=_schema_of(rows)))


def complete(table: pa.Table, schema: pa.Schema = SCHEMA) -> pa.Table:
    """The same rows with every column of the schema, in its order; missing ones are null.

    schema: ``SCHEMA``, or ``CODED_SCHEMA`` for texts as codes.
    """
    return pa.table([_column(table, field) for field in schema], schema=schema)


def _column(table: pa.Table, field: pa.Field) -> pa.ChunkedArray | pa.Array:
    if field.name not in table.column_names:
        return pa.nulls(table.num_rows, field.type)
    column = table.column(field.name)
    if field.type == TEXT:
        return coded(column if column.type in (TEXT, pa.string()) else column.cast(pa.string()))
    return column if column.type == field.type else column.cast(field.type)


def _schema_of(rows: list[dict[str, object]]) -> pa.Schema:
    names = set().union(*rows) if rows else set(REQUIRED_COLUMNS)
    return pa.schema([field for field in SCHEMA if field.name in names])
