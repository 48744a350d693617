"""From a rate table to the table that may leave the ward team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from openward.disclosure.cells import cells_of
from openward.disclosure.policy import Policy, linked_indicators
from openward.disclosure.primary import small
from openward.rates.schema import SUPPRESSED


@dataclass(frozen=True, slots=True)
class Published:
    """A table that may be published, and what it cost.

    reasons: how many rows were hidden, by reason.
    """

    table: pa.Table
    reasons: Counter[str]


def publish(table: pa.Table, policy: Policy) -> Published:
    """Hide what is small, and what would give it away."""
    cells, rows = cells_of(table)
    reasons = small(cells, policy, linked_indicators())
    hidden = [row for row, reason in zip(rows, reasons, strict=True) if reason]
    return Published(without_numbers(table, hidden), Counter(filter(None, reasons)))


def without_numbers(table: pa.Table, hidden: Sequence[int]) -> pa.Table:
    """The table with these rows suppressed: numerator, denominator and rounding together."""
    rows = table.to_pylist()
    for index in hidden:
        rows[index] |= {
            "status": SUPPRESSED, "numerator": None, "denominator": None, "rounded_to": None
        }  # fmt: skip
    return pa.Table.from_pylist(rows, schema=table.schema)
