"""Intervals in time, many at once: which of one group overlap, and which holds a moment.

All intervals are half-open, in seconds or days (float64); an end of NaN means: not known.
"""

from __future__ import annotations

import numpy as np

from openward.register.dataset import NO_ROW, Mask, Numbers, Rows


def starts_within_an_earlier(groups: Rows, starts: Numbers, ends: Numbers) -> Rows:
    """For each interval an earlier one of its group in which it starts; -1 where there is none.

    groups: one number per group, -1 for none. An end of +inf is open; NaN is never overlapped.
    """
    found = np.full(len(groups), NO_ROW)
    meant = np.flatnonzero((groups >= 0) & np.isfinite(starts))
    order = meant[np.lexsort((starts[meant], groups[meant]))]
    if len(order) < 2:
        return found
    latest = _latest_before(groups[order], np.where(np.isnan(ends), starts, ends)[order])
    known = latest >= 0
    holder = order[np.maximum(latest, 0)]
    overlapped = known & (starts[order] < np.nan_to_num(ends[holder], nan=-np.inf, posinf=np.inf))
    found[order[overlapped]] = holder[overlapped]
    return found


def holder_of(groups: Rows, moments: Numbers, others: Rows, starts: Numbers) -> Rows:
    """For each moment the last interval of its group that began at or before it; -1 for none.

    groups, moments: one per moment; others, starts: group and start of each interval.
    """
    sortable = np.flatnonzero((others >= 0) & np.isfinite(starts))
    order = sortable[np.lexsort((starts[sortable], others[sortable]))]
    if not len(order) or (groups < 0).all():
        return np.full(len(groups), NO_ROW)
    # Both sorted together, intervals before moments at a tie: the last interval before each
    # moment is then the nearest one to the left.
    all_groups = np.r_[others[order], groups]
    all_moments = np.r_[starts[order], moments]
    is_moment = np.r_[np.zeros(len(order), bool), np.ones(len(groups), bool)]
    together = np.lexsort((is_moment, all_moments, all_groups))
    last = np.maximum.accumulate(np.where(is_moment[together], -1, np.arange(len(together))))
    place = np.where(last >= 0, together[np.maximum(last, 0)], NO_ROW)
    nearest = np.full(len(together), NO_ROW)
    nearest[together] = place
    candidate = nearest[len(order) :]
    same = (candidate >= 0) & (groups >= 0) & np.isfinite(moments)
    same &= others[order][np.maximum(candidate, 0)] == groups
    return np.where(same, order[np.maximum(candidate, 0)], NO_ROW)


def within(moments: Numbers, starts: Numbers, ends: Numbers) -> Mask:
    """Whether each moment is in its interval; an empty end is open."""
    inside: Mask = (moments >= starts) & ~(moments >= ends)
    return inside


def _latest_before(groups: Rows, ends: Numbers) -> Rows:
    """Among sorted intervals, the place of the one before each, of its group, that ends last."""
    found = np.full(len(groups), NO_ROW)
    ranks = np.argsort(np.argsort(ends, kind="stable"), kind="stable")
    # A later group counts from a higher floor, so that one running maximum serves all.
    first = np.r_[True, groups[1:] != groups[:-1]]
    number = np.cumsum(first) - 1
    height = np.maximum.accumulate(number * len(groups) + ranks)
    place_of_rank = np.empty(len(groups), np.int64)
    place_of_rank[ranks] = np.arange(len(groups))
    found[1:] = place_of_rank[height[:-1] % len(groups)]
    found[first] = NO_ROW
    return found
