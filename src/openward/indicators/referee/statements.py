"""Whether a ward has said that a period is complete: only then is nothing a zero."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openward.indicators.referee.clock import Period, days_between
from openward.indicators.referee.register import Register

SAID = ("complete", "none_happened")


def open_days(register: Register, ward: str, period: Period) -> list[date]:
    """The days of the period on which the ward is open."""
    row = register.wards[ward]
    opened, closed = row.get("opened_on"), row.get("closed_on")
    return [
        day for day in days_between(period.start, period.end)
        if (opened is None or opened <= day) and (closed is None or day < closed)
    ]  # fmt: skip


def is_stated(register: Register, ward: str, kinds: Sequence[str], period: Period) -> bool:
    """Whether, for each of the kinds, every open day is covered by a statement."""
    days = open_days(register, ward, period)
    return bool(days) and all(days_stated(register, ward, kind, days) for kind in kinds)


def days_stated(register: Register, ward: str, kind: str, days: Sequence[date]) -> bool:
    """Whether each of the days is covered for this kind."""
    spans = [
        (row["period_start"], row["period_end"]) for row in register.statements.get(ward, ())
        if row["statement"] in SAID and row["kind"] in ("all", kind)
    ]  # fmt: skip
    return all(any(start <= day < end for start, end in spans) for day in days)
