"""What comes in is checked; gaps stay gaps."""

from typing import Any

import numpy as np
import pytest

from openward.statistics.control_chart import control_chart


def test_a_gap_is_neither_zero_nor_part_of_the_limits() -> None:
    with_gap = control_chart("u", [4.0, np.nan, 6.0], [100.0, 100.0, 100.0])
    without = control_chart("u", [4.0, 6.0], [100.0, 100.0])
    assert with_gap.centre[0, 0] == without.centre[0, 0]
    assert np.isnan(with_gap.value[0, 1])


def test_nobody_there_is_a_gap() -> None:
    chart = control_chart("u", [4.0, 0.0, 6.0], [100.0, 0.0, 100.0])
    assert np.isnan(chart.value[0, 1])
    assert np.isnan(chart.upper[0, 1])
    assert chart.centre[0, 0] == pytest.approx(0.05)


def test_a_gap_breaks_the_chain_of_moving_ranges() -> None:
    chart = control_chart("xmr", [1.0, 2.0, np.nan, 50.0, 51.0])
    assert chart.sigma[0, 0] == pytest.approx(2.66 / 3)


def test_a_point_left_out_is_stepped_over() -> None:
    left_out = [False, False, True, False, False]
    chart = control_chart("xmr", [1.0, 2.0, 99.0, 4.0, 5.0], exclude=left_out)
    assert chart.sigma[0, 0] == pytest.approx(2.66 / 3 * (1 + 2 + 1) / 3)
    assert chart.centre[0, 0] == 3


def test_shorter_series_are_padded_without_effect() -> None:
    rng = np.random.default_rng(7)
    counts = rng.poisson(5.0, (3, 20)).astype(float)
    padded = np.full((3, 30), np.nan)
    padded[:, :20] = counts
    for kind in ("xmr", "c", "run", "u_exact"):
        short, long = control_chart(kind, counts), control_chart(kind, padded)
        np.testing.assert_array_equal(long.upper[:, :20], short.upper)
        np.testing.assert_array_equal(long.centre[:, :20], short.centre)


@pytest.mark.parametrize("kind", ["u", "xmr", "up", "c", "p", "u_exact", "auto", "run"])
def test_many_series_give_what_each_gives_alone(kind: str) -> None:
    rng = np.random.default_rng(8)
    exposure = rng.integers(300, 700, (6, 24)).astype(float)
    counts = rng.poisson(np.array([[0.2], [1.0], [4.0], [12.0], [30.0], [0.0]]), (6, 24)) * 1.0
    counts[rng.random(counts.shape) < 0.1] = np.nan
    together = control_chart(kind, counts, exposure, multiplier=1000)
    for row in range(6):
        alone = control_chart(kind, counts[row], exposure[row], multiplier=1000)
        np.testing.assert_allclose(together.upper[row], alone.upper[0], rtol=1e-12)
        assert together.kinds[row] == alone.kinds[0]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"numerator": [1.0, -1.0]}, "below zero"),
        ({"numerator": [1.0, np.inf]}, "finite"),
        ({"denominator": [0.0, 5.0]}, "is 0 where"),
        ({"phase": [1, 0]}, "go back"),
        ({"baseline": 1}, "2 points"),
        ({"kind": "ewma"}, "not one of"),
        ({"denominator": None}, "needs one"),
        ({"numerator_unit": "bananas"}, "not one of"),
        ({"centre": -1.0}, "centre"),
    ],
)
def test_bad_input_is_refused_with_the_reason(wrong: dict[str, Any], word: str) -> None:
    asked = {"kind": "u", "numerator": [1.0, 2.0], "denominator": [5.0, 5.0], **wrong}
    with pytest.raises(ValueError, match=word):
        control_chart(**asked)


@pytest.mark.parametrize("kind", ["u", "c", "g", "t", "p", "u_exact"])
def test_hours_are_not_events(kind: str) -> None:
    with pytest.raises(ValueError, match="hours are not events"):
        control_chart(kind, [1.5, 2.5], [10.0, 10.0], numerator_unit="hours")


@pytest.mark.parametrize("kind", ["xmr", "i", "run", "mr", "up"])
def test_hours_may_have_charts_that_do_not_count(kind: str) -> None:
    chart = control_chart(kind, [1.5, 2.5, 3.0], [10.0, 10.0, 10.0], numerator_unit="hours")
    assert chart.numerator_unit == "hours"
