"""Anhøj's run rules: an unusually long run, or unusually few crossings of the centre line.

Source: Anhøj and Olesen, PLoS ONE 9(11): e113825, 2014, doi:10.1371/journal.pone.0113825. Points
on the line, gaps and points left out do not count. The published limits take it that a point
lies above or below with equal chance: true around a median, false around the mean of rare
events. There the exact limits serve: they ask how often a run this long, or crossings this few,
come about when the same points above and below fall in any order. When bed-days change so much
that early and late points have unequal chances to lie above, the exact limits keep silent.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from openward.statistics.chart_result import ControlChart, Flags, Integers, Positions
from openward.statistics.exact_runs import exact_limits_of_runs
from openward.statistics.phases import each_phase
from openward.statistics.position import Position
from openward.statistics.rare import chances_above, uneven


@dataclass(frozen=True, eq=False)
class Runs:
    """Run counts of each point's phase; all series × time (constant within a phase).

    ``longest`` and ``crossings`` are observed, ``longest_limit`` the longest run that is still
    usual and ``crossings_limit`` the fewest crossings still usual; −1 where no point counts.
    ``in_longest`` marks the points of the longest run; ``unread`` (one per series) holds where the
    denominator changed too much within a phase for its runs to be read.
    """

    useful: Integers
    longest: Integers
    longest_limit: Integers
    crossings: Integers
    crossings_limit: Integers
    in_longest: Flags
    unread: Flags


@dataclass(frozen=True, eq=False)
class _Counted:
    """Points that count, which of them lie above or cross or start a run, and run so far."""

    useful: Flags
    above: Flags
    crossing: Flags
    length: Positions
    starts: Flags


@cache
def published_limits(most: int) -> tuple[Integers, Integers]:
    """Longest usual run and fewest usual crossings for 0 … ``most`` useful points."""
    points = np.arange(1, most + 1)
    run = np.rint(np.log2(points)).astype(np.int64) + 3
    crossings, chances = [], np.ones(1)
    for _ in points:
        # The 5 % quantile of binomial (n - 1, 1/2); each row of Pascal's triangle makes the next.
        crossings.append(int(np.searchsorted(np.cumsum(chances), 0.05)))
        chances = (np.append(chances, 0) + np.append(0, chances)) / 2
    return np.concatenate([[-1], run]), np.array([-1, *crossings], dtype=np.int64)


def count_runs(chart: ControlChart, at: Position) -> Runs:
    """Count runs and crossings in each phase of each series."""
    useful = (at.above | at.below) & chart.include
    position = np.arange(useful.shape[1], dtype=np.int32)
    # Time and side in one number, so that the last useful side is a running maximum.
    tagged = np.where(useful, 2 * position + at.above, np.int32(-1))
    before = np.full(useful.shape, -1, dtype=np.int32)
    np.maximum.accumulate(tagged[:, :-1], axis=1, out=before[:, 1:])
    fresh = useful & _starts_anew(before, chart.phase)
    crossing = useful & ~fresh & ((before & 1) != at.above)
    order = np.cumsum(useful, axis=1, dtype=np.int32)
    start = np.where(fresh | crossing, order, np.int32(0))
    length = order - np.maximum.accumulate(start, axis=1) + 1
    length[~useful] = 0
    counted = _Counted(useful, at.above & useful, crossing, length, start > 0)
    return _summed(chart, counted)


def _starts_anew(before: Positions, phase: Integers) -> Flags:
    """True where no useful point of the same phase went before."""
    fresh: Flags = before < 0
    if phase.strides[1] != 0:
        earlier = np.take_along_axis(phase, np.maximum(before >> 1, 0).astype(np.int64), axis=1)
        fresh |= earlier != phase
    return fresh


def _summed(chart: ControlChart, counted: _Counted) -> Runs:
    """Sum up each phase and spread the sums over its points."""
    useful, shape = counted.useful, counted.useful.shape
    chances = chances_above(chart) if chart.run_limits == "exact" else None
    unread: Flags = np.zeros((shape[0], 1), dtype=np.bool_)
    whole = [np.zeros((shape[0], 1), dtype=np.int64) for _ in range(5)]
    for where in each_phase(chart.phase):
        inside = useful if where is None else useful & where
        count = inside.sum(axis=1, keepdims=True)
        found = (
            count,
            np.where(inside, counted.length, 0).max(axis=1, keepdims=True),
            (counted.crossing & inside).sum(axis=1, keepdims=True),
        )
        high = (counted.above & inside).sum(axis=1, keepdims=True)
        limits = _limits(chart.run_limits, high, count)
        if chances is not None:
            silent = uneven(chances, inside)
            unread |= silent
            limits = (np.where(silent, -1, limits[0]), np.where(silent, -1, limits[1]))
        pieces = (*found, *limits)
        if where is None:
            whole = list(pieces)
        else:
            whole = [np.where(where, new, old) for new, old in zip(pieces, whole, strict=True)]
    count, longest, crossings, longest_limit, crossings_limit = whole
    in_longest = _in_longest(counted, longest)
    return Runs(count, longest, longest_limit, crossings, crossings_limit, in_longest, unread[:, 0])


def _limits(method: str, high: Integers, count: Integers) -> tuple[Integers, Integers]:
    if method == "exact":
        return exact_limits_of_runs(high, count - high)
    run, crossings = published_limits(int(count.max(initial=0)))
    return run[count], crossings[count]


def _in_longest(counted: _Counted, longest: Integers) -> Flags:
    """Points of runs as long as the longest of their phase."""
    useful = counted.useful
    run = np.cumsum(counted.starts, axis=1)
    final = useful & (counted.length == longest)
    width = run.max(initial=0) + 1
    chosen = np.zeros((useful.shape[0], width), dtype=np.bool_)
    series, time = np.nonzero(final)
    chosen[series, run[series, time]] = True
    rows = np.arange(useful.shape[0])[:, None]
    result: Flags = chosen[rows, run] & useful
    return result


def run_too_long(runs: Runs) -> Flags:
    """Phases whose longest run is longer than usual."""
    return (runs.longest_limit >= 0) & (runs.longest > runs.longest_limit)


def crossings_too_few(runs: Runs) -> Flags:
    """Phases with fewer crossings of the centre line than usual."""
    return (runs.crossings_limit >= 0) & (runs.crossings < runs.crossings_limit)
