"""Rules on courts: asking in time, asking again, deciding in time, and foreseen lengths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from openward.law.case import Case, Force
from openward.law.intervals import live
from openward.law.lengths import end_missing, passed_at
from openward.law.obligation import EARLIER_END_LOST, Owed
from openward.law.rule import Rule
from openward.law.working_days import Days
from openward.register.duties import CourtDecision


def judicial(rule: Rule, case: Case, force: Force, days: Days) -> Iterator[Owed]:
    """Every application and decision that the rule asks for."""
    asked = sorted(d.asked_at for d in _decisions(case) if d.asked_at)
    if rule.apply_before is not None:
        yield from _application(rule, case, force, asked)
    if rule.every is not None:
        yield from _again(rule, case, force, asked)
    if rule.decide_within is not None:
        yield from _decision(rule, case, force)
    if rule.expected_over is not None:
        yield from _foreseen(rule, case, force, days, asked)
    elif rule.qualitative and rule.apply_before is None and force.holds_at(case.start):
        yield Owed(_court_opens(rule, days, case.start), None, min(asked, default=None))


def _decisions(case: Case) -> list[CourtDecision]:
    known = [d for d in case.context.court_decisions if d.asked_at and d.asked_at <= case.as_of]
    return sorted(known, key=lambda d: d.asked_at or case.start)


def _application(rule: Rule, case: Case, force: Force, asked: list[datetime]) -> Iterator[Owed]:
    if rule.apply_before is None or case.is_point:
        return
    gap, window = (rule.clock.gap, rule.clock.window) if rule.clock else (None, None)
    due = passed_at(rule.kinds, case, rule.apply_before, gap, window)
    if rule.clock and (case.end or case.until) <= due and end_missing(rule.kinds, case):
        yield Owed(case.start, None, None, "unknown", EARLIER_END_LOST)
    elif (case.end is None or due < case.end) and force.holds_at(due):
        met = min(asked, default=None)
        lost = "unknown" if case.lost and not met and case.until <= due else None
        yield Owed(case.start, due, met, lost)


def _again(rule: Rule, case: Case, force: Force, asked: list[datetime]) -> Iterator[Owed]:
    for decision in _decisions(case):
        decided = decision.decided_at
        if decided is None or decided > case.as_of or decision.outcome == "ended":
            continue
        due = decided + (rule.every or decided - decided)
        for span in live(case, force):
            if force.holds_at(due) and (span.closed is None or due < span.closed):
                met = min((moment for moment in asked if moment > decided), default=None)
                yield Owed(decided, due, met)


def _decision(rule: Rule, case: Case, force: Force) -> Iterator[Owed]:
    for decision in _decisions(case):
        asked, decided = decision.asked_at, decision.decided_at
        if asked is None or rule.decide_within is None or not force.holds_at(asked):
            continue
        known = decided if decided is not None and decided <= case.as_of else None
        yield Owed(asked, asked + rule.decide_within, known)


def _foreseen(
    rule: Rule, case: Case, force: Force, days: Days, asked: list[datetime]
) -> Iterator[Owed]:
    """From the start, where it was foreseen to last longer; else once it has lasted longer."""
    if rule.expected_over is None or case.is_point:
        return
    minutes = next(
        (o.expected_minutes for o in case.orders if o.expected_minutes is not None), None
    )
    foreseen = minutes is not None and minutes * 60 > rule.expected_over.total_seconds()
    moment = case.start if foreseen else case.start + rule.expected_over
    went_on = moment < case.end if case.end else moment <= case.until
    if (foreseen or went_on) and force.holds_at(moment):
        why = "foreseen at the start" if foreseen else "it has lasted longer than foreseen"
        opened = _court_opens(rule, days, moment)
        yield Owed(opened, None, min(asked, default=None), why=why)


def _court_opens(rule: Rule, days: Days, moment: datetime) -> datetime:
    return days.next_within_hours(moment, rule.court_hours) if rule.court_hours else moment
