"""Each rule of a trend, and that none says more than its numbers allow."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from openward.reports import trend as t
from openward.reports.trend import trend_of
from tests.unit.reports.months import month, series

STEADY = [12, 15, 11, 14, 13, 12, 16, 13, 14, 11, 15, 13]
HIGH, LOW = [20, 24, 22, 19, 23, 21, 20, 22, 25, 21, 20, 23], [9, 8, 10, 7, 9, 8, 10, 9, 8, 9, 7, 8]

CASES = {
    "nothing": (["not_reported"] * 3, t.NO_NUMBER),
    "one point": ([5], t.ONE_POINT),
    "one point among silence": (["not_reported", 5, "not_reported"], t.ONE_POINT),
    "eleven": (STEADY[:11], t.TOO_FEW),
    "steady": (STEADY, t.NO_CHANGE),
    "all zero": ([0] * 14, t.ALL_ZERO),
    "eleven zeros": ([0] * 11, t.TOO_FEW),
    "fell": (HIGH + LOW, t.FELL),
    "rose": (LOW + HIGH, t.ROSE),
    "one high month": ([*STEADY, *STEADY, 60], t.ABOVE_ONCE),
    "one low month": ([*HIGH, *HIGH, 1], t.BELOW_ONCE),
    "high once, before": ([*STEADY, 60, *STEADY], t.NOT_STEADY),
    "fell, and one is hidden": ([*HIGH, "suppressed", *LOW], t.HIDDEN),
    "fell, and one was not sent": ([*HIGH, "not_reported", *LOW], t.FELL),
    "one number, the others hidden": (["suppressed", 7, "suppressed"], t.HIDDEN),
    "few events": ([0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 1, 0, 0], t.NO_CHANGE),
    "few events, then none": ([1, 0, 2, 0, 1, 0, 0, 1, 0, 0, 0, 0], t.NO_CHANGE),
}


@pytest.mark.parametrize(("numbers", "said"), CASES.values(), ids=CASES)
def test_what_may_be_said(numbers: list[float | str], said: str) -> None:
    assert trend_of(series(numbers))[0].said == said


def test_a_fall_names_its_start_and_the_levels_as_ratios_of_sums() -> None:
    found = trend_of(series(HIGH + LOW))[0]
    assert (found.since, found.run) == (month(13)[0], 12)
    assert found.before == pytest.approx(sum(HIGH) / 7200 * 1000)
    assert found.after == pytest.approx(sum(LOW) / 7200 * 1000)


def test_a_fall_smaller_than_the_rounding_is_none() -> None:
    assert trend_of(series(HIGH + LOW, rounded_to=5.0))[0].said == t.FELL
    assert trend_of(series(HIGH + LOW, rounded_to=20.0))[0].said == t.NOT_STEADY


def test_a_high_month_that_rounding_alone_could_make_is_none() -> None:
    numbers = [*STEADY, *STEADY, 29]
    assert trend_of(series(numbers))[0].said == t.ABOVE_ONCE
    assert trend_of(series(numbers, rounded_to=10.0))[0].said == t.NOT_STEADY


def test_a_new_counting_rule_needs_twelve_periods_of_its_own() -> None:
    table = series(HIGH + LOW)
    rules = ["old"] * 13 + ["new"] * 11
    table = table.set_column(table.column_names.index("definition"), "definition", [rules])
    assert trend_of(table)[0].said == t.TOO_FEW


WHOLE = {"areas_reported": 4, "areas_suppressed": 0, "areas_not_reported": 0}


def with_sums(**changed: int) -> t.Trend:
    """HIGH + LOW as sums over places, the last twelve of them with these counts."""
    early = series(HIGH, **WHOLE)
    late = series(HIGH + LOW, **(WHOLE | changed)).slice(12)
    return trend_of(pa.concat_tables([early, late]))[0]


def test_a_sum_over_more_places_says_nothing() -> None:
    assert with_sums().said == t.FELL
    assert with_sums(areas_reported=5).said == t.OTHER_PLACES


def test_sums_that_lack_a_place_are_left_out() -> None:
    found = with_sums(areas_reported=3, areas_not_reported=1)
    assert (found.said, found.last, found.left_out) == (t.NO_CHANGE, month(12)[0], 12)
    nothing = trend_of(series(HIGH, **(WHOLE | {"areas_suppressed": 1})))[0]
    assert nothing.said == t.OTHER_PLACES


def test_after_a_silent_last_month_the_fall_ends_where_the_numbers_do() -> None:
    found = trend_of(series([*HIGH, *LOW, "not_reported"]))[0]
    assert (found.said, found.last) == (t.FELL, month(24)[0])


def test_hours_are_charted_by_their_own_limits() -> None:
    found, one = trend_of(series([float(n) for n in HIGH + LOW], numerator_unit="hours"))
    assert one is not None and one.chart.kinds[0] in ("xmr", "run") and found.said == t.FELL


def test_no_limits_are_drawn_from_what_hiding_has_left() -> None:
    assert trend_of(series([*HIGH, "suppressed"]))[1] is None
    assert trend_of(series([*HIGH, "not_reported"]))[1] is not None


def said_of_made_up(change: float) -> list[str]:
    """Of 120 wards with 12 events a month, times the change in the second year."""
    random = np.random.default_rng(7)
    means = np.r_[np.full(12, 12.0), np.full(12, 12 * change)]
    return [trend_of(series([float(n) for n in random.poisson(means)]))[0].said for _ in range(120)]


def test_chance_alone_hardly_ever_rises_or_falls_and_a_fall_is_never_a_rise() -> None:
    steady, fallen = said_of_made_up(1.0), said_of_made_up(0.4)
    assert steady.count(t.ROSE) + steady.count(t.FELL) <= 2
    assert fallen.count(t.ROSE) == 0 and fallen.count(t.FELL) >= 60
