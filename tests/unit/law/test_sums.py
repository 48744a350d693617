"""Sums over several measures, against a count of minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.law.sums import chain_before, merged, passed_in_window

ZERO = datetime(2026, 1, 1, tzinfo=UTC)


def at(minute: int) -> datetime:
    return ZERO + timedelta(minutes=minute)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def test_overlapping_measures_are_counted_once() -> None:
    assert merged([(at(0), at(30)), (at(10), at(20)), (at(30), at(40))]) == [(at(0), at(40))]


def test_a_pause_as_long_as_the_gap_breaks_the_chain() -> None:
    earlier = [(at(0), at(60)), (at(100), at(160))]
    assert chain_before(at(200), earlier, minutes(40)) == timedelta(0)
    assert chain_before(at(200), earlier, minutes(41)) == minutes(120)


def test_pauses_shorter_than_the_gap_all_add_up() -> None:
    earlier = [(at(0), at(10)), (at(20), at(30)), (at(40), at(50))]
    assert chain_before(at(60), earlier, minutes(11)) == minutes(30)


SPANS = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 120)), max_size=5)


@given(SPANS, st.integers(30, 300), st.integers(1, 299))
def test_the_window_is_over_after_the_minute_that_a_count_of_minutes_gives(
    spans: list[tuple[int, int]], window: int, limit: int
) -> None:
    limit, start = min(limit, window - 1), 500
    used = [any(a <= m < a + n for a, n in spans) or m >= start for m in range(1200)]
    over = next(m for m in range(start, 1199) if sum(used[max(m + 1 - window, 0) : m + 1]) > limit)
    earlier = merged((at(a), at(a + n)) for a, n in spans if a < start)
    assert passed_in_window(at(start), earlier, minutes(window), minutes(limit)) == at(over)


@pytest.mark.parametrize(("limit", "due"), [(60, 60), (30, 30)])
def test_without_earlier_measures_the_window_is_the_measure_itself(limit: int, due: int) -> None:
    assert passed_in_window(at(0), [], minutes(100), minutes(limit)) == at(due)
