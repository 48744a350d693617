"""Lengths, sums, pauses and prohibitions, by counting minutes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tests.law_referee.minutes import Minutes, Owed, Seen, first_at

UNKNOWN = "unknown"
Stretch = tuple[int, int | None, str | None, bool]


def prohibited(seen: Seen) -> list[Owed]:
    """From the first minute at which the measure goes on under the rule until its end."""
    opened = first_at(seen.going_on & seen.in_force)
    if opened is None:
        if not seen.lost or (begins := first_at(seen.in_force, seen.stop)) is None:
            return []
        return [Owed(begins, begins, status=UNKNOWN)] if begins <= seen.now else []
    return [Owed(opened, opened, seen.end, "breach" if seen.end is None else None)]


def stretches(seen: Seen) -> list[Stretch]:
    """Start, end if it has one, order, and whether a later order opened it, for each stretch.

    A change of an order opens none. The first order may be written after the start.
    """
    by = tuple(seen.rule.get("by", ()))
    rows = [o for o in seen.timeline["orders"] if o["at"] <= seen.now]
    rows.sort(key=lambda o: o["at"])
    first = next((o for o in rows if o["kind"] != "renewal"), None)
    later = [o for o in rows if o is not first and o["at"] > seen.start and o["kind"] != "change"]
    later = [o for o in later if seen.fits_role(o["role"], by)]
    later = [o for o in later if o["at"] < seen.stop or (not seen.end and o["at"] == seen.stop)]
    opened = [seen.start, *(o["at"] for o in later)]
    ended = [*opened[1:], seen.end]
    names = [first["order_id"] if first else None, *(o["order_id"] for o in later)]
    return [(a, b, name, n > 0) for n, (a, b, name) in enumerate(zip(opened, ended, names,
                                                                     strict=True))]  # fmt: skip


def order_limit(seen: Seen, *, first_only: bool = False) -> list[Owed]:
    """Each order's stretch; only the first where a limit of renewals looks at the others."""
    found = [] if seen.is_point else stretches(seen)
    return _stretch_rows(seen, [s for s in found if not (first_only and s[3])])


def renewal_limit(seen: Seen) -> list[Owed]:
    """Stretches that a later order opened."""
    return [] if seen.is_point else _stretch_rows(seen, [s for s in stretches(seen) if s[3]])


def _stretch_rows(seen: Seen, found: list[Stretch]) -> list[Owed]:
    rows = []
    for start, stop, order, _ in found:
        last = seen.stop + 1 if stop is None else max(stop, start + 1)
        if (seen.in_force & (seen.going_on | (stop is None)))[start:last].any():
            rows += _limit_rows(seen, start, stop, order)
    return rows


def total_limit(seen: Seen) -> list[Owed]:
    """The whole measure."""
    if seen.is_point or not (seen.going_on & seen.in_force).any():
        return []
    return _limit_rows(seen, seen.start, seen.end, None)


def cumulative_limit(seen: Seen) -> list[Owed]:
    """The minute at which the sum reaches the limit, should this measure go on."""
    if seen.is_point or not (seen.going_on & seen.in_force).any():
        return []
    due = reached(seen, seen.rule["limit"], seen.rule)
    over = due is not None and seen.stop > due
    if sum_is_unknown(seen) and not over:
        return [Owed(seen.start, status=UNKNOWN)]
    return _limit_row(seen, Owed(seen.start, due, seen.end))


def breaks_within(seen: Seen, start: int) -> Minutes:
    """Minutes of this measure in which the person was free to leave."""
    minutes = np.arange(seen.size)
    free = np.zeros(seen.size, np.bool_)
    for pause in seen.timeline["breaks"]:
        if pause["free"]:
            free |= (minutes >= pause["start"]) & (minutes < min(pause["end"], seen.now))
    stop = seen.stop if seen.end is None else seen.end
    return free & (minutes >= start) & (minutes < stop)


