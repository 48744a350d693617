"""What the law asks of a measure that goes on, as the board and the measure's page say it.

Time counts up. A limit is not shown before it is passed: it would become an allowance. Red is only
what is overdue under a rule that was read in its source and signed by a lawyer of the service.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from openward.law.obligation import Obligation
from openward.law.rule import Rule
from openward.law.standing import LENGTHS
from openward_web.law.selectors import laws

#: Said on the law page only: no clock follows them, or they are about the service as a whole.
NOT_ON_A_MEASURE = {"record", "requirement", "retention", "scope", "end_authority"}
DONE = {"met", "late"}
NOT_CHECKED = "not checked by a lawyer"


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of the service. is_red: overdue, read in its source, and signed."""

    words: str
    due_at: datetime | None
    status: str
    is_overdue: bool
    is_red: bool
    is_checked: bool
    source: str
    why: str


def duties(rows: Iterable[Obligation], now: datetime) -> list[Duty]:
    """What is still to be done, or was not: overdue first, then by the moment due."""
    found = [_duty(row, now) for row in rows if _is_shown(row, now)]
    return sorted(found, key=lambda d: (not d.is_overdue, d.due_at is None, d.due_at or now))


def next_duty(found: Sequence[Duty]) -> Duty | None:
    """The one that stands on the board: overdue, or next with a moment."""
    return next((duty for duty in found if duty.due_at), None)


def _is_shown(row: Obligation, now: datetime) -> bool:
    if row.status in DONE or row.type in NOT_ON_A_MEASURE:
        return False
    if row.type in LENGTHS:
        return row.status in {"breach", "missed"} or (row.due_at is not None and row.due_at < now)
    return True


def _duty(row: Obligation, now: datetime) -> Duty:
    overdue = row.status in {"missed", "breach"} or (
        row.due_at is not None and row.due_at < now and row.met_at is None
    )
    checked = row.verified and row.signed
    return Duty(
        words=words_of(row),
        due_at=row.due_at,
        status=row.status,
        is_overdue=overdue,
        is_red=overdue and checked,
        is_checked=checked,
        source=row.source,
        why=why_words(row),
    )


def why_words(row: Obligation) -> str:
    """Why it stands so; that no lawyer has checked it is said once, elsewhere."""
    return "; ".join(part for part in row.why.split("; ") if part != NOT_CHECKED)


def words_of(row: Obligation) -> str:
    """The rule of a duty in the words of its file."""
    rule = _rule(row)
    if rule is None:
        return _("No rule of this place is known to us. That does not mean that nothing is asked.")
    return rule.words


def _rule(row: Obligation) -> Rule | None:
    law = laws().get(row.jurisdiction)
    return next((rule for rule in law.rules if rule.id == row.rule_id), None) if law else None
