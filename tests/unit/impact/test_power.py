"""How often a fall would be seen, by simulation on a ward's own months."""

from __future__ import annotations

import numpy as np
import pytest

from openward.impact.history import History, history_of, simulated
from openward.impact.power import Power, least_visible, power_alone, power_wedge
from openward.impact.series import all_series
from openward.problems import BadInput
from tests.unit.impact.monthly import monthly

BUSY = History(20.0, 1.0, 0.0, 48, 12)


def test_a_larger_fall_and_more_months_are_seen_more_often() -> None:
    small, large = (power_alone(BUSY, 12, fall, seed=1).power for fall in (0.2, 0.5))
    assert small < large
    assert power_alone(BUSY, 24, 0.3, seed=1).power > power_alone(BUSY, 3, 0.3, seed=1).power


def test_nothing_is_seldom_taken_for_a_fall() -> None:
    assert power_alone(BUSY, 12, 0.0, seed=1).power < 0.05


def test_the_same_seed_gives_the_same_power() -> None:
    one, again = (power_alone(BUSY, 12, 0.3, seed=4) for _ in range(2))
    assert one == again != power_alone(BUSY, 12, 0.3, seed=5)


def test_few_events_are_simulated_with_the_exact_method() -> None:
    found = power_alone(History(0.2, 1.0, 0.0, 36, 12), 12, 0.5, seed=1)
    assert (found.method, found.power < 0.1) == ("conditional_poisson", True)


def test_scatter_and_autocorrelation_of_the_history_come_back() -> None:
    history = History(20.0, 4.0, 0.5, 48, 12)
    counts = simulated(history, np.full(4000, 20.0), 5, np.random.default_rng(1))
    centred = counts - counts.mean(axis=1, keepdims=True)
    lag_one = (centred[:, 1:] * centred[:, :-1]).sum(axis=1) / (centred**2).sum(axis=1)
    assert counts.var(axis=1).mean() / counts.mean() == pytest.approx(4.0, rel=0.15)
    assert lag_one.mean() == pytest.approx(0.5, abs=0.08)


def test_a_history_is_read_from_the_months() -> None:
    rng = np.random.default_rng(2)
    history = history_of(all_series(monthly(map(float, rng.poisson(15, 60))))[0])
    assert history.mean == pytest.approx(15, rel=0.1)
    assert history.dispersion < 1.4 and history.periods == 60


@pytest.mark.parametrize("counts", [[1.0] * 7, [0.0] * 48])
def test_too_little_history_is_bad_input(counts: list[float]) -> None:
    with pytest.raises(BadInput, match="too little history"):
        history_of(all_series(monthly(counts))[0])


def test_several_wards_see_more_than_one() -> None:
    together = power_wedge([BUSY], 8, 12, 0.3, seed=1, replicates=20)
    assert together.power > power_alone(BUSY, 12, 0.3, seed=1).power


def test_the_least_visible_fall_is_the_smallest_one_seen() -> None:
    cells = [Power(1, 12, fall, seen, 0, 1, "its") for fall, seen in
             ((0.2, 0.5), (0.3, 0.81), (0.5, 0.99))]  # fmt: skip
    assert (least_visible(cells, 12), least_visible(cells, 24)) == (0.3, None)
