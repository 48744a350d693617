"""What a chart says about each series, in plain sentences, and where new limits are proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openward.statistics import rules_anhoej, sentences
from openward.statistics.chart_result import ControlChart, Flags
from openward.statistics.position import position_of
from openward.statistics.rules_anhoej import Runs, count_runs
from openward.statistics.signals import BEYOND, Signals


def summaries(chart: ControlChart, found: Signals) -> tuple[str, ...]:
    """Say for each series why this chart, what it shows, and what it cannot say."""
    runs = count_runs(chart, position_of(chart))
    return tuple(
        _paragraph(chart, series, _findings(chart, found, runs, series), bool(runs.unread[series]))
        for series in range(len(chart.kinds))
    )


def _findings(chart: ControlChart, found: Signals, runs: Runs, series: int) -> list[str]:
    """What the rules name in one series, most telling first."""
    points = int(np.isfinite(chart.value[series]).sum())
    named = found.flags[:, series]
    beyond = named[[row for row, name in enumerate(found.names) if name in BEYOND]].any(axis=0)
    higher = chart.value[series] > chart.centre[series]
    counts = {"over": int((beyond & higher).sum()), "under": int((beyond & ~higher).sum())}
    said = [
        sentences.FINDINGS[key].format(count=count, points=points)
        for key, count in counts.items()
        if count
    ]
    said += _run_findings(chart, found, runs, series)
    if named.any() and not said:
        count = int(named.any(axis=0).sum())
        said.append(sentences.FINDINGS["other"].format(count=count, points=points))
    return said


def _run_findings(chart: ControlChart, found: Signals, runs: Runs, series: int) -> list[str]:
    said = []
    long = _phase_named(found, "anhoej_run")[series] & runs.in_longest[series]
    if long.any():
        point = int(np.flatnonzero(long)[-1])
        side = bool(chart.value[series, point] > chart.centre[series, point])
        length = int(np.broadcast_to(runs.longest, chart.value.shape)[series, point])
        said.append(sentences.FINDINGS["run"].format(run=length, side=sentences.SIDES[side]))
    few = _phase_named(found, "anhoej_crossings")[series]
    if few.any():
        times = int(np.broadcast_to(runs.crossings, chart.value.shape)[series][few].max())
        said.append(sentences.FINDINGS["crossings"].format(crossings=times))
    return said


def _phase_named(found: Signals, name: str) -> Flags:
    if name in found.names:
        return found.of(name)
    return np.zeros(found.flags.shape[1:], dtype=np.bool_)


def _paragraph(chart: ControlChart, series: int, findings: list[str], silent: bool) -> str:
    said = [chart.reasons[series]] if chart.reasons else []
    if findings:
        joined = "; ".join(findings)
        said.append(sentences.CHANGED.format(findings=joined[0].upper() + joined[1:]))
    elif not chart.withheld[series].all():
        said.append(sentences.STEADY)
    if silent and not chart.withheld[series].all():
        said.append(sentences.UNEVEN.format(denominator=chart.denominator_unit))
    return " ".join([*said, sentences.CANNOT_SAY])


@dataclass(frozen=True)
class Proposal:
    """New limits proposed for one series from one point on; a person decides."""

    series: int
    point: int
    rule: str
    reason: str


def propose_phases(chart: ControlChart, starts: Sequence[str] | None = None) -> list[Proposal]:
    """Propose where new limits could begin: at the start of a run longer than usual.

    Parameters
    ----------
    starts
        Name of each time point for the sentence (``2026-03``); the number of the point otherwise.

    Notes
    -----
    Only the last phase is looked at, at most one proposal per series, and nothing is applied:
    limits that follow the data on their own hide the very change that people want to see.
    """
    runs = count_runs(chart, position_of(chart))
    last = chart.phase == chart.phase[:, -1:]
    inside = rules_anhoej.run_too_long(runs) & last & ~chart.withheld & runs.in_longest
    longest = np.broadcast_to(runs.longest, chart.value.shape)
    found = []
    for series in np.flatnonzero(inside.any(axis=1)):
        points = np.flatnonzero(inside[series])
        length = int(longest[series, points[-1]])
        start = int(points[-length])  # the latest of equally long runs
        if start > np.flatnonzero(last[series] & np.isfinite(chart.value[series]))[0]:
            found.append(_proposal(chart, int(series), start, length, starts))
    return found


def _proposal(
    chart: ControlChart, series: int, start: int, length: int, starts: Sequence[str] | None
) -> Proposal:
    above = bool(chart.value[series, start] > chart.centre[series, start])
    reason = sentences.PHASE_PROPOSED.format(
        start=starts[start] if starts else f"point {start + 1}",
        run=length,
        side=sentences.SIDES[above],
    )
    return Proposal(series, start, "anhoej_run", reason)
