"""Rate tables in a wrong encoding or a wrong shape."""

from __future__ import annotations

from tests.malformed.file import Malformed, binary, csv
from tests.rate_tables import HEADER, cells_csv, rate_csv

UMLAUT = rate_csv({"area_name": "Universitätsklinik"})
QUOTES = rate_csv({"area_name": "“First” ward"})
RATES = rate_csv()


def _million_columns() -> bytes:
    return (",".join(f"c{n}" for n in range(10**6)) + "\n" + "," * (10**6 - 1) + "\n").encode()


def _million_cells_in_a_row() -> bytes:
    return f"{RATES}{',' * 10**6}\n".encode()


def _giant_cell() -> bytes:
    return cells_csv(area_name="x" * 5_000_000).encode()


def _cut_inside_a_letter() -> bytes:
    data = UMLAUT.encode()
    return data[: data.index(b"\xc3") + 1]


def _header_twice() -> str:
    header, row, _ = cells_csv(remark="1").split("\n")
    return f"{header}\n{row}\n{HEADER}\n"


NOT_UTF_8 = "a byte that is not UTF-8 (value"
NO_TABLE = ".csv:1: not a rate table: the column"

ENCODINGS: list[Malformed] = [
    csv("utf-16-le", UMLAUT, "the file is UTF-16", encoding="utf-16"),
    binary("utf-16-be", lambda: b"\xfe\xff" + UMLAUT.encode("utf-16-be"), ": the file is UTF-16"),
    csv("utf-16-without-mark", UMLAUT, ".csv:1: a null byte", encoding="utf-16-le"),
    csv("latin-1", UMLAUT, f".csv:2: {NOT_UTF_8} e4)", encoding="latin-1"),
    csv("cp1252", QUOTES, f".csv:2: {NOT_UTF_8} 93)", encoding="cp1252"),
    csv("null-byte", cells_csv(area_name="First\0ward"), ".csv:2: a null byte"),
    csv("macintosh-line-ends", RATES.replace("\n", "\r"), "the rows end with carriage returns"),
    binary("cut-inside-a-letter", _cut_inside_a_letter, f".csv:2: {NOT_UTF_8} c3)"),
]

SHAPES: list[Malformed] = [
    csv("empty", "", "the file is empty"),
    csv("only-a-mark", "\ufeff", "the file is empty"),
    csv("only-blank-lines", "\n \r\n\t\n", "the file is empty"),
    csv("header-only", HEADER, "the table has no rows"),
    csv(
        "missing-column",
        RATES.replace("status", "state", 1),
        f"{NO_TABLE} status is missing; found indicator, area_type",
    ),
    csv("other-table", "name,age\nx,3\n", "found name, age"),
    csv("no-header", RATES.split("\n", 1)[1], f"{NO_TABLE}s indicator, area_type"),
    csv("header-twice", _header_twice(), ".csv:3: 12 cells where the header has 13"),
    csv(
        "same-name-twice",
        cells_csv(extra="1").replace("extra", "source"),
        ".csv:1:source: two columns have the same name",
    ),
    csv("cut-in-a-row", cells_csv()[:-20], ".csv:2: 9 cells where the header has 12"),
    csv(
        "cut-in-quotation-marks",
        f'{HEADER}\nxx-test,facility,F1,"First, wa',
        ".csv:2: a quotation mark opens and does not close",
    ),
    csv("ragged-row", f"{cells_csv()}a,b,c\n", ".csv:3: 3 cells where the header has 12"),
    csv(
        "comma-without-quotation-marks",
        cells_csv(area_name="Tees, Esk"),
        ".csv:2: 13 cells where the header has 12",
    ),
    csv("semicolons", RATES.replace(",", ";"), ".csv:1: the columns are separated by semicolons"),
    csv("tabs", RATES.replace(",", "\t"), ".csv:1: the columns are separated by tabs"),
    csv("bars", RATES.replace(",", "|"), ".csv:1: the columns are separated by bars"),
    binary("million-columns", _million_columns, ".csv:1: 1,000,000 columns"),
    binary(
        "million-cells-in-a-row",
        _million_cells_in_a_row,
        ".csv:3: 1,000,001 cells where the header has 17",
    ),
    binary(
        "giant-cell",
        _giant_cell,
        ".csv:2:area_name: a cell of 5,000,000 characters",
    ),
    binary("giant-header", lambda: b"x" * 5_000_000 + b",b,c\n1,2,3\n", "found xxxx"),
    binary("no-line-breaks", lambda: b"x" * 3_000_000, "not a rate table"),
]
