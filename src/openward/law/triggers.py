"""What opens a duty to tell somebody: a start, an end, a length, a sum, a number, a death."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from openward.law.case import Case, Force
from openward.law.lengths import end_missing, passed_at
from openward.law.obligation import EARLIER_END_LOST, END_LOST, Owed
from openward.law.rule import Rule, Trigger


class Opening(NamedTuple):
    """When a duty opens. missing: what is not known, so that it may open, until latest or never."""

    moment: datetime
    latest: datetime
    missing: str = ""

    def unknown_under(self, force: Force) -> Iterator[Owed]:
        """The row that says so, where the rule may hold when the duty opens."""
        if force.from_at <= self.latest and force.to_at > self.moment:
            yield Owed(self.moment, None, None, "unknown", self.missing)


def openings(rule: Rule, case: Case) -> Iterator[Opening]:
    """Each time that the trigger of a rule was reached, or may have been."""
    trigger = rule.trigger or Trigger("start")
    if trigger.anchor == "count":
        yield from _at_count(rule, case, trigger)
    elif isinstance(trigger.at, timedelta) and trigger.anchor == "elapsed":
        yield from _reached(case, case.start + trigger.at)
    elif isinstance(trigger.at, timedelta) and trigger.anchor == "cumulative":
        yield from _at_sum(rule, case, trigger, trigger.at)
    else:
        yield from PLAIN[trigger.anchor](case)


def at_start(case: Case) -> Iterator[Opening]:
    """The start of the measure."""
    yield _known(case.start)


def at_end(case: Case) -> Iterator[Opening]:
    """The end; of a dose, the moment itself."""
    if case.is_point:
        yield _known(case.start)
    elif case.end is not None:
        yield _known(case.end)
    elif case.lost:
        yield Opening(case.until, case.as_of, END_LOST)


def at_checks(case: Case) -> Iterator[Opening]:
    """Each review while the measure went on."""
    for review in case.reviews:
        if review.done_at and case.goes_on_at(review.done_at):
            yield _known(review.done_at)


def _known(moment: datetime) -> Opening:
    return Opening(moment, moment)


def _at_deaths(case: Case) -> Iterator[Opening]:
    yield from map(
        _known, sorted(d.died_at for d in case.context.deaths if d.died_at <= case.as_of)
    )


def _at_extensions(case: Case) -> Iterator[Opening]:
    for order in case.later_orders if not case.is_point else ():
        yield _known(order.made_at)


def _reached(case: Case, moment: datetime) -> Iterator[Opening]:
    """A length: reached while the measure went on; one that is only touched is not passed."""
    if case.is_point:
        return
    if case.goes_on_at(moment):
        yield _known(moment)
    elif case.lost and case.until < moment <= case.as_of:
        yield Opening(moment, moment, END_LOST)


def _at_sum(rule: Rule, case: Case, trigger: Trigger, limit: timedelta) -> Iterator[Opening]:
    due = passed_at(rule.kinds, case, limit, trigger.gap, trigger.window)
    found = list(_reached(case, due))
    if found and not found[0].missing:
        yield from found
    elif not case.is_point and end_missing(rule.kinds, case):
        yield Opening(case.start, case.as_of, EARLIER_END_LOST)
    else:
        yield from found


def _at_count(rule: Rule, case: Case, trigger: Trigger) -> Iterator[Opening]:
    """The start of this measure, where it is, or may be, the n-th of its admission."""
    least, most = _counted(rule, case)
    if isinstance(trigger.at, int) and least <= trigger.at <= most:
        missing = "a stay was not recorded" if least < most else ""
        yield Opening(case.start, case.start, missing)


def _counted(rule: Rule, case: Case) -> tuple[int, int]:
    """Which measure of its admission this is, at least and at most: stays may be missing."""
    mine = _admission(case, case.measure.stay_id)
    theirs = [_admission(case, other.stay_id) for other in case.others(rule.kinds)]
    same = sum(mine is not None and admission == mine for admission in theirs)
    unsure = sum(mine is None or admission is None for admission in theirs)
    return same + 1, same + unsure + 1


def _admission(case: Case, stay_id: str | None) -> str | None:
    return None if stay_id is None else case.context.admission_of.get(stay_id, stay_id)


PLAIN: dict[str, Callable[[Case], Iterator[Opening]]] = {
    "start": at_start,
    "end": at_end,
    "death": _at_deaths,
    "extension": _at_extensions,
    "check": at_checks,
}
