from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from openward.charts.axes import linear_ticks, log_ticks, root_ticks
from openward.charts.words import ENGLISH, Words, number_text, period_text, tick_text

FINNISH = Words(decimal_mark=",", thousands_mark=" ", less_than="alle {limit}")


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0, "0"), (0.0001, "less than 0.01"), (0.0049999, "less than 0.01"), (0.005, "0.01"),
     (0.125, "0.13"), (1234.5, "1,234.50")],
)  # fmt: skip
def test_only_zero_is_printed_as_zero(number: float, text: str) -> None:
    assert number_text(number, 2, ENGLISH) == text


def test_numbers_follow_the_language() -> None:
    assert number_text(1234.5, 1, FINNISH) == "1 234,5"
    assert number_text(0.001, 2, FINNISH) == "alle 0,01"


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (0.05, "0.05"), (2.5, "2.5"), (10000, "10,000"), (2.5e6, "2.5 million")],
)
def test_ticks_are_short(number: float, text: str) -> None:
    assert tick_text(number, ENGLISH) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2022, 1, 1), date(2023, 1, 1), "2022"),
        (date(2021, 12, 1), date(2022, 1, 1), "Dec 2021"),
        (date(2021, 7, 1), date(2021, 10, 1), "Jul – Sep 2021"),
        (date(2021, 4, 1), date(2022, 4, 1), "Apr 2021 – Mar 2022"),
        (date(2021, 4, 5), date(2021, 4, 12), "2021-04-05 to 2021-04-11"),
    ],
)
def test_half_open_periods_are_said_with_their_last_day_or_month(
    start: date, end: date, text: str
) -> None:
    assert period_text(start, end, ENGLISH) == text


@pytest.mark.parametrize("largest", [1e-6, 0.3, 1.0, 7.3, 30.0, 123456.0])
def test_linear_ticks_start_at_zero_and_reach_the_largest(largest: float) -> None:
    ticks = linear_ticks(largest, 5)
    assert ticks[0] == 0 and ticks[-1] >= largest
    assert len(ticks) <= 6


@pytest.mark.parametrize("largest", [0.02, 7.3, 85.8, 1e5])
def test_root_ticks_start_at_zero_and_keep_apart(largest: float) -> None:
    ticks = root_ticks(largest, 1 / 3, 7)
    heights = [(tick / largest) ** (1 / 3) for tick in ticks]
    assert ticks[0] == 0 and len(ticks) > 2
    assert all(above - below > 0.1 for below, above in pairwise(heights))


def test_log_ticks_are_fewer_than_asked_and_inside() -> None:
    assert log_ticks(400, 1.2e7, 12) == [1e3, 1e4, 1e5, 1e6, 1e7]
    assert log_ticks(400, 1.2e7, 4) == [1e3, 1e5, 1e7]
    assert log_ticks(900, 3000, 4) == [1000, 2000]
