"""What the law asks about one measure: what was owed, when it was due, and whether it was done."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

STATUSES = ("met", "late", "missed", "due", "open", "breach", "unknown")
#: Why something is not known.
END_LOST = "the end was not recorded"
EARLIER_END_LOST = "the end of an earlier measure was not recorded"
AS_COUNTED, ALTERNATIVE = "as_counted", "alternative"


class Owed(NamedTuple):
    """One duty under one rule, before it is judged. status is given only where it is decided."""

    opened_at: datetime
    due_at: datetime | None = None
    met_at: datetime | None = None
    status: str | None = None
    why: str = ""
    order_id: str | None = None
    reading: str = AS_COUNTED


class Obligation(NamedTuple):
    """One row of `openward law check`; the contract's columns. Moments are in UTC."""

    obligation_id: str
    measure_id: str
    order_id: str | None
    stay_id: str | None
    jurisdiction: str
    rule_id: str
    type: str
    opened_at: datetime
    due_at: datetime | None
    met_at: datetime | None
    status: str
    reading: str
    force: str
    source: str
    verified: bool
    signed: bool
    why: str
