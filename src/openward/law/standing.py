"""How a duty stands: done in time, late, missed, open; and when that is a breach."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from openward.law.case import Case
from openward.law.obligation import Owed
from openward.law.rule import LENGTHS, LIMITS, Rule

#: Types that ask something of each moment of a measure.
WHILE_IT_LASTS = (*LENGTHS, "prohibited", "observe", "review")
#: Words without a number that, for these types, no single act fulfils.
NEVER_DONE = ("short", "regularly", "no_number")
MISSING = ("missed", "late", "open", "breach")


def status_of(rule: Rule, row: Owed, case: Case) -> str:
    status = row.status or _by_time(row, case.as_of)
    endless = rule.type in WHILE_IT_LASTS and rule.qualitative in NEVER_DONE
    if status == "met" and row.due_at is None and endless:
        status = "open"
    return "breach" if status in ("late", "missed") and rule.can_be_breached else status


def _by_time(row: Owed, as_of: datetime) -> str:
    if row.met_at is not None:
        return "late" if row.due_at is not None and row.met_at > row.due_at else "met"
    if row.due_at is None:
        return "open"
    return "missed" if as_of > row.due_at else "due"


def softened(rule: Rule, status: str, found: Mapping[str, list[tuple[Rule, Owed, str]]]) -> str:
    """A soft limit passed is kept when the duties that the law asks then were done."""
    if (
        rule.effect != "soft"
        or rule.type not in LIMITS
        or status not in ("breach", "late", "missed")
    ):
        return status
    duties = [judged for other in rule.unless for _, _, judged in found.get(other, [])]
    if not duties or any(judged in MISSING for judged in duties):
        return status
    return "unknown" if "unknown" in duties else "met"


def why_of(rule: Rule, row: Owed, status: str) -> str:
    unchecked = "" if rule.verified and rule.signed else "not checked by a lawyer"
    passed = status == "met" and row.due_at and row.met_at and row.met_at > row.due_at
    if not row.why and not passed:
        return unchecked
    kept = "passed, and the duties that the law asks then were done" if passed else ""
    return "; ".join(part for part in (row.why, kept, unchecked) if part)
