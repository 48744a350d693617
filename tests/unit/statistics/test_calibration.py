"""A stable ward with rare events is left in peace by ``auto``, and by no classical chart."""

from typing import Any

import numpy as np
import pytest

from openward.statistics.control_chart import control_chart
from openward.statistics.signals import signals

SERIES = 1500
RARE = (0.1, 0.2, 0.4, 0.8)


def stable(events_a_month: float, months: int, varying: bool) -> tuple[Any, Any]:
    rng = np.random.default_rng(20261123)
    low, high = (350, 651) if varying else (500, 501)
    bed_days = rng.integers(low, high, (SERIES, months)).astype(float)
    return rng.poisson(events_a_month * bed_days / 500).astype(float), bed_days


def false_alarms(kind: str, counts: Any, bed_days: Any, **options: Any) -> tuple[float, float]:
    chart = control_chart(kind, counts, bed_days, **options)
    beyond = signals(chart, ["shewhart"]).any().mean()
    return float(beyond), float(signals(chart, ["anhoej"]).any().any(axis=1).mean())


@pytest.mark.parametrize("months", [24, 60])
@pytest.mark.parametrize("varying", [False, True])
@pytest.mark.parametrize("events", [*RARE, 1.5, 3.0, 8.0, 12.0])
def test_auto_keeps_its_promise_on_stable_wards(events: float, varying: bool, months: int) -> None:
    beyond, runs = false_alarms("auto", *stable(events, months, varying))
    assert beyond < 0.01
    assert runs <= 0.05


@pytest.mark.parametrize("events", RARE[:3])
def test_classical_limits_break_the_promise_when_events_are_rare(events: float) -> None:
    counts, bed_days = stable(events, 24, True)
    assert false_alarms("u", counts, bed_days)[0] > 0.01
    assert false_alarms("xmr", counts, bed_days, screen=True)[0] > 0.01
    assert false_alarms("u", counts, bed_days)[1] > 0.05


@pytest.mark.parametrize("baseline", [12, 24])
def test_auto_keeps_its_promise_with_a_frozen_baseline(baseline: int) -> None:
    beyond, runs = false_alarms("auto", *stable(0.4, 60, True), baseline=baseline)
    assert beyond < 0.01
    assert runs <= 0.05


def test_runs_are_not_read_when_bed_days_are_halved() -> None:
    rng = np.random.default_rng(1)
    bed_days = np.where(np.arange(60) < 30, 500.0, 250.0) * np.ones((SERIES, 1))
    counts = rng.poisson(0.8 * bed_days / 500).astype(float)
    assert false_alarms("auto", counts, bed_days)[1] <= 0.05


def test_hours_keep_their_runs_when_bed_days_are_halved() -> None:
    bed_days = np.where(np.arange(24) < 12, 500.0, 250.0)
    hours = np.where(np.arange(24) < 12, 2.0, 3.0) + np.tile([0.0, 0.5], 12)
    chart = control_chart("auto", hours, bed_days, numerator_unit="hours")
    assert signals(chart, ["anhoej"]).any().all()


def test_a_real_rise_is_seen() -> None:
    rng = np.random.default_rng(2)
    rate = np.where(np.arange(36) < 24, 0.8, 3.2)
    counts = rng.poisson(np.broadcast_to(rate, (SERIES, 36))).astype(float)
    chart = control_chart("auto", counts, np.full(counts.shape, 500.0), baseline=24)
    assert signals(chart).any().any(axis=1).mean() > 0.8


def test_limits_for_hours_hold_on_stable_wards() -> None:
    rng = np.random.default_rng(3)
    events = rng.poisson(8.0, (SERIES, 24))
    hours = sum(
        np.where(events > n, rng.lognormal(0, 1.2, events.shape), 0.0) for n in range(events.max())
    )
    chart = control_chart("auto", hours, numerator_unit="hours")
    assert signals(chart, ["shewhart"]).any().mean() < 0.01
    assert signals(chart, ["anhoej"]).any().any(axis=1).mean() <= 0.05
