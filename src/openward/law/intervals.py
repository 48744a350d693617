"""Rules on how often: observation, and reviews at an interval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from openward.law.case import Case, Force, Span
from openward.law.obligation import AS_COUNTED, Owed
from openward.law.rule import Rule
from openward.register.duties import Observation

#: Which ways of observing count, for each mode of a rule.
COUNTED = {
    "any": ("same_room", "in_sight", "window", "camera"),
    "continuous": ("same_room", "in_sight", "window"),
    "in_person": ("same_room", "in_sight", "window"),
    "same_room": ("same_room",),
}
NOTHING = timedelta(0)
#: Modes that ask for somebody all the time.
THROUGHOUT = ("continuous", "same_room")
Check = tuple[datetime, datetime | None]


def observe(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    """Checks at an interval, or a continuous watch."""
    checks = checks_that_count(rule, case)
    last = case.as_of if case.is_point else case.until
    endless = case.is_point and rule.after_dose is None
    for span in _watched(rule, case, force):
        if endless or (rule.every is None and rule.mode not in THROUGHOUT):
            yield from _without_number(span, checks)
        elif rule.every is None:
            yield from watched_throughout(case, span, checks)
        else:
            yield from _first_phase(rule, case, span, checks)
            begun = span.opened + (rule.first_phase or NOTHING)
            if begun < span.closed if span.closed is not None else begun <= last:
                yield from at_interval(case, Span(begun, span.closed), checks, rule.every)


def checks_that_count(rule: Rule, case: Case) -> list[Check]:
    """Observations in a mode and by a role that the rule accepts, in order of time."""
    modes = COUNTED[rule.mode or "any"]
    return [
        (seen.started_at, seen.ended_at and min(seen.ended_at, case.as_of))
        for seen in case.observations
        if _mode_counts(seen, modes, case) and case.fits(seen.role, rule.by)
    ]


def _mode_counts(seen: Observation, modes: Sequence[str], case: Case) -> bool:
    if seen.mode is None and len(modes) < len(COUNTED["any"]):
        case.doubted = True
        return case.lenient
    return seen.mode is None or seen.mode in modes


def _watched(rule: Rule, case: Case, force: Force) -> Iterator[Span]:
    """What is to be watched: the measure while the rule holds, or the time after each dose."""
    if not case.is_point:
        yield from live(case, force)
        return
    doses = {dose.given_at for dose in case.context.doses if dose.given_at <= case.as_of}
    for given in sorted(doses | {case.start}):
        if force.holds_at(given):
            closed = min(given + rule.after_dose, force.to_at) if rule.after_dose else None
            yield Span(given, closed if closed and closed <= case.as_of else None)


def live(case: Case, force: Force) -> Iterator[Span]:
    """The part of the measure over which the rule holds; one or none."""
    opened = max(case.start, force.from_at)
    closed = case.end
    if force.to_at <= case.until and (closed is None or force.to_at < closed):
        closed = force.to_at
    if opened < (closed or case.until) or (closed is None and opened == case.until):
        yield Span(opened, closed)


def at_interval(
    case: Case, span: Span, checks: Sequence[Check], every: timedelta, reading: str = AS_COUNTED
) -> Iterator[Owed]:
    """One row for each interval between checks. What is left at the end is owed to nobody."""
    opened, closed = span
    for start, end in checks:
        if closed is not None and start >= closed:
            break
        if start > opened:
            yield Owed(opened, opened + every, start, reading=reading)
        opened = max(opened, end or start)
    if closed is None:
        status = "unknown" if case.lost and case.until <= opened + every else None
        yield Owed(opened, opened + every, None, status, reading=reading)
    elif opened + every < closed:
        yield Owed(opened, opened + every, None, reading=reading)


def watched_throughout(case: Case, span: Span, checks: Sequence[Check]) -> Iterator[Owed]:
    """One row for a continuous watch: kept, going on, or broken at the first moment not covered."""
    opened, closed = span
    reached = opened
    for start, end in checks:
        if end is None or end <= reached:
            continue
        if start > reached:
            break
        reached = end
    last = closed if closed is not None else (case.until if case.lost else case.as_of)
    if reached < last:
        again = [a for a, b in checks if b and b > a > reached and (closed is None or a < closed)]
        yield Owed(opened, reached, min(again, default=None), why="not watched from the moment due")
    elif closed is not None:
        yield Owed(opened, None, closed, "met")
    else:
        yield Owed(opened, None, None, "unknown" if case.lost else "open")


def _first_phase(rule: Rule, case: Case, span: Span, checks: Sequence[Check]) -> Iterator[Owed]:
    if rule.first_phase is None:
        return
    finish = span.opened + rule.first_phase
    over = span.closed is not None or finish <= case.until
    closed = min(finish, span.closed or finish) if over else None
    yield from watched_throughout(case, Span(span.opened, closed), checks)


def _without_number(span: Span, checks: Sequence[Check]) -> Iterator[Owed]:
    opened, closed = span
    done = [
        max(start, opened)
        for start, end in checks
        if (start >= opened or (end and end > opened)) and (closed is None or start < closed)
    ]
    yield Owed(opened, None, min(done, default=None))
