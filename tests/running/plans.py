"""What the database means to read for a query."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection

LARGE = "measures|incidents|observations|orders|reviews|review_people|notices|court_decisions"
WHOLE = re.compile(rf"\b(?:SCAN|Seq Scan on) (?:{LARGE})\b")


def reading_whole(asked: Iterable[str]) -> list[str]:
    """The queries that read one of the large tables from end to end."""
    return [sql for sql in asked if sql.startswith("SELECT") and WHOLE.search(plan(sql))]


def plan(sql: str) -> str:
    """The plan of a query as its lines."""
    words = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(words + sql)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
