"""Parquet files of the dataset: any reasonable type is read, one type is written."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openward.csv_text import read_file
from openward.problems import BadInput, Problem, shown
from openward.register.columns import Column
from openward.register.schema import ARROW

ROWS_PER_GROUP = 1 << 20


def read_parquet(path: Path) -> pa.Table:
    """The columns of a Parquet file as they are.

    Raises
    ------
    BadInput
        Not a Parquet file, or two columns of one name.
    """
    try:
        table = pq.ParquetFile(pa.BufferReader(read_file(path))).read()
    except (pa.ArrowException, OSError):
        problem = Problem("this is not a Parquet file", "give a .csv or .parquet file")
        raise BadInput(problem, str(path)) from None
    twice = sorted({n for n in table.column_names if table.column_names.count(n) > 1})
    if twice:
        raise BadInput(Problem("two columns have the same name", "keep one", column=twice[0]))
    return table


def write_parquet(table: pa.Table, path: Path) -> None:
    """The same bytes for the same table."""
    pq.write_table(
        table.combine_chunks().replace_schema_metadata(None), path,
        compression="zstd", compression_level=1, row_group_size=ROWS_PER_GROUP,
        coerce_timestamps="ms", version="2.6", data_page_version="1.0",
    )  # fmt: skip


def cells_of(cells: pa.ChunkedArray, column: Column) -> pa.Array:
    """The cells in the type of the column; as text where that says better what is wrong."""
    wanted = ARROW[column.type]
    if pa.types.is_dictionary(cells.type):
        cells = cells.cast(cells.type.value_type)
    try:
        if _leads_to(cells.type, column.type):
            cells = cells.cast(wanted)
        elif not pa.types.is_string(cells.type):
            cells = cells.cast(pa.string())
    except pa.ArrowInvalid:
        # Half a day or part of a second: as text each cell can be named.
        cells = cells.cast(pa.string())
    except pa.ArrowNotImplementedError:
        what = f"the column has the type {shown(str(cells.type))}"
        raise BadInput(Problem(what, f"write it as {wanted}", column=column.name)) from None
    found = cells.combine_chunks()
    if pa.types.is_string(found.type):
        found = pc.utf8_trim_whitespace(found)
        found = pc.if_else(pc.equal(found, ""), None, found)
    return found


def _leads_to(given: pa.DataType, kind: type) -> bool:
    """Whether values of an Arrow type can be meant as such of a column, without guessing."""
    is_number = pa.types.is_integer(given) or pa.types.is_floating(given)
    allowed: dict[type, bool] = {
        str: pa.types.is_large_string(given) or pa.types.is_integer(given),
        bool: pa.types.is_boolean(given),
        int: is_number,
        float: is_number or pa.types.is_decimal(given),
        date: pa.types.is_date(given) or pa.types.is_timestamp(given),
        # A moment without a zone is none: Arrow would take it for UTC.
        datetime: pa.types.is_timestamp(given) and given.tz is not None,
    }
    return allowed[kind] or bool(pa.types.is_null(given))
