"""CSV from outside: strict about what it is, and able to say where it is wrong.

The quick path is Arrow's reader. Only when something is wrong is the file read a second time, row
by row, to find the place: errors are rare, files are large.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from openward.coded import TEXT, coded, each_row, recoded, values_of
from openward.problems import BadInput, Problem

MOST_COLUMNS = 1_000
LONGEST_CELL = 100_000
NOT_BLANK = re.compile(rb"[^\xef\xbb\xbf \t\r\n]")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

#: First bytes of what people rename to `.csv`, and what it then is.
OTHER_FILES = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"%PDF", "a PDF document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x89PNG", "a PNG picture"),
    (b"{", "JSON"),
    (b"<", "a web page or XML"),
)


@dataclass(frozen=True)
class Cells:
    """The cells of one CSV file as strings; `table` holds each different one of a column once."""

    table: pa.Table
    file: str
    data: bytes
    has_header: bool

    def column(self, name: str) -> pa.ChunkedArray:
        """One column, the blanks around its cells removed.

        Raises
        ------
        BadInput
            Two columns have this name, or a cell is as long as a book. In columns that nobody
            asks for neither does harm.
        """
        return self.coded(name).cast(pa.string())

    def coded(self, name: str) -> pa.ChunkedArray:
        """The same, each different cell once and one integer per row."""
        if name not in self._trimmed:
            self._trimmed[name] = self._trim(name)
        return self._trimmed[name]

    @cached_property
    def _trimmed(self) -> dict[str, pa.ChunkedArray]:
        return {}

    def _trim(self, name: str) -> pa.ChunkedArray:
        if self.table.column_names.count(name) > 1:
            problem = Problem("two columns have the same name", "keep one of them", 1, name)
            raise BadInput(problem, self.file)
        column = coded(self.table[name])
        lengths = pc.utf8_length(values_of(column))
        longest = pc.max(lengths).as_py() or 0
        if longest > LONGEST_CELL:
            what = f"a cell of {longest:,} characters, where at most {LONGEST_CELL:,} can be meant"
            row = self.row(pc.index(each_row(column, lengths), longest).as_py())
            raise BadInput(Problem(what, "check that the file is whole", row, name), self.file)
        return recoded(column, pc.utf8_trim_whitespace(values_of(column)))

    def row(self, index: int) -> int:
        """The row in the file of record `index` (from 0), as a spreadsheet counts it."""
        return self._rows[index + self.has_header]

    @cached_property
    def _rows(self) -> list[int]:
        return [row for row, record in _records(self.data) if record]


def read_file(path: Path) -> bytes:
    """The bytes of a file that a user named."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(Problem("there is no such file", "check the path"), str(path)) from None
    except IsADirectoryError:
        raise BadInput(Problem("this is a folder", "name a file"), str(path)) from None
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        raise BadInput(Problem(what, "check the path and its permissions"), str(path)) from None


def parse(
    data: bytes,
    file: str,
    header: Sequence[str] | None = None,
    wanted: Callable[[Sequence[str]], Collection[str]] | None = None,
) -> Cells:
    """The cells of a CSV file as strings.

    header: the names of the columns of a file that has no header of its own.
    wanted: from all names, those that are worth reading; a wide file is then read faster.

    Raises
    ------
    BadInput
        Not CSV, not UTF-8, no header, too many columns, rows of unequal length.
    """
    data = _utf_8(data, file)
    names, lines = (list(header), 0) if header else _header(data, file)
    if b'"' in data and data.count(b'"') % 2:
        raise BadInput(_open_quotation_mark(data), file)
    chosen = names if wanted is None else wanted(names)
    kept = [place for place, name in enumerate(names) if name in chosen]
    try:
        table = _arrow_table(data, len(names), kept, lines)
    except pa.ArrowInvalid:
        raise BadInput(_unequal_rows(data, len(names)), file) from None
    kept_names = [names[place] for place in kept]
    return Cells(table.rename_columns(kept_names), file, data, has_header=header is None)


def _utf_8(data: bytes, file: str) -> bytes:
    """The bytes of UTF-8 text, a byte-order mark removed."""
    first = data[:1_000].lstrip()
    for start, what in OTHER_FILES:
        if first.startswith(start):
            raise BadInput(Problem(f"this is {what}, not CSV text", "save it as CSV UTF-8"), file)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(Problem("the file is UTF-16", "save it as CSV UTF-8"), file)
    if not NOT_BLANK.search(data):
        raise BadInput(Problem("the file is empty", "choose the file that holds the rows"), file)
    if b"\0" in data:
        row = data[: data.index(b"\0")].count(b"\n") + 1
        raise BadInput(Problem("a null byte", "save it as CSV UTF-8", row), file)
    if not data.isascii():
        _check_utf_8(data, file)
    if b"\r" in data and b"\n" not in data:
        what = "the rows end with carriage returns, as on a Macintosh of old"
        raise BadInput(Problem(what, "save it as CSV UTF-8"), file)
    return data.removeprefix(BYTE_ORDER_MARK)


def _check_utf_8(data: bytes, file: str) -> None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        value = data[error.start : error.start + 1].hex(" ")
        problem = Problem("a byte that is not UTF-8", "save it as CSV UTF-8", row, value=value)
        raise BadInput(problem, file) from None


def _header(data: bytes, file: str) -> tuple[list[str], int]:
    """The names of the columns, and how many lines of the file they and blanks before them take."""
    line = next(line for line in io.BytesIO(data) if line.strip(b"\r\n"))
    if line.count(b",") >= MOST_COLUMNS:
        what = f"{line.count(b',') + 1:,} columns, where at most {MOST_COLUMNS:,} can be meant"
        raise BadInput(Problem(what, "check that the rows end with line breaks", 1), file)
    for separator, name in ((b";", "semicolons"), (b"\t", "tabs"), (b"|", "bars")):
        if b"," not in line and line.count(separator) > 1:
            what = f"the columns are separated by {name}"
            raise BadInput(Problem(what, "separate them by commas", 1), file)
    reader = _reader(data)
    names = [name.strip() for name in next(filter(None, reader))]
    return names, reader.line_num


def _arrow_table(data: bytes, count: int, kept: Sequence[int], lines_before: int) -> pa.Table:
    unique = [str(place) for place in range(count)]
    return arrow_csv.read_csv(
        pa.BufferReader(data if data.endswith(b"\n") else data + b"\n"),
        read_options=arrow_csv.ReadOptions(
            column_names=unique, skip_rows=lines_before, block_size=1 << 24
        ),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=b'"' in data),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(unique, TEXT),
            include_columns=[str(place) for place in kept],
            strings_can_be_null=False,
        ),
    )


# The reader of the standard library, whose type has no public name.
def _reader(data: bytes) -> Any:
    csv.field_size_limit(max(LONGEST_CELL, len(data) + 1))
    return csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline=""))


def _records(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(row, cells) of every row, blank ones too."""
    return enumerate(_reader(data), start=1)


def _unequal_rows(data: bytes, expected: int) -> list[Problem]:
    remedy = "give every row the same number of cells, and put cells with commas in quotation marks"
    problems = [
        Problem(f"{len(record):,} cells where the header has {expected:,}", remedy, row)
        for row, record in _records(data)
        if record and len(record) != expected
    ]
    return problems or [Problem("the rows cannot be told apart", remedy)]


def _open_quotation_mark(data: bytes) -> Problem:
    last = max((row for row, _ in _records(data)), default=1)
    return Problem(
        "a quotation mark opens and does not close; the file may be cut off",
        "get the whole file, or close the quotation mark",
        last,
    )
