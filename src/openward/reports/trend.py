"""What the statistics allow to be said about one series, up to the period of the report.

The rules, in this order; the first that holds is said:

1. a number is hidden in it: most of what is hidden is small, so what is left leans to one side, and
   limits would mislead as well;
2. no period, or one, has a number: nothing can be said;
3. the series adds up places: periods in which a place is missing are left out, of the chart too;
   where fewer than two are left, or places were added, no change can be read;
4. fewer than 12 periods, also since the counting rule changed: nothing can tell change from chance;
5. nothing happened in any period;
6. the last periods all lie on one side of the middle line, more of them than chance alone makes
   usual (Anhøj and Olesen 2014, doi:10.1371/journal.pone.0113825, exact where events are rare): it
   rose or fell, provided that the level since then lies on that side of the level before, by more
   than the rounding of the numbers;
7. the last period lies beyond the limits (Shewhart), by more than its rounding: once, no trend;
8. a rule names something earlier: it was not steady, and nothing is said of now;
9. no change that these numbers can show.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openward.charts.spc import Charted, Options, charted
from openward.problems import BadInput
from openward.rates.schema import NOT_REPORTED, REPORTED, SUPPRESSED
from openward.rates.value import as_floats
from openward.statistics.chart_result import Flags
from openward.statistics.position import position_of
from openward.statistics.rules_anhoej import count_runs
from openward.statistics.signals import BEYOND

NO_NUMBER = "no_number"
ONE_POINT = "one_point"
OTHER_PLACES = "other_places"
HIDDEN = "hidden"
TOO_FEW = "too_few"
ALL_ZERO = "all_zero"
ROSE = "rose"
FELL = "fell"
ABOVE_ONCE = "above_once"
BELOW_ONCE = "below_once"
NOT_STEADY = "not_steady"
NO_CHANGE = "no_change"


@dataclass(frozen=True, slots=True)
class Trend:
    """said: one of the constants above. points: how many periods have a number, with the last one.

    last: first day of the last period with a number. since: first day of the run, for ROSE and
    FELL; run: how many periods it has; before, after: the level on either side of its start, as
    ratio of sums in the unit of the figure. hidden: how many periods are hidden. left_out: how many
    sums lack a place.
    """

    said: str
    points: int = 0
    last: date | None = None
    since: date | None = None
    run: int = 0
    before: float = 0.0
    after: float = 0.0
    hidden: int = 0
    left_out: int = 0


def trend_of(rows: pa.Table) -> tuple[Trend, Charted | None]:
    """The judgement about one series in the order of time, and its chart (None: no limits).

    rows: one series of a rate table, none later than the period of the report.
    """
    points = _points(rows)
    known = int(points.sum())
    last = rows["period_start"][int(np.flatnonzero(points)[-1])].as_py() if known else None
    hidden = int(pc.sum(pc.equal(rows["status"], SUPPRESSED)).as_py() or 0)
    if hidden:
        return Trend(HIDDEN, known, last, hidden=hidden), None
    if last is None or known == 1:
        return Trend(ONE_POINT if known else NO_NUMBER, known, last), None
    whole = _whole_sums(rows)
    left_out = known - int(_points(whole).sum())
    if known - left_out < 2 or _adds_up_other_places(whole):
        return Trend(OTHER_PLACES, known, last), None
    found, one = _read(whole)
    return replace(found, left_out=left_out), one


def _read(rows: pa.Table) -> tuple[Trend, Charted | None]:
    known = np.flatnonzero(_points(rows))
    points, last = len(known), rows["period_start"][int(known[-1])].as_py()
    one = _charted(rows)
    refused = _refused(one)
    if refused or one is None:
        return Trend(refused or TOO_FEW, points, last), one
    return _judged(rows, one, points, last), one


def _points(rows: pa.Table) -> Flags:
    """Which rows have a value."""
    flags: Flags = np.isfinite(as_floats(rows["numerator"])) & (as_floats(rows["denominator"]) != 0)
    return flags


def _whole_sums(rows: pa.Table) -> pa.Table:
    """The rows, those whose sum lacks a place as if they had not been reported."""
    missing = [pc.fill_null(rows[f"areas_{status}"], 0) for status in (SUPPRESSED, NOT_REPORTED)]
    lacks = pc.and_(pc.greater(pc.add(*missing), 0), pc.equal(rows["status"], REPORTED))
    for name, value in (("numerator", None), ("denominator", None), ("status", NOT_REPORTED)):
        other = pa.scalar(value, rows.schema.field(name).type)
        column = pc.if_else(lacks, other, rows[name])
        rows = rows.set_column(rows.column_names.index(name), rows.schema.field(name), column)
    return rows


def _charted(rows: pa.Table) -> Charted | None:
    """The chart that the series can bear; None where limits would be false."""
    try:
        (one,) = charted(rows, Options())
    except (BadInput, ValueError):  # rows that differ in multiplier or unit make no series
        return None
    return one if one.chart.kinds[0] != "table" else None


def _refused(one: Charted | None) -> str:
    """Why no change can be read, rules 4 and 5; empty where one can."""
    if one is not None and one.chart.kinds[0] == "zero":
        return ALL_ZERO
    is_withheld = one is not None and bool(one.chart.withheld[0, -1])
    return TOO_FEW if one is None or is_withheld else ""


def _adds_up_other_places(rows: pa.Table) -> bool:
    """Whether not the same number of places stands in each sum."""
    summed = rows.filter(pc.equal(rows["status"], REPORTED))
    return len(summed["areas_reported"].unique().drop_null()) > 1


def _judged(rows: pa.Table, one: Charted, points: int, last: date) -> Trend:
    """Rules 6 to 9."""
    start, above, run = _run_at_end(one)
    if start is not None:
        before, after = _levels(one, start)
        clear = abs(after - before) > _rounding(rows, one)
        if clear and (after > before) == above:
            since = one.laid.rows["period_start"][start].as_py()
            return Trend(ROSE if above else FELL, points, last, since, run, before, after)
        return Trend(NOT_STEADY, points, last)
    beyond = _last_beyond(rows, one)
    if beyond:
        return Trend(beyond, points, last)
    named = bool(one.found.flags[:, 0].any())
    return Trend(NOT_STEADY if named else NO_CHANGE, points, last)


def _run_at_end(one: Charted) -> tuple[int | None, bool, int]:
    """(first point, above the line, length) of a last run longer than usual; None if it is not."""
    chart = one.chart
    at, runs = position_of(chart), count_runs(chart, position_of(chart))
    here = chart.phase[0] == chart.phase[0, -1]
    useful = np.flatnonzero((at.above[0] | at.below[0]) & here & ~chart.withheld[0])
    limit = int(np.broadcast_to(runs.longest_limit, chart.value.shape)[0, -1])
    if not len(useful) or limit < 0:
        return None, False, 0
    above = bool(at.above[0, useful[-1]])
    others = np.flatnonzero(at.above[0, useful] != above)
    first = int(others[-1]) + 1 if len(others) else 0
    length = len(useful) - first
    is_long = length > limit and first > 0
    return (int(useful[first]) if is_long else None), above, length


def _levels(one: Charted, start: int) -> tuple[float, float]:
    """The level before and from a point on within the last phase, as ratio of sums."""
    chart = one.chart
    known = np.isfinite(chart.value[0]) & (chart.phase[0] == chart.phase[0, -1])
    early = known & (np.arange(len(known)) < start)
    return _level(one, early), _level(one, known & ~early)


def _level(one: Charted, where: Flags) -> float:
    laid, chart = one.laid, one.chart
    above = laid.numerator[0, where].sum()
    if laid.denominator is None:
        return float(above / where.sum())
    return float(above / laid.denominator[0, where].sum() * chart.multiplier)


def _rounding(rows: pa.Table, one: Charted) -> float:
    """By how much two levels may differ through rounding alone: a step, in the figure's unit."""
    step = float(pc.max(rows["rounded_to"]).as_py() or 0.0)
    if one.laid.denominator is None:
        return step
    return float(step / np.nanmean(one.laid.denominator[0]) * one.chart.multiplier)


def _last_beyond(rows: pa.Table, one: Charted) -> str:
    """Whether the last period lies beyond a limit, however it was rounded; empty if it does not."""
    flags = [one.found.of(name)[0, -1] for name in one.found.names if name in BEYOND]
    if not any(flags):
        return ""
    value, half = one.chart.value[0, -1], _rounding(rows, one) / 2
    if value - half > one.chart.upper[0, -1]:
        return ABOVE_ONCE
    return BELOW_ONCE if value + half < one.chart.lower[0, -1] else ""
