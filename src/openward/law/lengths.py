"""Rules on how long: orders, renewals, the whole, sums over measures; prohibitions and pauses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from openward.law import sums
from openward.law.case import Case, Force, end_of
from openward.law.durations import in_words
from openward.law.obligation import ALTERNATIVE, EARLIER_END_LOST, Owed
from openward.law.rule import Rule


class Stretch(NamedTuple):
    """A length that a rule looks at; closed is None while it goes on."""

    opened: datetime
    closed: datetime | None
    order_id: str | None = None


def prohibited(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    """From its start on, or from when the prohibition began, it should not have been."""
    opened = max(case.start, force.from_at)
    during = opened == case.start or opened < case.until
    if during and opened < force.to_at:
        status = "late" if case.end is not None else "missed"
        yield Owed(opened, opened, case.end, status, "the law forbids this")


def order_limit(rule: Rule, case: Case, force: Force, *, renewals_apart: bool) -> Iterator[Owed]:
    """Each stretch under one order. renewals_apart: another rule looks at the later ones."""
    stretches = _stretches(rule, case)
    yield from _stretch_rows(rule, case, force, stretches[:1] if renewals_apart else stretches)


def renewal_limit(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    """Each stretch that a later order opened."""
    yield from _stretch_rows(rule, case, force, _stretches(rule, case)[1:])


def total_limit(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    """The measure as a whole."""
    yield from _length(rule, case, force, Stretch(case.start, case.end))


def cumulative_limit(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    """The measure together with earlier ones: a chain, a window, or whichever comes first."""
    if rule.limit is None or case.is_point:
        return
    due = passed_at(rule.kinds, case, rule.limit, rule.gap, rule.window)
    whole = Stretch(case.start, case.end)
    if not _live(case, force, whole):
        return
    if (case.end or case.until) <= due and end_missing(rule.kinds, case):
        yield Owed(case.start, None, None, "unknown", EARLIER_END_LOST)
    elif owed := _owed(case, force, whole, due):
        yield owed


def min_gap(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    """The pause between the end of the last measure and the start of this one."""
    if rule.gap is None or not force.holds_at(case.start):
        return
    ends = [end_of(other, case.as_of) for other in case.others(rule.kinds)]
    before = [end for end in ends if end is not None and end <= case.start]
    last = max(before, default=None)
    short = last is not None and case.start < last + rule.gap
    if None in ends and not short:
        yield Owed(case.start, None, None, "unknown", EARLIER_END_LOST)
    elif last is not None:
        why = f"begun again after a pause of {in_words(case.start - last)}"
        yield Owed(last, last + rule.gap, case.start, "late" if short else "met", why)


def passed_at(
    kinds: frozenset[str], case: Case, limit: timedelta, gap: timedelta | None,
    window: timedelta | None,
) -> datetime:  # fmt: skip
    """The moment after which the sum is over the limit, were this measure to go on."""
    spans = [(o.started_at, end_of(o, case.as_of) or o.started_at) for o in case.others(kinds)]
    earlier = sums.merged((a, b) for a, b in spans if b > a)
    moments = [case.start + limit]
    if gap is not None:
        moments.append(sums.passed_in_chain(case.start, earlier, gap, limit))
    if window is not None:
        moments.append(sums.passed_in_window(case.start, earlier, window, limit))
    return min(moments)


def end_missing(kinds: frozenset[str], case: Case) -> bool:
    """Whether the end of an earlier measure was not recorded, so that no sum is known."""
    others = case.others(kinds)
    return any(end_of(other, case.as_of) is None for other in others)


def renewed(rule: Rule, case: Case, force: Force) -> bool:
    """Whether a later order opened a stretch under the rule, or may have: see its role."""
    case.lenient = True
    last = case.as_of if case.lost else case.until
    return any(
        stretch.opened < force.to_at and force.from_at <= (stretch.closed or last)
        for stretch in _stretches(rule, case)[1:]
    )


def _stretches(rule: Rule, case: Case) -> list[Stretch]:
    """The first from the start of the measure on, each later one from its order."""
    first = next((order for order in case.orders if order.kind != "renewal"), None)
    later = [order for order in case.later_orders if case.fits(order.role, rule.by)]
    opened = [case.start, *(order.made_at for order in later)]
    ids = [first.order_id if first else None, *(order.order_id for order in later)]
    closed = [*opened[1:], case.end]
    return [Stretch(*each) for each in zip(opened, closed, ids, strict=True)]


def _stretch_rows(rule: Rule, case: Case, force: Force, stretches: list[Stretch]) -> Iterator[Owed]:
    for stretch in stretches:
        yield from _length(rule, case, force, stretch)


def _length(rule: Rule, case: Case, force: Force, stretch: Stretch) -> Iterator[Owed]:
    if case.is_point:
        return
    if rule.limit is None:
        if rule.qualitative:
            yield from _without_number(case, force, stretch)
        return
    due = stretch.opened + rule.limit
    owed = _owed(case, force, stretch, due)
    if owed is None:
        return
    yield owed
    last = stretch.closed or case.until
    longer = _without_breaks(stretch.opened, last, due, case.free_breaks)
    if longer > due and max(due, force.from_at) < longer < force.to_at:
        lost = _lost(case, longer, stretch.closed)
        yield Owed(stretch.opened, longer, stretch.closed, lost, "without the breaks",
                   stretch.order_id, ALTERNATIVE)  # fmt: skip


def _owed(case: Case, force: Force, stretch: Stretch, due: datetime) -> Owed | None:
    opened, closed, order_id = stretch
    due = max(due, force.from_at)
    if not _live(case, force, stretch) or due >= force.to_at:
        return None
    return Owed(opened, due, closed, _lost(case, due, closed), order_id=order_id)


def _live(case: Case, force: Force, stretch: Stretch) -> bool:
    """Whether the rule holds at some moment of the stretch."""
    opened, closed, _ = stretch
    began = force.from_at <= case.until if closed is None else force.from_at < closed
    return opened < force.to_at and (force.from_at <= opened or began)


def _lost(case: Case, due: datetime, closed: datetime | None) -> str | None:
    """`unknown` where the end was not recorded and nothing shows that it went on so long."""
    return "unknown" if case.lost and closed is None and case.until <= due else None


def _without_number(case: Case, force: Force, stretch: Stretch) -> Iterator[Owed]:
    opened, closed, order_id = stretch
    if _live(case, force, stretch):
        status = "unknown" if case.lost and closed is None else None
        yield Owed(opened, None, closed, status, "the text gives no number", order_id)


def _without_breaks(
    opened: datetime, last: datetime, due: datetime, breaks: list[tuple[datetime, datetime]]
) -> datetime:
    """The moment due when breaks do not count."""
    for start, end in sums.merged(breaks):
        begun, over = max(start, opened), min(end, last)
        if begun >= due or begun >= last:
            break
        if over > begun:
            due += over - begun
    return due
