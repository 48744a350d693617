"""Files of another kind under the name of a table, and Parquet that cannot be used."""

from __future__ import annotations

import gzip
import io
import sqlite3
import struct
import zipfile
import zlib

import pyarrow as pa
import pyarrow.parquet as pq

from tests.malformed.file import Malformed, binary, csv
from tests.rate_tables import rate_csv, rate_table


def zip_of(name: str) -> bytes:
    """A ZIP archive that holds one file of this name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, rate_csv())
    return out.getvalue()


def _parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _damaged_parquet() -> bytes:
    data = _parquet(rate_table({}))
    return data[:4] + b"\xff" * 200 + data[204:]


def _nested_numbers() -> pa.Table:
    return rate_table({}).set_column(7, "numerator", pa.array([[1.0]]))


def _sqlite() -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE rates (indicator)")
    data = database.serialize()
    database.close()
    return data


def _png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0")
    chunks = (chunk(b"IHDR", size), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
ZIP = "this is a ZIP archive or an Excel workbook, not CSV text"
NO_PARQUET = "this is not a Parquet file"

OTHER_FILES: list[Malformed] = [
    binary("zip", lambda: zip_of("rates.csv"), ZIP),
    binary("excel", lambda: zip_of("xl/workbook.xml"), ZIP),
    binary("old-excel", lambda: OLD_EXCEL, "this is an old Excel workbook"),
    binary("empty-zip", lambda: b"PK\x05\x06" + bytes(18), "this is an empty ZIP archive"),
    binary("gzip", lambda: gzip.compress(rate_csv().encode()), "this is a gzip archive"),
    binary("pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "this is a PDF document"),
    binary("png", _png, "this is a PNG picture"),
    binary("sqlite", _sqlite, "this is an SQLite database"),
    binary("parquet-named-csv", lambda: _parquet(rate_table({})), "this is a Parquet file"),
    csv("html-error-page", "\n<!DOCTYPE html><title>404</title>\n", "this is a web page or XML"),
    csv("json", '{"rates": [1, 2]}', "this is JSON"),
    binary("csv-named-parquet", lambda: rate_csv().encode(), NO_PARQUET, ".parquet"),
    binary("cut-parquet", lambda: _parquet(rate_table({}))[:-40], NO_PARQUET, ".parquet"),
    binary("empty-parquet", lambda: b"", NO_PARQUET, ".parquet"),
    binary("damaged-parquet", _damaged_parquet, NO_PARQUET, ".parquet"),
    binary(
        "parquet-without-rows",
        lambda: _parquet(rate_table({}).slice(1)),
        "the table has no rows",
        ".parquet",
    ),
    binary(
        "parquet-of-something-else",
        lambda: _parquet(pa.table({"a": [1]})),
        "not a rate table",
        ".parquet",
    ),
    binary(
        "parquet-with-nested-numbers",
        lambda: _parquet(_nested_numbers()),
        "a column has another type",
        ".parquet",
    ),
    binary(
        "parquet-with-a-negative",
        lambda: _parquet(rate_table({"numerator": -1.0})),
        ".parquet:1:numerator: not a number of 0 or more (value -1)",
        ".parquet",
    ),
]
