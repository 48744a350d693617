"""Each sentence against the numbers that it stands for."""

from __future__ import annotations

import pytest

from openward.reports import trend as t
from openward.reports.sentences import (
    TREND,
    TREND_OF_SEVERAL,
    gaps_sentence,
    now_sentence,
    several_sentences,
    together_sentences,
    trend_sentence,
)
from openward.reports.trend import Trend, trend_of
from tests.unit.reports.months import month, rows, series
from tests.unit.reports.test_trend import HIGH, LOW

NOW = {
    "a number": ({}, "5 in Jan 2021 (3 of 600)."),
    "zero": (
        {"numerator": 0.0, "value": 0.0},
        "0 in Jan 2021: zero was reported, and zero is the goal.",
    ),
    "hidden": ({"status": "suppressed"}, "The number of Jan 2021 is hidden. It is not a zero."),
    "silence": (
        {"status": "not_reported"},
        "No number was sent for Jan 2021: it may have happened every day, or never.",
    ),
    "closed": ({"status": "not_applicable"}, "There was nothing to send for Jan 2021."),
    "nobody": (
        {"denominator": 0.0, "value": None},
        "Nobody was there to count in Jan 2021; that has no rate.",
    ),
    "rounded": (
        {"rounded_to": 5.0, "numerator": 10.0, "denominator": None, "value": 10.0},
        "10 in Jan 2021 (7.50 to 12.50, since it was rounded).",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), NOW.values(), ids=NOW)
def test_what_is_said_of_now(changes: dict[str, object], said: str) -> None:
    row = rows([3])[0] | {"value": 5.0} | changes
    assert now_sentence("xx-test", row, month(1), zero_is_goal=True).said() == said


def test_no_row_is_no_zero() -> None:
    said = now_sentence("xx-test", None, month(1), zero_is_goal=True).said()
    assert said == "The table says nothing about Jan 2021. That is not a zero."


def test_units_of_a_known_figure_stand_beside_its_numbers() -> None:
    row = rows([3], numerator_unit="hours")[0] | {"value": 5.0}
    said = now_sentence("us-hbips-3", row, month(1), zero_is_goal=True).said()
    assert said == "5.00 in Jan 2021 (3 hours in 600 patient-hours)."


def test_a_fall_is_said_with_its_levels() -> None:
    numbers = rows(HIGH + LOW)
    ends = {row["period_start"]: row["period_end"] for row in numbers}
    said = trend_sentence("xx-test", trend_of(series(HIGH + LOW))[0], ends).said()
    assert said == (
        "It fell: the 12 periods from Jan 2022 to Dec 2022 all lie below the middle line, which "
        "chance alone seldom does. Before 36.11, since then 14.17."
    )


@pytest.mark.parametrize("said", sorted(set(TREND) - {t.FELL, t.ROSE}))
def test_only_two_judgements_say_fell_or_rose(said: str) -> None:
    words = trend_sentence("xx-test", Trend(said, points=14), {}).said().lower()
    assert not words.startswith(("it fell", "it rose"))


def test_no_judgement_is_without_a_sentence() -> None:
    single = {t.ROSE, t.FELL, t.ABOVE_ONCE, t.BELOW_ONCE}
    assert set(TREND) == set(TREND_OF_SEVERAL) | single
    assert not set(TREND_OF_SEVERAL) & single


def test_gaps_are_named_by_reason() -> None:
    found = gaps_sentence([("Jan", ""), ("Feb", "not reported"), ("Mar", "hidden"), ("Apr", "")])
    assert found is not None
    assert found.said() == (
        "Of the last 4 periods these have no number: Feb (not reported); Mar (hidden)."
    )
    nothing = gaps_sentence([("Jan", "not reported")] * 3)
    assert nothing is not None
    assert nothing.said() == "None of the last 3 periods has a number (not reported)."
    assert gaps_sentence([("Jan", "")]) is None


def test_a_fall_beside_a_rise_asks_whether_one_took_the_place_of_the_other() -> None:
    fell, rose, same = Trend(t.FELL), Trend(t.ROSE), Trend(t.NO_CHANGE)
    (asked,) = together_sentences({"a": fell, "b": rose, "c": same})
    assert asked.said().startswith("a fell while b rose. Ask whether one took the place")
    (alone,) = together_sentences({"a": fell, "c": same})
    assert alone.said() == "a fell. For c no fall can be shown."
    assert not together_sentences({"b": rose, "c": same})


def test_figures_of_which_the_same_is_said_are_named_together() -> None:
    found = several_sentences(
        {"a": Trend(t.NO_CHANGE), "b": Trend(t.HIDDEN), "c": Trend(t.NO_CHANGE)}
    )
    assert [sentence.said() for sentence in found] == [
        "Too much is hidden for a change to be read: b.",
        "No change that these numbers can show: a; c.",
    ]
