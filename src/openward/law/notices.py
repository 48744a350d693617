"""Rules on telling somebody: a court, an authority, a relative; and the person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from openward.law.case import Case, Force
from openward.law.obligation import Owed
from openward.law.rule import EVER, Rule, Trigger
from openward.law.triggers import PLAIN, Opening, openings
from openward.law.working_days import Days

#: What a notice may be about, for each trigger; a notice that does not say counts for each.
ABOUT = {
    "start": ("start",),
    "end": ("end",),
    "check": ("check",),
    "elapsed": ("total", "extension"),
    "cumulative": ("total", "extension"),
    "count": ("count",),
    "death": ("death",),
    "extension": ("extension",),
}


def notify(rule: Rule, case: Case, force: Force, days: Days) -> Iterator[Owed]:
    """A row for each time that the rule's trigger was reached."""
    anchor = (rule.trigger or Trigger("start")).anchor
    yield from _rows(rule, case, force, days, [(anchor, each) for each in openings(rule, case)])


def inform_person(rule: Rule, case: Case, force: Force, days: Days) -> Iterator[Owed]:
    """A row for the start, for each review, and for the end, as the rule says."""
    opened = [(when, each) for when in rule.when for each in PLAIN[when](case)]
    yield from _rows(rule, case, force, days, opened)


def due_after(rule: Rule, moment: datetime, days: Days) -> datetime | None:
    """When what begins at the moment is due; None where the law gives no figure."""
    if rule.within is not None:
        return moment + rule.within
    if rule.within_working_days is not None:
        return days.end_of_working_day(moment, rule.within_working_days)
    return None


def _rows(
    rule: Rule, case: Case, force: Force, days: Days, opened: Iterable[tuple[str, Opening]]
) -> Iterator[Owed]:
    for anchor, opening in opened:
        moment = opening.moment
        if opening.missing:
            yield from opening.unknown_under(force)
        elif force.holds_at(moment):
            # Of the start somebody may be told beforehand; of nothing else before it happened.
            since = EVER if anchor == "start" else moment
            yield Owed(moment, due_after(rule, moment, days), _told(rule, case, anchor, since))


def _told(rule: Rule, case: Case, anchor: str, since: datetime) -> datetime | None:
    to = rule.to or ("person",)
    moments = [
        notice.received_at if rule.received else notice.sent_at
        for notice in case.context.notices
        if notice.to in to and (notice.about is None or notice.about in ABOUT[anchor])
    ]
    return min((m for m in moments if m and since <= m <= case.as_of), default=None)
