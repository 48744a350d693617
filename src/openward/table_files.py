"""Writing tables: CSV, Parquet and JSON by the ending of the path.

CSV is made a column at a time: a million rows take a second, not ten.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openward.problems import BadInput, Problem

NEEDS_QUOTATION_MARKS = '[",\r\n]'


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table; the ending chooses the format (`.csv`, `.parquet`, `.json`).

    Raises
    ------
    BadInput
        The ending is another one, or the place cannot be written to.
    """
    writers = {".csv": _write_csv, ".parquet": pq.write_table, ".json": _write_json}
    writer = writers.get(path.suffix)
    if writer is None:
        ending = path.suffix or "a file without ending"
        problem = Problem(
            f"this table cannot be written as {ending}", f"end the path with {' or '.join(writers)}"
        )
        raise BadInput(problem, str(path))
    try:
        writer(table, path)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise BadInput(Problem(what, "choose another place"), str(path)) from None


def _write_csv(table: pa.Table, path: Path) -> None:
    path.write_text(csv_lines(table), encoding="utf-8")


def _write_json(table: pa.Table, path: Path) -> None:
    """A list of one object per row; days as text, empty cells as null."""
    rows = json.dumps(table.to_pylist(), default=str, ensure_ascii=False, indent=1)
    path.write_text(rows + "\n", encoding="utf-8")


def csv_lines(table: pa.Table) -> str:
    """The table as CSV; numbers in the shortest form that reads back the same, nulls empty."""
    cells = [_cells(column) for column in table.columns]
    lines = pc.binary_join_element_wise(*cells, ",", null_handling="replace", null_replacement="")
    return "\n".join([",".join(table.column_names), *lines.to_pylist(), ""])


def _cells(column: pa.ChunkedArray) -> pa.Array:
    values = column.combine_chunks()
    if pa.types.is_floating(values.type):
        return pc.cast(values, pa.string())
    # A million rows hold a hundred different days: each is turned into text once.
    coded = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
    return pc.take(_as_text(coded.dictionary), coded.indices)


def _as_text(values: pa.Array) -> pa.Array:
    text = pc.cast(values, pa.string())
    special = pc.match_substring_regex(text, NEEDS_QUOTATION_MARKS)
    if not pc.any(special).as_py():
        return text
    doubled = pc.replace_substring(text, '"', '""')
    quoted = pc.binary_join_element_wise('"', doubled, '"', "")
    return pc.if_else(special, quoted, text)
