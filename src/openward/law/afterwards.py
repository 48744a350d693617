"""Rules on what follows: the talk afterwards, and what must be written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from openward.law.case import Case, Force
from openward.law.notices import due_after
from openward.law.obligation import Owed
from openward.law.rule import Rule
from openward.law.triggers import at_end
from openward.law.working_days import Days

EMPTY = (None, "not_recorded")


def debrief(rule: Rule, case: Case, force: Force, days: Days) -> Iterator[Owed]:
    """One row, from the end of the measure on; for a dose, from its start."""
    for opening in at_end(case):
        ended = opening.moment
        if opening.missing:
            yield from opening.unknown_under(force)
        elif force.holds_at(ended):
            yield Owed(ended, due_after(rule, ended, days), _talked(rule, case, ended))


def _talked(rule: Rule, case: Case, ended: datetime) -> datetime | None:
    held = {d.debrief_id: d.held_at for d in case.context.debriefs if d.whose == rule.whose}
    moments = [moment for moment in held.values() if moment]
    if rule.offer_is_enough:
        offers = case.context.debrief_offers
        moments += [offer.offered_at for offer in offers if offer.debrief_id in held]
    return min((m for m in moments if ended <= m <= case.as_of), default=None)


def record(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    """One row: written in time, with every field that the dataset holds filled."""
    if not force.holds_at(case.start):
        return
    measure = case.measure
    asked = [name for name in rule.fields if hasattr(measure, name)]
    empty = [name for name in asked if getattr(measure, name) in EMPTY]
    written = measure.recorded_at
    known = written if written is not None and written <= case.as_of and not empty else None
    due = case.start + rule.within if rule.within else None
    yield Owed(case.start, due, known, why=f"not recorded: {', '.join(empty)}" if empty else "")