def _limit_rows(seen: Seen, start: int, end: int | None, order: str | None) -> list[Owed]:
    limit, on = seen.rule["limit"], np.arange(seen.size) >= start
    due = first_at(passed(on) >= limit)
    rows = _limit_row(seen, Owed(start, due, end, order=order))
    free = breaks_within(seen, start)
    if end is not None:
        free &= np.arange(seen.size) < end
    later = first_at(passed(on & ~free) >= limit)
    without = _limit_row(seen, Owed(start, later, end, order=order, reading="alternative"))
    return rows + [row for row in without if row.due not in [other.due for other in rows]]


def _limit_row(seen: Seen, owed: Owed) -> list[Owed]:
    """The row, due at the earliest when the rule begins; nothing, when it has ended by then."""
    due = None if owed.due is None else first_at(seen.in_force, owed.due)
    if due is None:
        return []
    unknown = owed.met is None and seen.lost and due >= seen.stop
    return [replace(owed, due=due, status=UNKNOWN if unknown else None)]


def passed(minutes: Minutes) -> NDArray[np.int64]:
    """How many true minutes lie before each minute."""
    return np.concatenate(([0], np.cumsum(minutes, dtype=np.int64)))[: minutes.size]


def min_gap(seen: Seen) -> list[Owed]:
    """The pause since the last measure of the rule's kinds that had ended."""
    if not seen.holds_at(seen.start):
        return []
    earlier = earlier_measures(seen)
    ends = [end for m in earlier if (end := end_of(seen, m)) is not None and end <= seen.start]
    too_soon = bool(ends) and seen.start < max(ends) + seen.rule["gap"]
    if sum_is_unknown(seen) and not too_soon:
        return [Owed(seen.start, status=UNKNOWN)]
    if not ends:
        return []
    status = "breach" if too_soon else "met"
    return [Owed(max(ends), max(ends) + seen.rule["gap"], seen.start, status)]


def earlier_measures(seen: Seen) -> list[dict[str, object]]:
    """The person's other measures of the rule's kinds that began before this one."""
    me = (seen.start, seen.measure["measure_id"])
    return [m for m in seen.timeline["measures"]
            if m["kind"] in seen.rule["kinds"] and (m["start"], m["measure_id"]) < me]  # fmt: skip


def end_of(seen: Seen, other: dict[str, object]) -> int | None:
    """Until when another measure lasted; None where nobody knows."""
    if other["end_state"] == "point":
        return int(str(other["start"]))
    if other["end"] is None:
        return None if other["end_state"] == "not_recorded" else seen.now
    return min(int(str(other["end"])), seen.now)


def sum_is_unknown(seen: Seen) -> bool:
    """Whether an earlier measure may add up and nobody knows how long it lasted."""
    return any(end_of(seen, other) is None for other in earlier_measures(seen))


def under_measures(seen: Seen) -> Minutes:
    """Minutes under any of the measures that add up, this one taken to go on for ever."""
    minutes = np.arange(seen.size)
    under = minutes >= seen.start
    for other in earlier_measures(seen):
        end = end_of(seen, other)
        under |= (minutes >= other["start"]) & (minutes < (end or 0))  # type: ignore[operator]
    return under


def reached(seen: Seen, at: int, clock: dict[str, int]) -> int | None:
    """The last minute of this measure before the sum of a chain or of a window is over `at`.

    A window that loses as many minutes as it gains stays at the limit, and is not over it.
    """
    under = under_measures(seen)
    before = passed(under)
    sums = []
    if clock.get("window"):
        from_minute = np.maximum(np.arange(seen.size) - clock["window"], 0)
        sums.append(before - before[from_minute])
    if clock.get("gap"):
        sums.append(before - before[_chain_began(under, seen.start, clock["gap"])])
    if not sums:
        sums.append(before - before[seen.start])
    over = first_at(np.maximum.reduce(sums) > at, seen.start)
    return None if over is None else max(seen.start, over - 1)


def _chain_began(under: Minutes, start: int, gap: int) -> int:
    """The first minute of the chain in which `start` lies: every pause in it is under `gap`."""
    on = np.flatnonzero(under[: start + 1])
    breaks = np.flatnonzero(np.diff(on) - 1 >= gap)
    return int(on[breaks[-1] + 1] if breaks.size else on[0])
