"""Rows of a large register, made by the database itself and not by entries of the ledger.

A million incidents with a measure each, of 20,000 people on 60 wards, and what hangs on a measure.
"""

from __future__ import annotations

from django.db import connection

MEASURES, PEOPLE, WARDS = 1_000_000, 20_000, 60
#: Where the keys of tests.web.names begin: the wards 201 to 203 and the people 1001 to 1006 exist.
FIRST_WARD, FIRST_PERSON = 201, 1001
SERIES = "WITH RECURSIVE s(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n < {last}) "
WARD, PERSON = f"{FIRST_WARD} + n % {WARDS}", f"{FIRST_PERSON} + n % {PEOPLE}"
#: An incident and its measure have the same number, above all others.
KEY = "100000000 + n"


def key(number: str) -> str:
    """The SQL of an identifier from a number."""
    if connection.vendor == "sqlite":
        return f"printf('%032x', {number})"
    return f"lpad(to_hex(({number})::int), 32, '0')::uuid"


def moment(minutes_later: int) -> str:
    """The SQL of the moment when the measure `n` had gone on so long; one every four minutes."""
    seconds = f"1500000000 + n * 240 + {minutes_later * 60}"
    if connection.vendor == "sqlite":
        return f"datetime({seconds}, 'unixepoch')"
    return f"to_timestamp({seconds})"


def columns() -> dict[str, dict[str, str]]:
    """The columns of each table, as SQL over `n`."""
    mine = {"measure_id": key(KEY)}
    return {
        "incidents": {
            "incident_id": key(KEY), "person_id": key(PERSON), "ward_id": key(WARD),
            "started_at": moment(0), "ended_at": moment(95),
            "staff_account": "''", "written_from": "''",
        },
        "measures": mine | {
            "incident_id": key(KEY), "person_id": key(PERSON), "ward_id": key(WARD),
            "kind": "'seclusion'", "started_at": moment(0), "ended_at": moment(90),
            "end_state": "'ended'",
        },
        "observations": mine | {"observation_id": key(KEY), "started_at": moment(20)},
        "orders": mine | {"order_id": key(KEY), "kind": "'order'", "made_at": moment(2)},
        "reviews": mine | {"review_id": key(KEY), "done_at": moment(60)},
        "review_people": {"row_id": key(KEY), "review_id": key(KEY), "role": "'psychiatrist'"},
        "notices": mine | {"notice_id": key(KEY), '"to"': "'family'", "sent_at": moment(30)},
        "court_decisions": mine | {"decision_id": key(KEY), "asked_at": moment(40)},
    }  # fmt: skip


def load() -> None:
    """Put the rows in, and let the database count them for its plans."""
    with connection.cursor() as cursor:
        fill("persons", {"person_id": key("n")}, FIRST_PERSON + 6, FIRST_PERSON + PEOPLE - 1)
        facility = {"facility_id": key("101"), "name": "'Ward'", "kind": "'acute'",
                    "local_code": "''"}  # fmt: skip
        fill("wards", {"ward_id": key("n")} | facility, FIRST_WARD + 3, FIRST_WARD + WARDS - 1)
        for table, made in columns().items():
            fill(table, made, 1, MEASURES)
        cursor.execute("ANALYZE")


def fill(table: str, made: dict[str, str], first: int, last: int) -> None:
    """Insert a row for every number from first to last, of the SQL of its columns."""
    names, values = ", ".join(made), ", ".join(made.values())
    series = SERIES.format(first=first, last=last)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) {series} SELECT {values} FROM s")  # noqa: S608
