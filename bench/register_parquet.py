"""A register of any size as Parquet files: random, but like one in its proportions.

Written by DuckDB from row numbers and hashes, so that 100 million rows need no memory. The tables
that a rule does not read are left out. 1,000 wards of 100 hospitals in two time zones, ten years.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from openward.register.schema import schema

FIRST, LAST = 1_388_534_400, 1_704_067_200  # 2014-01-01 and 2024-01-01 in UTC
WARDS, HOSPITALS = 1000, 100

#: A number from 0 to `most` that depends on a row's number and on what it is for.
RANDOM = "CREATE MACRO r(i, what, most) AS (hash(i * 31 + what) % most)::BIGINT"
#: Stay number i, so that a measure finds its stay without a join.
STAY = {
    "person_id": "'p' || (r({i}, 1, {persons}))",
    "ward": "r({i}, 2, 1000)",
    "start": f"{FIRST} + r({{i}}, 3, {LAST - FIRST})",
    "length": "3600 * (1 + r({i}, 4, 24 * 40) * r({i}, 5, 100) // 100)",
}
#: By measure: kind by share, and seconds.
KIND = """CASE WHEN k < 35 THEN 'seclusion' WHEN k < 75 THEN 'manual_restraint'
  WHEN k < 90 THEN 'mechanical_restraint' WHEN k < 98 THEN 'chemical_restraint'
  ELSE 'long_term_segregation' END"""
LENGTH = """CASE WHEN k < 35 THEN 600 + r(i, 13, 36000) WHEN k < 75 THEN 30 + r(i, 13, 1500)
  WHEN k < 90 THEN 900 + r(i, 13, 28800) WHEN k < 98 THEN 0 ELSE 86400 + r(i, 13, 864000) END"""


def write(folder: Path, number: int) -> None:
    """So many stays and so many measures, and what belongs to them."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute(RANDOM)
    connection.execute("CREATE MACRO moment(s) AS to_timestamp(s)")
    for name, rows, columns in _tables(number):
        _write(connection, folder / f"{name}.parquet", name, rows, columns)


