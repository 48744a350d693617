"""Rules on telling somebody: a court, an authority, a relative; and the person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta

from openward.law.case import Case, Force
from openward.law.lengths import end_missing, passed_at
from openward.law.obligation import Owed
from openward.law.rule import Rule, Trigger
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
    trigger = rule.trigger or Trigger("start")
    if trigger.anchor == "end" and end_is_lost(case, force):
        yield Owed(case.start, None, None, "unknown", "the end was not recorded")
    if trigger.anchor == "cumulative" and _sum_unknown(rule, case, trigger):
        why = "the end of an earlier measure was not recorded"
        yield Owed(case.start, None, None, "unknown", why)
    if trigger.anchor == "count" and force.holds_at(case.start):
        least, most = _counted(rule, case)
        if least < most and isinstance(trigger.at, int) and least <= trigger.at <= most:
            yield Owed(case.start, None, None, "unknown", "a stay was not recorded")
    for moment in _moments(rule, case, trigger):
        if force.holds_at(moment):
            yield _row(rule, case, days, moment, trigger.anchor, rule.to)


def inform_person(rule: Rule, case: Case, force: Force, days: Days) -> Iterator[Owed]:
    """A row for the start, for each review, and for the end, as the rule says."""
    for when in rule.when:
        if when == "end" and end_is_lost(case, force):
            yield Owed(case.start, None, None, "unknown", "the end was not recorded")
        for moment in _times_to_inform(when, case):
            if force.holds_at(moment):
                yield _row(rule, case, days, moment, when, ("person",))


def end_is_lost(case: Case, force: Force) -> bool:
    """Whether the rule may have held at an end that nobody wrote down."""
    return case.lost and force.from_at <= case.as_of and force.to_at > case.until


def _sum_unknown(rule: Rule, case: Case, trigger: Trigger) -> bool:
    if case.is_point or _moments(rule, case, trigger):
        return False
    return end_missing(rule.kinds, case)


def due_after(rule: Rule, moment: datetime, days: Days) -> datetime | None:
    """When what begins at the moment is due; None where the law gives no figure."""
    if rule.within is not None:
        return moment + rule.within
    if rule.within_working_days is not None:
        return days.end_of_working_day(moment, rule.within_working_days)
    return None


def _row(  # noqa: PLR0913, PLR0917
    rule: Rule, case: Case, days: Days, moment: datetime, anchor: str, to: Collection[str]
) -> Owed:
    # Of the start somebody may be told beforehand; of nothing else before it happened.
    told = _told(case, anchor, to, rule.received, None if anchor == "start" else moment)
    return Owed(moment, due_after(rule, moment, days), told)


def _told(
    case: Case, anchor: str, to: Collection[str], received: bool, since: datetime | None
) -> datetime | None:
    moments = [
        notice.received_at if received else notice.sent_at
        for notice in case.context.notices
        if notice.to in to and (notice.about is None or notice.about in ABOUT[anchor])
    ]
    known = [m for m in moments if m and m <= case.as_of and (since is None or m >= since)]
    return min(known, default=None)


def _times_to_inform(when: str, case: Case) -> list[datetime]:
    if when == "check":
        return [r.done_at for r in case.reviews if r.done_at and _going_on(case, r.done_at)]
    return _at_start(case) if when == "start" else _at_end(case)


def _moments(rule: Rule, case: Case, trigger: Trigger) -> list[datetime]:
    if trigger.anchor == "count":
        return _at_count(rule, case, trigger)
    if trigger.anchor == "cumulative" and isinstance(trigger.at, timedelta):
        due = passed_at(rule.kinds, case, trigger.at, trigger.gap, trigger.window)
        return [due] if _reached(case, due) else []
    if trigger.anchor == "elapsed" and isinstance(trigger.at, timedelta):
        due = case.start + trigger.at
        return [due] if _reached(case, due) else []
    return _PLAIN[trigger.anchor](case)


def _at_start(case: Case) -> list[datetime]:
    return [case.start]


def _at_end(case: Case) -> list[datetime]:
    if case.is_point:
        return [case.start]
    return [case.end] if case.end is not None else []


def _at_deaths(case: Case) -> list[datetime]:
    return sorted(d.died_at for d in case.context.deaths if d.died_at <= case.as_of)


def extensions(case: Case) -> list[datetime]:
    """The moments of later orders and renewals."""
    first = next((o for o in case.orders if o.kind != "renewal"), None)
    return [
        order.made_at
        for order in case.orders
        if order.kind in ("order", "renewal")
        and order is not first
        and order.made_at > case.start
        and _going_on(case, order.made_at)
    ]


def _at_count(rule: Rule, case: Case, trigger: Trigger) -> list[datetime]:
    """The start of this measure, where it is the n-th of its admission."""
    least, most = _counted(rule, case)
    return [case.start] if least == most == trigger.at else []


def _counted(rule: Rule, case: Case) -> tuple[int, int]:
    """Which measure of its admission this is, at least and at most: stays may be missing."""
    mine = _admission(case, case.measure.stay_id)
    theirs = [_admission(case, other.stay_id) for other in case.others(rule.kinds)]
    same = sum(mine is not None and admission == mine for admission in theirs)
    unsure = sum(mine is None or admission is None for admission in theirs)
    return same + 1, same + unsure + 1


def _admission(case: Case, stay_id: str | None) -> str | None:
    return None if stay_id is None else case.context.admission_of.get(stay_id, stay_id)


def _going_on(case: Case, moment: datetime) -> bool:
    return case.start <= moment and (moment < case.end if case.end else moment <= case.until)


def _reached(case: Case, moment: datetime) -> bool:
    """Whether the measure still went on then; a limit that is only touched is not passed."""
    return not case.is_point and _going_on(case, moment)


_PLAIN: dict[str, Callable[[Case], list[datetime]]] = {
    "start": _at_start,
    "end": _at_end,
    "death": _at_deaths,
    "extension": extensions,
}
