"""When lengths of several measures together pass a limit: chains with short pauses, and windows.

Everything here is intervals of moments. No interval is counted twice where measures overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

Interval = tuple[datetime, datetime]
NOTHING = timedelta(0)


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time as intervals that neither overlap nor touch, in order."""
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def chain_before(start: datetime, earlier: Sequence[Interval], gap: timedelta) -> timedelta:
    """How long the chain that leads up to start has lasted, its pauses (shorter than gap) left out.

    earlier: merged intervals; what lies after start is not looked at.
    """
    total, link = NOTHING, start
    for begin, end in reversed(earlier):
        if begin >= start:
            continue
        over = min(end, start)
        if link - over >= gap:
            break
        total, link = total + (over - begin), begin
    return total


def passed_in_chain(
    start: datetime, earlier: Sequence[Interval], gap: timedelta, limit: timedelta
) -> datetime:
    """The moment after which a measure going on from start takes its chain over the limit."""
    return start + max(limit - chain_before(start, earlier, gap), NOTHING)


def passed_in_window(
    start: datetime, earlier: Sequence[Interval], window: timedelta, limit: timedelta
) -> datetime:
    """The moment after which a measure going on from start takes the window over the limit.

    The window is the time `window` before each moment. While the measure goes on, the sum stands
    still where time of an earlier one leaves at the other side, and grows elsewhere. A sum that
    stands still at the limit is not over it.
    """
    before = [(a, min(b, start)) for a, b in earlier if a < start and b > start - window]
    opens = start - window
    total = sum((b - max(a, opens) for a, b in before), NOTHING)
    moment = start
    for a, b in before:
        leaves = max(a + window, moment)
        if total + (leaves - moment) > limit:
            break
        total, moment = total + (leaves - moment), b + window
    return moment + max(limit - total, NOTHING)
