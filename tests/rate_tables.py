"""Small rate tables for tests: one valid row, and what differs from it."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from openward.rates.files import csv_text
from openward.rates.schema import REQUIRED_COLUMNS, table_from_rows


def rate_row(**changes: object) -> dict[str, object]:
    """A valid reported row of one facility in January 2022, with these cells instead."""
    row: dict[str, object] = {
        "indicator": "xx-test", "area_type": "facility", "area_id": "F1", "area_name": "First",
        "period_start": date(2022, 1, 1), "period_end": date(2022, 2, 1), "stratum": "",
        "numerator": 3.0, "denominator": 1000.0, "multiplier": 1000.0, "status": "reported",
        "source": "test", "rounded_to": None, "definition": "v1", "country": "XX",
        "region": "XX-A", "numerator_unit": "hours",
    }  # fmt: skip
    return {**row, **changes}


def absent_row(status: str, **changes: object) -> dict[str, object]:
    """A row without a number."""
    return rate_row(numerator=None, status=status, **changes)


def rate_table(*changes: dict[str, object]) -> pa.Table:
    """One valid row per dictionary of changes."""
    return table_from_rows([rate_row(**change) for change in changes])


HEADER = ",".join(REQUIRED_COLUMNS)


def rate_csv(*changes: dict[str, object]) -> str:
    """The text of a valid file; one row when no changes are given."""
    return csv_text(rate_table(*(changes or ({},))))


def cells_csv(**cells: str) -> str:
    """A file of the required columns and one row, in which these cells are as written here."""
    row = {
        "indicator": "xx-test", "area_type": "facility", "area_id": "F1", "area_name": "First",
        "period_start": "2022-01-01", "period_end": "2022-02-01", "stratum": "",
        "numerator": "3", "denominator": "1000", "multiplier": "1000", "status": "reported",
        "source": "test",
    } | cells  # fmt: skip
    return f"{','.join(row)}\n{','.join(row.values())}\n"
