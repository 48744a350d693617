"""Stable and changed wards by simulation, and how often each chart names them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openward.statistics.control_chart import control_chart
from openward.statistics.signals import signals

Floats = npt.NDArray[np.float64]
BED_DAYS = 500.0  # a month of a ward with 16 to 17 people


@dataclass(frozen=True)
class Wards:
    """Wards of one kind: counts and bed-days of series × months."""

    events_a_month: float
    months: int
    bed_days: str
    counts: Floats
    exposure: Floats


def stable_wards(
    rng: np.random.Generator, events_a_month: float, months: int, bed_days: str, series: int
) -> Wards:
    """Wards whose rate never changes; ``bed_days`` is constant, varying (± 30 %) or halved."""
    exposure = np.full((series, months), BED_DAYS)
    if bed_days == "varying":
        exposure = rng.integers(350, 651, (series, months)).astype(np.float64)
    if bed_days == "halved":
        exposure[:, months // 2 :] /= 2
    counts = rng.poisson(events_a_month * exposure / BED_DAYS).astype(np.float64)
    return Wards(events_a_month, months, bed_days, counts, exposure)


def clustered_wards(
    rng: np.random.Generator, events_a_month: float, surplus: float, months: int, series: int
) -> Wards:
    """Stable wards whose counts vary ``surplus`` times as much as independent events would."""
    exposure = np.full((series, months), BED_DAYS)
    chance = 1 / surplus
    size = events_a_month * chance / (1 - chance)
    counts = rng.negative_binomial(size, chance, exposure.shape).astype(np.float64)
    return Wards(events_a_month, months, "constant", counts, exposure)


def stable_hours(
    rng: np.random.Generator, events_a_month: float, log_sd: float, months: int, series: int
) -> Floats:
    """Hours a month of wards whose events come and last the same all the time."""
    events = rng.poisson(events_a_month, (series, months))
    hours = np.zeros((series, months))
    for number in range(int(events.max())):
        hours += np.where(events > number, rng.lognormal(0.0, log_sd, hours.shape), 0.0)
    return hours


def changed_wards(
    rng: np.random.Generator, events_a_month: float, factor: float, after: int, series: int
) -> Wards:
    """Wards with 24 stable months and then ``after`` months at ``factor`` times the rate."""
    months = 24 + after
    exposure = np.full((series, months), BED_DAYS)
    rate = np.where(np.arange(months) < 24, events_a_month, events_a_month * factor)
    counts = rng.poisson(np.broadcast_to(rate, exposure.shape)).astype(np.float64)
    return Wards(events_a_month, months, "constant", counts, exposure)


def points_beyond(wards: Wards, kind: str) -> float:
    """Share of points that the chart puts beyond its limits."""
    chart = control_chart(kind, wards.counts, wards.exposure, multiplier=1000)
    return float(signals(chart, ["shewhart"]).any().mean())


def series_with_runs(wards: Wards, kind: str) -> float:
    """Share of series that the run rules name."""
    chart = control_chart(kind, wards.counts, wards.exposure, multiplier=1000)
    return float(signals(chart, ["anhoej"]).any().any(axis=1).mean())


def points_named_by_mdc(wards: Wards) -> float:
    """Share of points that screened XmR with Making Data Count names (the usual tool)."""
    chart = control_chart("xmr", wards.counts, wards.exposure, multiplier=1000, screen=True)
    return float(signals(chart, ["mdc_2019"]).any().mean())


def series_detected(wards: Wards) -> float:
    """Share of series in which ``auto`` names a point or a run, the change being real."""
    before = control_chart("auto", wards.counts, wards.exposure, multiplier=1000)
    frozen = control_chart("auto", wards.counts, wards.exposure, multiplier=1000, baseline=24)
    named = signals(before).any() | signals(frozen).any()
    return float(named.any(axis=1).mean())


def every_stable_ward(seed: int, series: int) -> Iterator[Wards]:
    """Wards at each rate, length and kind of bed-days, always the same for a seed."""
    rng = np.random.default_rng(seed)
    for months in (24, 60):
        for rate in (0.1, 0.2, 0.4, 0.8, 1.5, 3.0, 8.0, 12.0, 20.0):
            for bed_days in ("constant", "varying", "halved"):
                yield stable_wards(rng, rate, months, bed_days, series)
