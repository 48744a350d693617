"""Rules on reviews: once, first and then at an interval, so many in a period, at a length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from openward.law.case import Case, Force, Span
from openward.law.intervals import Check, at_interval, live
from openward.law.lengths import end_missing, passed_at
from openward.law.obligation import ALTERNATIVE, AS_COUNTED, EARLIER_END_LOST, Owed
from openward.law.rule import Rule
from openward.register.duties import Review, ReviewPerson

Ways = Callable[[Rule, Case, Force, list[datetime]], Iterator[Owed]]


def review(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    """Every review that the rule asks for, in whichever ways it asks."""
    done = [r.done_at for r in case.reviews if r.done_at and _counts(rule, case, r)]
    if case.is_point and rule.within is None:
        # Lengths do not look at a dose; what is asked again and again has no end to count to.
        if not (rule.at or rule.at_cumulative):
            yield from _after_dose(case, force, done)
        return
    for key, way in WAYS.items():
        if getattr(rule, key):
            yield from way(rule, case, force, done)
    if rule.qualitative:
        yield from _without_number(case, force, done)


def _after_dose(case: Case, force: Force, done: list[datetime]) -> Iterator[Owed]:
    """A dose has no end: what the rule asks for is open, without an interval."""
    if force.holds_at(case.start):
        met = min((moment for moment in done if moment >= case.start), default=None)
        yield Owed(case.start, None, met, why="a dose has no end to count to")


def _counts(rule: Rule, case: Case, held: Review) -> bool:
    """In person where the rule says so, by somebody in the role, from outside where asked."""
    if rule.mode == "in_person" and held.mode != "in_person":
        if held.mode is not None:
            return False
        case.doubted = True
        if not case.lenient:
            return False
    people = case.context.review_people.get(held.review_id, ())
    if not rule.by and not rule.independent:
        return True
    if not people:
        case.doubted = True
        return case.lenient
    return any(
        case.fits(who.role, rule.by) and (not rule.independent or _independent(who, case))
        for who in people
    )


def _independent(who: ReviewPerson, case: Case) -> bool:
    if who.from_outside or who.involved_in_decision is False:
        return True
    if who.from_outside is None or who.involved_in_decision is None:
        case.doubted = True
        return case.lenient
    return False


def _once(rule: Rule, case: Case, force: Force, done: list[datetime]) -> Iterator[Owed]:
    if rule.within and force.holds_at(case.start):
        met = min((moment for moment in done if moment >= case.start), default=None)
        yield Owed(case.start, case.start + rule.within, met)


def _first(rule: Rule, case: Case, force: Force, done: list[datetime]) -> Iterator[Owed]:
    if rule.first is None:
        return
    for span in live(case, force):
        inside = _inside(done, span)
        due = span.opened + rule.first
        if inside:
            yield Owed(span.opened, due, inside[0])
        elif span.closed is None:
            yield Owed(span.opened, due, None, _lost(case, due))
        elif due < span.closed:
            yield Owed(span.opened, due, None)


def _every(rule: Rule, case: Case, force: Force, done: list[datetime]) -> Iterator[Owed]:
    if rule.every is None:
        return
    for span in live(case, force):
        inside = _inside(done, span)
        if rule.first and not inside:
            continue
        begun, later = (inside[0], inside[1:]) if rule.first else (span.opened, inside)
        yield from at_interval(case, Span(begun, span.closed), _moments(later), rule.every)


def _times(rule: Rule, case: Case, force: Force, done: list[datetime]) -> Iterator[Owed]:
    if rule.times is None or rule.per is None:
        return
    gap, reading = rule.max_gap, AS_COUNTED
    if gap is None and rule.spread:
        gap, reading = rule.per / rule.times, ALTERNATIVE
    for span in live(case, force):
        inside = _inside(done, span)
        for opened in _full_periods(rule.per, case, span):
            due = opened + rule.per
            held = _inside(inside, Span(opened, due))
            met = held[rule.times - 1] if len(held) >= rule.times else None
            yield Owed(opened, due, met, None if met else _lost(case, due))
        if gap:
            yield from at_interval(case, span, _moments(inside), gap, reading)


def _full_periods(per: timedelta, case: Case, span: Span) -> Iterator[datetime]:
    """Where each full period begins, and the one that goes on; a last, partial one is none."""
    opened, last = span.opened, span.closed or case.until
    while opened + per <= last or (span.closed is None and opened <= last):
        yield opened
        opened += per


def _at_lengths(rule: Rule, case: Case, force: Force, done: list[datetime]) -> Iterator[Owed]:
    previous = case.start
    for number, length in enumerate(rule.at):
        due = case.start + length
        if case.is_point or (case.end is not None and case.end <= due):
            return
        after = [m for m in done if (m >= previous if number == 0 else m > previous)]
        following = case.start + rule.at[number + 1] if number + 1 < len(rule.at) else None
        met = min(_inside(after, Span(previous, case.end)), default=None)
        if met and following and met >= following:
            met = None
        if force.holds_at(due):
            yield _if_it_lasted(case, Owed(previous, due, met))
        if due > case.as_of:
            return
        previous = due


def _at_sum(rule: Rule, case: Case, force: Force, done: list[datetime]) -> Iterator[Owed]:
    if rule.at_cumulative is None or case.is_point:
        return
    due = passed_at(rule.kinds, case, rule.at_cumulative, rule.gap, rule.window)
    if (case.end or case.until) <= due and end_missing(rule.kinds, case):
        yield Owed(case.start, None, None, "unknown", EARLIER_END_LOST)
        return
    if (case.end is None or due < case.end) and force.holds_at(due):
        met = min(_inside(done, Span(case.start, case.end)), default=None)
        yield _if_it_lasted(case, Owed(case.start, due, met))


def _if_it_lasted(case: Case, owed: Owed) -> Owed:
    """Where the end was not recorded, nobody knows whether so long was reached."""
    if case.lost and owed.due_at and case.until < owed.due_at:
        return Owed(owed.opened_at, owed.due_at, None, "unknown")
    return owed


def _without_number(case: Case, force: Force, done: list[datetime]) -> Iterator[Owed]:
    for span in live(case, force):
        yield Owed(span.opened, None, min(_inside(done, span), default=None))


def _inside(done: list[datetime], span: Span) -> list[datetime]:
    opened, closed = span
    return [moment for moment in done if opened <= moment and (closed is None or moment < closed)]


def _moments(done: list[datetime]) -> list[Check]:
    return [(moment, None) for moment in done]


def _lost(case: Case, due: datetime) -> str | None:
    return "unknown" if case.lost and case.until <= due else None


#: The key of a rule → the rows that it asks for.
WAYS: dict[str, Ways] = {
    "within": _once,
    "first": _first,
    "every": _every,
    "times": _times,
    "at": _at_lengths,
    "at_cumulative": _at_sum,
}
