"""Reading and writing rate tables: CSV and Parquet, the same table both ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openward.coded import each_row, recoded, values_of
from openward.csv_text import Cells, parse, read_file
from openward.problems import BadInput, Problem, listed, shown
from openward.rates.schema import (
    AREA_COUNTS,
    CODED_SCHEMA,
    COLUMNS,
    REQUIRED_COLUMNS,
    SCHEMA,
    complete,
)
from openward.rates.validation import check
from openward.table_files import csv_lines, write_table

OPTIONAL_COLUMNS = tuple(c for c in COLUMNS if c not in REQUIRED_COLUMNS)


@dataclass(frozen=True, slots=True)
class RateFile:
    """A valid rate table and what should be said about the file beside it."""

    table: pa.Table
    notes: list[str]

    def with_texts(self) -> RateFile:
        """The same with the texts written out (``SCHEMA``)."""
        return RateFile(complete(self.table), self.notes)


def read(path: Path, *, texts_coded: bool = False) -> RateFile:
    """A rate table from a CSV or Parquet file.

    texts_coded: leave texts as codes (``CODED_SCHEMA``), since of a million rows writing them out
    takes longer than charting them.

    Raises
    ------
    BadInput
        With every problem; nothing of the file is kept.
    """
    data = read_file(path)
    found = (_from_parquet if path.suffix == ".parquet" else _from_csv)(data, str(path))
    return found if texts_coded else found.with_texts()


def read_csv(data: bytes, file: str) -> RateFile:
    """A rate table from the bytes of a CSV file; `file` is named in the sentences."""
    return _from_csv(data, file).with_texts()


def read_parquet(data: bytes, file: str, most_rows: int | None = None) -> RateFile:
    """A rate table from the bytes of a Parquet file.

    most_rows: refuse a longer table before it is unpacked, since a small file may hold millions.
    """
    return _from_parquet(data, file, most_rows).with_texts()


def _from_csv(data: bytes, file: str) -> RateFile:
    cells = parse(data, file)
    _check_columns(cells.table.column_names, file)
    table, problems = _typed(cells)
    if problems:
        raise BadInput(sorted(problems, key=lambda p: p.row or 0), file)
    check(table, file, cells.row)
    return RateFile(table, _unknown_columns(cells.table.column_names, file))


def _from_parquet(data: bytes, file: str, most_rows: int | None = None) -> RateFile:
    table = _unpacked(data, file, most_rows)
    _check_columns(table.column_names, file)
    twice = sorted({n for n in table.column_names if table.column_names.count(n) > 1})
    if twice:
        raise BadInput(Problem("two columns have the same name", "keep one", column=twice[0]), file)
    try:
        typed = complete(table, CODED_SCHEMA)
    except (pa.ArrowException, ValueError) as error:
        what = f"a column has another type ({shown(str(error))})"
        raise BadInput(Problem(what, "write the columns of the rate table"), file) from None
    nulls = [
        Problem("empty cells in a column that needs a value", "fill them in", column=field.name)
        for field in SCHEMA
        if not field.nullable and typed[field.name].null_count
    ]
    if nulls:
        raise BadInput(nulls, file)
    check(typed, file, lambda index: index + 1)
    return RateFile(typed, _unknown_columns(table.column_names, file))


def _unpacked(data: bytes, file: str, most_rows: int | None) -> pa.Table:
    try:
        packed = pq.ParquetFile(pa.BufferReader(data))
        if most_rows is not None and packed.metadata.num_rows > most_rows:
            what = f"{packed.metadata.num_rows:,} rows, where a page shows at most {most_rows:,}"
            raise BadInput(Problem(what, "use the command line for large tables"), file)
        texts = [field.name for field in packed.schema_arrow if pa.types.is_string(field.type)]
        return pq.ParquetFile(pa.BufferReader(data), read_dictionary=texts).read()
    except (pa.ArrowException, OSError):
        problem = Problem("this is not a Parquet file", "give a .csv or .parquet file")
        raise BadInput(problem, file) from None


def write(table: pa.Table, path: Path) -> None:
    """Write a rate table; the ending chooses the format (`.csv`, `.parquet`, `.json`).

    Raises
    ------
    BadInput
        The ending is another one, or the place cannot be written to.
    """
    write_table(used_columns(table), path)


def csv_text(table: pa.Table) -> str:
    """The table as CSV text, without columns that are never filled in."""
    return csv_lines(used_columns(table))


def used_columns(table: pa.Table) -> pa.Table:
    """Without the counts of areas when no row has them: only roll_up writes those."""
    unused = [
        name
        for name in AREA_COUNTS
        if name in table.column_names and table[name].null_count == table.num_rows
    ]
    return table.drop_columns(unused)


def shortest(number: float) -> str:
    """The shortest decimal that reads back the same; whole numbers without `.0`."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _check_columns(names: list[str], file: str) -> None:
    missing = [name for name in REQUIRED_COLUMNS if name not in names]
    if missing:
        raise BadInput(
            Problem(
                f"not a rate table: the column{'s' * (len(missing) > 1)} "
                f"{', '.join(missing)} {'are' if len(missing) > 1 else 'is'} missing; "
                f"found {listed(names, 8)}",
                f"give the columns {', '.join(REQUIRED_COLUMNS)}",
                1,
            ),
            file,
        )


