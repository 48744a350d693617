"""Made-up months of one ward for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pyarrow as pa

from tests.rate_tables import rate_table


def monthly(counts: Iterable[float | None], **changes: object) -> pa.Table:
    """One row a month from January 2021; None is a month that was not reported."""
    rows = []
    for number, count in enumerate(counts):
        start, end = (date(2021 + k // 12, k % 12 + 1, 1) for k in (number, number + 1))
        status = "not_reported" if count is None else "reported"
        rows.append({"period_start": start, "period_end": end, "numerator": count,
                     "status": status, "numerator_unit": "count", **changes})  # fmt: skip
    return rate_table(*rows)
