"""Phases with limits of their own, also with a frozen baseline."""

import numpy as np
import pytest

from openward.statistics.control_chart import KINDS, control_chart
from openward.statistics.phases import baseline_points, phases_from_starts
from openward.statistics.position import position_of
from openward.statistics.rules_anhoej import count_runs
from openward.statistics.signals import RULES_OF_SET, signals

rng = np.random.default_rng(11)
EXPOSURE = rng.integers(300, 700, (4, 60)).astype(float)
COUNTS = rng.poisson(6.0, (4, 60)).astype(float)


def test_starts_become_labels() -> None:
    assert phases_from_starts([0, 2, 4], 5).tolist() == [0, 0, 1, 1, 2]
    with pytest.raises(ValueError, match="outside"):
        phases_from_starts([5], 5)


@pytest.mark.parametrize("kind", [*KINDS, "auto"])
def test_each_phase_is_a_chart_of_its_own(kind: str) -> None:
    whole = control_chart(kind, COUNTS, EXPOSURE, phase=phases_from_starts([25], 60), screen=True)
    for part in (slice(0, 25), slice(25, 60)):
        alone = control_chart(kind, COUNTS[:, part], EXPOSURE[:, part], screen=True)
        np.testing.assert_allclose(whole.upper[:, part], alone.upper, rtol=1e-12)
        np.testing.assert_allclose(whole.centre[:, part], alone.centre, rtol=1e-12)


def test_rules_never_reach_across_a_phase() -> None:
    sets = list(RULES_OF_SET)
    named = signals(control_chart("xmr", COUNTS, phase=phases_from_starts([25], 60)), sets)
    for part in (slice(0, 25), slice(25, 60)):
        alone = signals(control_chart("xmr", COUNTS[:, part]), sets)
        np.testing.assert_array_equal(named.flags[:, :, part], alone.flags)


def test_phases_may_differ_from_series_to_series() -> None:
    labels = np.stack([phases_from_starts([start], 60) for start in (10, 20, 30, 40)])
    together = control_chart("u", COUNTS, EXPOSURE, phase=labels)
    for row in range(4):
        alone = control_chart("u", COUNTS[row], EXPOSURE[row], phase=labels[row])
        np.testing.assert_allclose(together.upper[row], alone.upper[0], rtol=1e-12)


def test_baseline_counts_from_the_start_of_each_phase() -> None:
    marks = baseline_points(np.array([[0, 0, 0, 1, 1, 1]]), 2)
    assert marks is not None
    assert marks.tolist() == [[True, True, False, True, True, False]]


def test_phase_and_frozen_baseline_go_together() -> None:
    chart = control_chart("c", COUNTS, phase=phases_from_starts([30], 60), baseline=12)
    assert chart.centre[0, 0] == pytest.approx(COUNTS[0, :12].mean())
    assert chart.centre[0, 59] == pytest.approx(COUNTS[0, 30:42].mean())


def test_alternation_does_not_reach_across_a_phase() -> None:
    waves = [10.0, 10.1] * 7
    for start, named in ((0, True), (1, False), (13, False)):
        chart = control_chart("xmr", waves, phase=phases_from_starts([start], 14))
        assert signals(chart, ["nelson"]).of("nelson_4").any() == named


def test_the_step_into_a_phase_is_no_crossing() -> None:
    chart = control_chart("run", [1.0, 1, 5, 5, 1, 1], centre=3.0, phase=[0, 0, 1, 1, 1, 1])
    runs = count_runs(chart, position_of(chart))
    assert runs.crossings[0].tolist() == [0, 0, 1, 1, 1, 1]
    assert runs.longest[0].tolist() == [2] * 6
