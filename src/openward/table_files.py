"""Writing tables: CSV, Parquet and JSON by the ending of the path.

CSV is made a column at a time, in pieces of many rows: a million rows take a second, not ten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openward.coded import coded, each_row, values_of
from openward.problems import BadInput, Problem

ROWS_AT_ONCE = 1 << 17
ROWS_LOOKED_AT = 1_000
NEEDS_QUOTATION_MARKS = '[",\r\n]'


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table; the ending chooses the format (`.csv`, `.parquet`, `.json`).

    Raises
    ------
    BadInput
        The ending is another one, or the place cannot be written to.
    """
    writers = {".csv": _write_csv, ".parquet": _write_parquet, ".json": _write_json}
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
    with path.open("wb") as file:
        file.writelines(_csv_pieces(table))


def _write_parquet(table: pa.Table, path: Path) -> None:
    # Without the schema of Arrow, which would call a text a code.
    repeating = [
        name
        for name, column in zip(table.column_names, table.columns, strict=True)
        if not _hardly_repeats(column)
    ]
    pq.write_table(table, path, use_dictionary=repeating, store_schema=False)


def _write_json(table: pa.Table, path: Path) -> None:
    """A list of one object per row; days as text, empty cells as null."""
    rows = json.dumps(table.to_pylist(), default=str, ensure_ascii=False, indent=1)
    path.write_text(rows + "\n", encoding="utf-8")


def csv_lines(table: pa.Table) -> str:
    """The table as CSV; numbers in the shortest form that reads back the same, nulls empty."""
    return b"".join(_csv_pieces(table)).decode()


def _csv_pieces(table: pa.Table) -> Iterator[bytes | pa.Buffer]:
    yield (",".join(table.column_names) + "\n").encode()
    starts = range(0, table.num_rows, ROWS_AT_ONCE)
    with ThreadPoolExecutor(pa.cpu_count()) as threads:
        yield from threads.map(lambda start: _lines(table.slice(start, ROWS_AT_ONCE)), starts)


def _lines(table: pa.Table) -> pa.Buffer:
    """The rows as CSV, one after the other as they lie in the memory of one array of texts."""
    cells = [_cells(column) for column in table.columns]
    cells[-1] = _joined(cells[-1], pa.scalar("\n"), "")
    lines = _joined(*cells, ",")
    return lines.buffers()[2].slice(0, pc.sum(pc.binary_length(lines)).as_py())


def _joined(*cells: pa.Array | pa.Scalar | str) -> pa.Array:
    return pc.binary_join_element_wise(*cells, null_handling="replace", null_replacement="")


def _cells(column: pa.ChunkedArray) -> pa.Array:
    if _hardly_repeats(column):
        return pc.cast(column.combine_chunks(), pa.string())
    # A million rows hold a hundred different days: each is turned into text once.
    values = coded(column)
    return each_row(values, _as_text(values_of(values))).combine_chunks()


def _hardly_repeats(column: pa.ChunkedArray) -> bool:
    """Whether a column of numbers is mostly different ones, so that codes cost and save nothing."""
    first = column.slice(0, ROWS_LOOKED_AT)
    return pa.types.is_floating(column.type) and 2 * len(pc.unique(first)) > len(first)


def _as_text(values: pa.Array) -> pa.Array:
    text = pc.cast(values, pa.string())
    if pa.types.is_timestamp(values.type):
        # 2026-03-01T08:30:00Z; Arrow writes a blank for the T.
        return pc.replace_substring(text, " ", "T", max_replacements=1)
    special = pc.match_substring_regex(text, NEEDS_QUOTATION_MARKS)
    if not pc.any(special).as_py():
        return text
    doubled = pc.replace_substring(text, '"', '""')
    quoted = pc.binary_join_element_wise('"', doubled, '"', "")
    return pc.if_else(special, quoted, text)