def _unknown_columns(names: list[str], file: str) -> list[str]:
    unknown = [name for name in names if name not in COLUMNS]
    return [f"{file}: the column {shown(name)!r} is not known and was left out" for name in unknown]


def _typed(cells: Cells) -> tuple[pa.Table, list[Problem]]:
    columns, problems = {}, []
    for field in SCHEMA:
        if field.name not in cells.table.column_names:
            continue
        text = cells.coded(field.name)
        values = _without_empty(values_of(text), field)
        try:
            columns[field.name] = _of_type(text, values, field)
            broken = None if field.nullable else pc.is_null(values)
        except pa.ArrowInvalid:
            broken = _not_castable(values, field)
        if broken is not None and pc.any(broken).as_py():
            problems += list(_cell_problems(cells, field, each_row(text, broken)))
    if problems:
        return cells.table, problems
    return complete(pa.table(columns), CODED_SCHEMA), []


def _without_empty(values: pa.Array, field: pa.Field) -> pa.Array:
    """Null for the empty text, but where a text may be empty."""
    if pa.types.is_string(field.type) and not field.nullable:
        return values
    return pc.if_else(pc.equal(values, ""), None, values)


def _of_type(text: pa.ChunkedArray, values: pa.Array, field: pa.Field) -> pa.ChunkedArray:
    if pa.types.is_string(field.type):
        return recoded(text, values)
    return each_row(text, pc.cast(values, field.type))


def _not_castable(values: pa.Array, field: pa.Field) -> pa.Array:
    """True where one text alone cannot be read as the type of its column."""

    def broken(value: str | None) -> bool:
        if value is None:
            return not field.nullable
        try:
            pc.cast(pa.array([value]), field.type)
        except pa.ArrowInvalid:
            return True
        return False

    return pa.array([broken(value) for value in values.to_pylist()], pa.bool_())


def _cell_problems(cells: Cells, field: pa.Field, broken: pa.Array) -> list[Problem]:
    what, remedy = (
        ("not a day", "write it as 2022-01-31")
        if pa.types.is_date(field.type)
        else ("not a whole number", "write digits only")
        if pa.types.is_integer(field.type)
        else (
            "not a number",
            "write digits with a point, as in 1234.5, or leave the cell empty"
            if field.nullable
            else "write digits with a point, as in 1234.5",
        )
    )
    place: Callable[[int], int] = cells.row
    return [
        Problem(what, remedy, place(index), field.name, cells.table[field.name][index].as_py())
        for index, is_broken in enumerate(broken.to_pylist())
        if is_broken
    ]
