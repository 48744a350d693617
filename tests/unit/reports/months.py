"""Months of one ward for the tests of reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from openward.rates.schema import table_from_rows
from tests.rate_tables import rate_row

PLAIN: dict[str, object] = {
    "area_type": "ward", "area_id": "W1", "area_name": "Birch", "denominator": 600.0,
    "numerator_unit": "count",
}  # fmt: skip


def month(number: int) -> tuple[date, date]:
    """The month so many after December 2020, half-open."""
    starts = [date(2021 + (n - 1) // 12, (n - 1) % 12 + 1, 1) for n in (number, number + 1)]
    return starts[0], starts[1]


def rows(numbers: Sequence[float | str], **changes: object) -> list[dict[str, object]]:
    """One row a month from January 2021; a text in place of a number is its status."""
    found = []
    for index, number in enumerate(numbers, 1):
        start, end = month(index)
        when = {"period_start": start, "period_end": end}
        silent = {"numerator": None, "denominator": None, "status": number}
        said = silent if isinstance(number, str) else {"numerator": float(number)}
        found.append(rate_row(**{**PLAIN, **changes, **when, **said}))
    return found


def series(numbers: Sequence[float | str], **changes: object) -> pa.Table:
    """The same as a rate table."""
    return table_from_rows(rows(numbers, **changes))
