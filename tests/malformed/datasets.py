"""Dataset folders that cannot be used: the files of each, and the one line that is said."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

WARDS = "ward_id,facility_id,name\nw1,f1,Ward\n"
PLACES = {"wards.csv": WARDS}


def _parquet(**columns: pa.Array) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _measures(cells: str, header: str = "measure_id,person_id,kind,started_at,end_state") -> bytes:
    return f"{header}\n{cells}\n".encode()


SOUND = "m1,p1,seclusion,2026-03-01T10:00:00+01:00,running"

#: name → (file → bytes, what the line says after the folder)
DATASETS: dict[str, tuple[dict[str, bytes], str]] = {
    "empty": ({}, ": no table of the dataset is in this folder: name the files"),
    "other-files": ({"notes.txt": b"x"}, ": no table of the dataset is in this folder"),
    "rate-table-inside": ({"rates.csv": b"a,b\n1,2\n"}, ": no table of the dataset"),
    "twice": (
        {"wards.csv": WARDS.encode(), "wards.parquet": b""},
        "/wards.parquet: the table wards is there twice, as CSV and as Parquet: keep one",
    ),
    "no-parquet": ({"wards.parquet": b"PK"}, "/wards.parquet: this is not a Parquet file"),
    "parquet-as-csv": ({"wards.csv": b"PAR1"}, "/wards.csv: this is a Parquet file, not CSV"),
    "empty-file": ({"wards.csv": b""}, "/wards.csv: the file is empty"),
    "column-missing": (
        {"wards.csv": b"ward_id,name\nw1,Ward\n"},
        "/wards.csv:1: not the table wards: the column facility_id is missing; found ward_id, name",
    ),
    "column-twice": (
        {"wards.csv": b"ward_id,facility_id,name,name\nw1,f1,W,W\n"},
        "/wards.csv:1:name: two columns have the same name",
    ),
    "short-row": (
        {"wards.csv": b"ward_id,facility_id,name\nw1,f1\n"},
        "/wards.csv:2: 2 cells where the header has 3",
    ),
    "not-utf-8": ({"wards.csv": WARDS.encode() + b"w2,f1,\xff\n"}, "/wards.csv:3: a byte that is"),
    "24-o-clock": (
        {"measures.csv": _measures(SOUND.replace("T10", "T24"))},
        "/measures.csv:2:started_at: not a moment (value 2026-03-01T24:00:00+01:00)",
    ),
    "day-first": (
        {"measures.csv": _measures(SOUND.replace("2026-03-01", "01.03.2026"))},
        "/measures.csv:2:started_at: not a moment (value 01.03.2026T10:00:00+01:00)",
    ),
    "naive": (
        {"measures.csv": _measures(SOUND.replace("+01:00", ""))},
        "/measures.csv:2:started_at: a moment without its offset from UTC (value 2026-03-01T10",
    ),
    "terminal-escape": (
        {"measures.csv": _measures(SOUND.replace("seclusion", "\x1b[2J"))},
        "/measures.csv:2:kind: not a code of the list 'Kind of coercive measure' (value \\x1b[2J)",
    ),
    "blank-lines-are-counted": (
        {"measures.csv": _measures(f"\n\n{SOUND.replace('running', 'x')}")},
        "/measures.csv:4:end_state: not a code of the list",
    ),
    "naive-parquet": (
        {"statements.parquet": _parquet(
            ward_id=pa.array(["w1"]), period_start=pa.array([0], pa.date32()),
            period_end=pa.array([31], pa.date32()), kind=pa.array(["all"]),
            statement=pa.array(["complete"]), stated_at=pa.array([0], pa.timestamp("s")))},
        "/statements.parquet:2:stated_at: a moment without its offset from UTC (value 1970-01-01",
    ),
    "fraction-parquet": (
        {"statements.parquet": _parquet(
            ward_id=pa.array(["w1"]), period_start=pa.array([0], pa.date32()),
            period_end=pa.array([31], pa.date32()), kind=pa.array(["all"]),
            statement=pa.array(["complete"]), stated_at=pa.array([1], pa.timestamp("ms", "UTC")))},
        "/statements.parquet:2:stated_at: a moment with parts of a second (value 1970-01-01",
    ),
    "a-list-parquet": (
        {"wards.parquet": _parquet(
            ward_id=pa.array([["w1"]]), facility_id=pa.array(["f1"]), name=pa.array(["W"]))},
        "/wards.parquet:ward_id: the column has the type list",
    ),
    "half-a-bed-parquet": (
        {"ward_beds.parquet": _parquet(
            ward_id=pa.array(["w1"]), beds=pa.array([1.5]), valid_from=pa.array([0], pa.date32()))},
        "/ward_beds.parquet:2:beds: not a whole number (value 1.5)",
    ),
}  # fmt: skip
