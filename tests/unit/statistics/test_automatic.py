"""``auto``: what it chooses, what it withholds, and the sentence that says why."""

from typing import Any

import numpy as np
import pytest

from openward.statistics.automatic import choose
from openward.statistics.control_chart import control_chart
from openward.statistics.signals import signals
from openward.statistics.summaries import propose_phases, summaries

MONTHS = 24
BED_DAYS = np.full(MONTHS, 450.0)


def counts(events: float, seed: int = 1) -> Any:
    return np.random.default_rng(seed).poisson(events, MONTHS).astype(float)


@pytest.mark.parametrize(
    ("numbers", "unit", "kind"),
    [
        (counts(0.4), "count", "u_exact"),
        (counts(5.0), "persons", "u_exact"),
        (counts(30.0), "count", "u"),
        (counts(30.0) * np.where(np.arange(MONTHS) % 2, 2, 1), "count", "up"),
        (np.zeros(MONTHS), "count", "zero"),
        (np.where(np.arange(MONTHS) < 11, 1.0, np.nan), "count", "table"),
        (counts(40.0) / 3, "hours", "xmr"),
        (np.where(np.arange(MONTHS) == 5, 99.0, 1.0), "hours", "run"),
    ],
)
def test_choice_follows_the_data(numbers: Any, unit: str, kind: str) -> None:
    choice = choose(numbers, BED_DAYS, numerator_unit=unit)
    assert choice.kinds == (kind,)
    assert choice.reasons[0].endswith(".")
    assert choice.reasons[0].count(". ") == 0


def test_clusters_are_said() -> None:
    numbers = np.where(np.arange(MONTHS) % 6 == 0, 6.0, 0.0)
    (reason,) = choose(numbers, BED_DAYS).reasons
    assert "may be the many events of one person" in reason
    assert "one person" not in choose(counts(1.0), BED_DAYS).reasons[0]


def test_counts_without_bed_days_get_a_count_chart() -> None:
    assert choose(counts(30.0)).kinds == ("c",)
    assert choose(counts(0.4)).kinds == ("u_exact",)


def test_no_events_are_said_with_the_exact_bound() -> None:
    chart = control_chart("auto", np.zeros(MONTHS), BED_DAYS, multiplier=1000)
    assert chart.reasons[0].startswith("0 events in 10,800 bed-days")
    assert "0.277 per 1,000 (exact one-sided 95 % upper bound, 3.0/N)" in chart.reasons[0]
    assert np.isnan(chart.upper).all()
    assert (chart.centre == 0).all()


def test_no_events_without_bed_days_are_said_per_period() -> None:
    (reason,) = choose(np.zeros(MONTHS), multiplier=1000).reasons
    assert reason.startswith("0 events in 24 periods")
    assert "up to 0.125 (exact one-sided 95 % upper bound, 3.0/N)" in reason


def test_no_hours_are_said_without_a_bound_for_events() -> None:
    reason = choose(np.zeros(MONTHS), BED_DAYS, numerator_unit="hours").reasons[0]
    assert "bound" not in reason


def test_below_twelve_points_there_is_no_limit_and_no_signal() -> None:
    chart = control_chart("auto", [0.0] * 10 + [50.0], [450.0] * 11)
    assert chart.kinds == ("table",)
    assert np.isnan(chart.upper).all()
    assert not signals(chart, ["shewhart", "anhoej", "nelson"]).any().any()


def test_a_short_phase_is_withheld_and_a_long_one_is_not() -> None:
    numbers = np.r_[counts(1.0), [30.0, 0.0, 30.0]]
    phase = np.r_[np.zeros(MONTHS, int), [1, 1, 1]]
    chart = control_chart("auto", numbers, np.full(27, 450.0), phase=phase)
    assert np.isfinite(chart.upper[0, :24]).all()
    assert np.isnan(chart.upper[0, 24:]).all()
    assert not signals(chart).any()[0, 24:].any()


def test_a_short_phase_has_no_run_signals_either() -> None:
    numbers = np.r_[counts(1.0), [5.0] * 6, [0.0] * 5]
    phase = np.r_[np.zeros(MONTHS, int), np.ones(11, int)]
    named = signals(control_chart("auto", numbers, np.full(35, 450.0), phase=phase))
    assert not named.any()[0, 24:].any()
    longer = control_chart("auto", np.r_[numbers, 0.0], np.full(36, 450.0), phase=np.r_[phase, 1])
    assert signals(longer).any()[0, 24:].all()


def test_one_month_with_many_events_is_named() -> None:
    numbers = counts(0.5)
    numbers[20] = 8
    chart = control_chart("auto", numbers, BED_DAYS)
    found = signals(chart)
    assert found.of("beyond_limits")[0, 20]
    said = summaries(chart, found)[0]
    assert "1 of 24 points above the upper limit" in said


def test_long_quiet_is_named_and_new_limits_are_only_proposed() -> None:
    numbers = np.r_[[2.0, 1, 3, 2, 1, 2, 3, 1, 2, 2, 1, 3], np.zeros(12)]
    chart = control_chart("auto", numbers, BED_DAYS)
    months = [f"2025-{m:02d}" for m in range(1, 13)] + [f"2026-{m:02d}" for m in range(1, 13)]
    (proposal,) = propose_phases(chart, months)
    assert (proposal.series, proposal.point, proposal.rule) == (0, 12, "anhoej_run")
    assert proposal.reason.startswith("New limits could begin in 2026-01, when 12 periods in a row")
    assert (chart.phase == 0).all()
    assert "12 periods in a row lie below the middle line" in summaries(chart, signals(chart))[0]


def test_a_steady_ward_is_not_praised_and_not_blamed() -> None:
    chart = control_chart("auto", counts(1.0), BED_DAYS)
    (said,) = summaries(chart, signals(chart))
    assert "does not prove that there was none" in said
    assert "the aim is zero" in said
    for word in ("good", "improve", "concern", "acceptable level", "deteriorat"):
        assert word not in said


def test_auto_refuses_a_given_centre() -> None:
    with pytest.raises(ValueError, match="own centre"):
        control_chart("auto", counts(1.0), BED_DAYS, centre=1.0)


def test_a_named_kind_warns_in_words_where_auto_would_switch() -> None:
    chart = control_chart("u", counts(0.3), BED_DAYS)
    assert any("too often call a steady ward changed" in said for said in chart.warnings)
    assert np.isfinite(chart.upper).all()


def test_same_input_gives_the_same_chart() -> None:
    first, second = (control_chart("auto", counts(2.0), BED_DAYS) for _ in range(2))
    np.testing.assert_array_equal(first.upper, second.upper)
    assert first.reasons == second.reasons