@dataclass(frozen=True)
class Drawn:
    """SQL of a row's stay, by the number `i` of the row: of stays, and of what is in a stay."""

    number: int

    def stay(self, column: str, i: str = "i") -> str:
        """A column of stay number `i`."""
        return "(" + STAY[column].format(i=i, persons=max(1, self.number // 3)) + ")"

    @property
    def start(self) -> str:
        """When stay i began."""
        return self.stay("start")

    @property
    def ended(self) -> str:
        """When it ended, nothing for one that goes on."""
        end = f"{self.start} + {self.stay('length')}"
        return f"CASE WHEN {end} > {LAST} THEN NULL ELSE moment({end}) END"

    @property
    def of(self) -> str:
        """The stay that something belongs to."""
        return f"r(i, 11, {self.number})"

    @property
    def begun(self) -> str:
        """When something in a stay began."""
        start, length = self.stay("start", self.of), self.stay("length", self.of)
        return f"least({start} + r(i, 12, 1000) * {length} // 1000, {LAST} - 1)"


Made = list[tuple[str, int, dict[str, str]]]


def _tables(number: int) -> Made:
    """Name, number of rows, and SQL by column."""
    drawn = Drawn(number)
    return [*_places(number), *_stays(drawn), *_happened(drawn), *_afterwards(drawn)]


def _places(number: int) -> Made:
    """Places and people."""
    return [
        (
            "facilities",
            HOSPITALS,
            {
                "facility_id": "'f' || i",
                "name": "'Hospital ' || i",
                "country": "'XX'",
                "region": "'XX-' || (i % 4)",
                "kind": "'psychiatric_hospital'",
                "timezone": "CASE WHEN i % 10 = 0 THEN 'Europe/Lisbon' ELSE 'Europe/Madrid' END",
            },
        ),
        (
            "wards",
            WARDS,
            {
                "ward_id": "'w' || i",
                "facility_id": f"'f' || (i % {HOSPITALS})",
                "name": "'Ward ' || i",
            },
        ),
        (
            "persons",
            max(1, number // 3),
            {
                "person_id": "'p' || i",
                "birth_year": "1930 + r(i, 21, 80)",
                "sex": "CASE WHEN r(i, 22, 2) = 0 THEN 'female' ELSE 'male' END",
            },
        ),
        (
            "statements",
            WARDS,
            {
                "ward_id": "'w' || i",
                "period_start": "DATE '2014-01-01'",
                "period_end": "DATE '2024-01-01'",
                "kind": "'all'",
                "statement": "'complete'",
            },
        ),
    ]


def _stays(drawn: Drawn) -> Made:
    """Who was where."""
    return [
        (
            "admissions",
            drawn.number,
            {
                "admission_id": "'a' || i",
                "person_id": drawn.stay("person_id"),
                "facility_id": f"'f' || ({drawn.stay('ward')} % {HOSPITALS})",
                "started_at": f"moment({drawn.start})",
                "ended_at": drawn.ended,
            },
        ),
        (
            "stays",
            drawn.number,
            {
                "stay_id": "'s' || i",
                "admission_id": "'a' || i",
                "person_id": drawn.stay("person_id"),
                "ward_id": f"'w' || {drawn.stay('ward')}",
                "started_at": f"moment({drawn.start})",
                "ended_at": drawn.ended,
            },
        ),
        (
            "leaves",
            drawn.number // 5,
            {
                "leave_id": "'l' || i",
                "stay_id": f"'s' || {drawn.of}",
                "kind": "'home'",
                "started_at": f"moment({drawn.begun})",
                "ended_at": f"moment({drawn.begun} + r(i, 15, 172800))",
            },
        ),
    ]


def _happened(drawn: Drawn) -> Made:
    """What happened."""
    return [
        (
            "incidents",
            drawn.number // 2,
            {
                "incident_id": "'i' || i",
                "person_id": "'p' || r(i, 31, 1000)",
                "ward_id": "'w' || r(i, 2, 1000)",
                "danger_to": "'others'",
                "started_at": f"moment({drawn.start})",
                "ended_at": f"moment({drawn.start} + r(i, 32, 7200))",
            },
        ),
        (
            "measures",
            drawn.number,
            {
                "measure_id": "'m' || i",
                "incident_id": "'i' || (i // 2)",
                "person_id": drawn.stay("person_id", drawn.of),
                "stay_id": f"'s' || {drawn.of}",
                "ward_id": "CASE WHEN i % 50 = 0 THEN NULL "
                f"ELSE 'w' || {drawn.stay('ward', drawn.of)} END",
                "place": "'ward'",
                "kind": KIND,
                "technique": "'supine'",
                "started_at": f"moment({drawn.begun})",
                "ended_at": f"CASE WHEN (k >= 90 AND k < 98) OR i % 100 = 7 THEN NULL"
                f" ELSE moment({drawn.begun} + {LENGTH}) END",
                "end_state": "CASE WHEN k >= 90 AND k < 98 THEN 'point'"
                " WHEN i % 100 = 7 THEN 'not_recorded' ELSE 'ended' END",
                "time_precision": "'second'",
                "injury_person": "'none'",
            },
        ),
        (
            "breaks",
            drawn.number // 20,
            {
                "measure_id": "'m' || (i * 20)",
                "started_at": "moment(0)",
                "ended_at": "moment(1)",
                "reason": "'hygiene'",
            },
        ),
    ]


def _afterwards(drawn: Drawn) -> Made:
    """What was written about it."""
    return [
        ("outcomes", drawn.number // 20, {"incident_id": "'i' || (i * 10)", "kind": "'assault'"}),
        (
            "debriefs",
            drawn.number // 4,
            {"debrief_id": "'d' || i", "incident_id": "'i' || (i * 2)", "whose": "'person'"},
        ),
        (
            "debrief_offers",
            drawn.number // 4,
            {"debrief_id": "'d' || i", "offered_at": f"moment({drawn.start})", "answer": "'no'"},
        ),
        (
            "plans",
            drawn.number // 10,
            {
                "plan_id": "'n' || i",
                "person_id": "'p' || i",
                "started_on": "DATE '2015-01-01'",
                "made": "'with_person'",
            },
        ),
        (
            "orders",
            drawn.number // 2,
            {
                "order_id": "'o' || i",
                "measure_id": "'m' || (i * 2)",
                "kind": "'order'",
                "made_at": f"moment({drawn.start})",
                "valid_until": f"moment({drawn.start} + 14400)",
            },
        ),
        (
            "observations",
            drawn.number,
            {
                "observation_id": "'b' || i",
                "measure_id": "'m' || i",
                "started_at": f"moment({drawn.begun} + 60)",
                "recorded_at": f"moment({drawn.begun} + 120)",
            },
        ),
    ]


def _write(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, rows: int, columns: dict[str, str]
) -> None:
    types = {field.name: SQL[field.type] for field in schema(name)}
    asked = ", ".join(
        f"({columns.get(column, 'NULL')})::{kind} AS {column}" for column, kind in types.items()
    )
    numbers = f"SELECT range AS i, r(range, 14, 100) AS k FROM range({rows})"  # noqa: S608 - ours
    connection.execute(
        f"COPY (SELECT {asked} FROM ({numbers}))"  # noqa: S608 - ours
        f" TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
    )


SQL = {
    pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE", pa.timestamp("s", tz="UTC"): "TIMESTAMPTZ",
}  # fmt: skip

if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
