"""Intervals between checks, and reviews, found among the checked minutes."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from tests.law_referee.lengths import UNKNOWN, passed, reached, sum_is_unknown
from tests.law_referee.minutes import Minutes, Owed, Seen, first_at, first_of

MODES = {
    "continuous": ("same_room", "in_sight", "window"),
    "in_person": ("same_room", "in_sight", "window"),
    "same_room": ("same_room",),
}


def observe(seen: Seen) -> list[Owed]:
    """One duty for each interval, and one for each stretch of a continuous watch."""
    if seen.is_point:
        return _after_doses(seen)
    span = under_rule(seen)
    if span is None:
        return []
    begin, stop, closed = span
    checked, watched = _checked_and_watched(seen)
    rule, rows = seen.rule, []
    if rule.get("mode") == "continuous" and not rule.get("every"):
        return _watch(seen, watched, begin, stop, closed)
    if rule.get("first_phase"):
        phase = begin + rule["first_phase"]
        over = phase <= stop
        rows += _watch(seen, watched, begin, min(phase, stop), closed or over)
        if phase > stop or (closed and phase == stop):
            return rows
        begin = phase
    return rows + _intervals(seen, (checked, watched), (begin, stop, closed), rule["every"])


def _after_doses(seen: Seen) -> list[Owed]:
    """A chemical measure: from the start and from each dose on, for as long as the rule says."""
    checked, watched = _checked_and_watched(seen)
    rule, rows = seen.rule, []
    given = {dose["at"] for dose in seen.timeline["doses"] if seen.start <= dose["at"] <= seen.now}
    for at in sorted({seen.start, *given}):
        if not seen.holds_at(at):
            continue
        if not rule.get("after_dose"):
            rows.append(Owed(at, None, first_at(checked, at)))
            continue
        stop = at + rule["after_dose"]
        span = (at, min(stop, seen.now), stop <= seen.now)
        if rule.get("every"):
            rows += _intervals(seen, (checked, watched), span, rule["every"])
        else:
            rows += _watch(seen, watched, *span)
    return rows


def under_rule(seen: Seen) -> tuple[int, int, bool] | None:
    """First minute under the rule, first one no longer, and whether that is over for certain."""
    begin = first_at(seen.going_on & seen.in_force)
    if begin is None:
        return None
    rule_ends = first_at(~seen.in_force, begin)
    if rule_ends is not None and rule_ends <= seen.stop:
        return begin, rule_ends, True
    return begin, seen.stop, seen.end is not None


def _checked_and_watched(seen: Seen) -> tuple[Minutes, Minutes]:
    """checked: minutes with a check; watched: minutes observed from one end to the other."""
    checked, watched = np.zeros((2, seen.size), np.bool_)
    for row in seen.timeline["observations"]:
        if row["start"] > seen.now or not _fits(seen, row):
            continue
        end = min(row["end"] if row["end"] is not None else row["start"], seen.now)
        checked[row["start"] : end + 1] = True
        watched[row["start"] : end] = True
    return checked, watched


def _fits(seen: Seen, row: dict[str, Any]) -> bool:
    allowed = MODES.get(seen.rule.get("mode", "any"))
    if not seen.fits_role(row["role"], tuple(seen.rule.get("by", ()))):
        return False
    if allowed is None:
        return True
    return seen.lenient if row["mode"] is None else row["mode"] in allowed


def _watch(seen: Seen, watched: Minutes, begin: int, stop: int, closed: bool) -> list[Owed]:
    """A continuous watch: without a moment due, but for the first minute that nobody watched."""
    gap = first_at(~watched[:stop], begin)
    if gap is not None:
        again = first_at(watched[:stop], gap)
        return [Owed(begin, gap, again, "missed" if again is None else "late")]
    if closed:
        return [Owed(begin, None, stop)]
    return [Owed(begin, None, None, UNKNOWN if seen.lost else "open")]


def _intervals(seen: Seen, checks: tuple[Minutes, Minutes], span: tuple[int, int, bool],
               every: int, first: int | None = None) -> list[Owed]:  # fmt: skip
    checked, watched = checks
    begin, stop, closed = span
    last = stop if closed else stop + 1
    if first is not None and checked[begin] and begin < last:
        at_once = Owed(begin, begin + first, begin)
        return [at_once, *_intervals(seen, checks, span, every)]
    points = [begin, *(np.flatnonzero(checked[begin + 1 : last]) + begin + 1).tolist()]
    unwatched = passed(~watched)
    rows, step = [], first if first is not None else every
    for a, b in itertools.pairwise(points):
        if unwatched[b] > unwatched[a]:
            rows.append(Owed(a, a + step, b))
            step = every
        elif first is None:
            step = every
    return rows + _rest(seen, points[-1], points[-1] + step, span)


def _rest(seen: Seen, opened: int, due: int, span: tuple[int, int, bool]) -> list[Owed]:
    """What follows the last check: nothing, where it is shorter than the interval."""
    _, stop, closed = span
    if closed:
        return [Owed(opened, due, None, "missed")] if due < stop else []
    if seen.lost:
        return [Owed(opened, due, None, "missed" if due < stop else UNKNOWN)]
    return [Owed(opened, due)]


def reviews_done(seen: Seen) -> list[int]:
    """Moments of reviews by the right people in the right way."""
    rows = [r for r in seen.timeline["reviews"] if r["at"] <= seen.now and _review_fits(seen, r)]
    return sorted(row["at"] for row in rows)


def _review_fits(seen: Seen, row: dict[str, Any]) -> bool:
    rule, people = seen.rule, row["people"] or [
        {"role": None, "involved": None, "outside": None}]  # fmt: skip
    by = tuple(rule.get("by", ()))
    fitting = [person for person in people if seen.fits_role(person["role"], by)]
    if not fitting:
        return False
    other = rule.get("mode") not in (None, "any") and row["mode"] != rule["mode"]
    if other and not (seen.lenient and row["mode"] is None):
        return False
    return not rule.get("independent") or any(_independent(seen, person) for person in fitting)


def _independent(seen: Seen, person: dict[str, Any]) -> bool:
    if person["outside"] or person["involved"] is False:
        return True
    return seen.lenient and None in (person["outside"], person["involved"])


def review(seen: Seen) -> list[Owed]:
    """Every form of review that the rule names."""
    rule, done, rows = seen.rule, reviews_done(seen), []
    if rule.get("within") is not None and seen.holds_at(seen.start):
        rows.append(Owed(seen.start, seen.start + rule["within"], first_of(done, seen.start)))
    if seen.is_point:
        regular = any(rule.get(key) for key in ("every", "first", "times"))
        opened = seen.start if regular and seen.holds_at(seen.start) else None
        return rows if opened is None else [*rows, Owed(opened, None, first_of(done, opened))]
    if (span := under_rule(seen)) is None:
        return rows
    if rule.get("every") or rule.get("first"):
        rows += _clock(seen, done, span, rule["every"], rule.get("first"))
    if rule.get("times"):
        rows += _times(seen, done, span)
    elapsed = [0, *rule.get("at", ()), seen.size]
    for before, at, after in zip(elapsed, elapsed[1:], elapsed[2:], strict=False):
        # One at the very figure belongs to it, and to no later one.
        in_time = [
            d for d in done if d < seen.start + after and (not before or d > seen.start + before)
        ]
        rows += _at(seen, in_time, seen.start + before, seen.start + at)
    if rule.get("at_cumulative"):
        at = reached(seen, rule["at_cumulative"], rule)
        if sum_is_unknown(seen) and (at is None or seen.stop <= at):
            return [*rows, Owed(seen.start, status=UNKNOWN)]
        rows += _at(seen, done, seen.start, at) if at is not None else []
    return rows


def _clock(seen: Seen, done: list[int], span: tuple[int, int, bool], every: int,
           first: int | None = None) -> list[Owed]:  # fmt: skip
    checked, watched = np.zeros((2, seen.size), np.bool_)
    checked[done] = True
    return _intervals(seen, (checked, watched), span, every, first)


def _times(seen: Seen, done: list[int], span: tuple[int, int, bool]) -> list[Owed]:
    """So many in each full period; max_gap, and spread, as a clock beside it."""
    rule, (begin, stop, closed) = seen.rule, span
    rows = []
    for opened in range(begin, stop + 1, rule["per"]):
        due = opened + rule["per"]
        if closed and due > stop:
            break
        within = [at for at in done if opened <= at < due and (at < stop or not closed)]
        met = within[rule["times"] - 1] if len(within) >= rule["times"] else None
        lost = seen.lost and not closed and met is None and due >= stop
        rows.append(Owed(opened, due, met, UNKNOWN if lost else None))
    if rule.get("max_gap"):
        rows += _clock(seen, done, span, rule["max_gap"])
    elif rule.get("spread"):
        spread = _clock(seen, done, span, rule["per"] // rule["times"])
        rows += [Owed(r.opened, r.due, r.met, r.status, None, "alternative") for r in spread]
    return rows


def _at(seen: Seen, done: list[int], opened: int, due: int) -> list[Owed]:
    """A review owed when so much time has passed, where the measure goes on until then."""
    if opened > seen.now or not seen.holds_at(due) or (seen.end is not None and due >= seen.end):
        return []
    if seen.lost and due > seen.stop:
        return [Owed(opened, due, status=UNKNOWN)]
    met = first_of([at for at in done if at < seen.stop or seen.end is None], opened)
    return [Owed(opened, due, met)]
