"""Comparison wards, and wards that start at different times."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from openward.impact.asked import Request
from openward.impact.compared import controlled_answers, stepped_answers
from openward.impact.controlled import difference_in_differences
from openward.impact.interrupted import Question
from openward.impact.series import Series, all_series
from openward.impact.stepped import not_yet_started, wedge_of
from openward.problems import BadInput
from tests.unit.impact.monthly import monthly

CHANGE = date(2023, 7, 1)  # the 31st month


def wards(*falls: float, mean: float = 20.0, starts: tuple[int, ...] = ()) -> list[Series]:
    rng = np.random.default_rng(5)
    tables = []
    for number, fall in enumerate(falls):
        start = starts[number] if starts else 30
        counts = [float(rng.poisson(mean * (fall if k >= start else 1))) for k in range(48)]
        tables.append(monthly(counts, area_id=f"w{number}", area_name=f"Ward {number}"))
    return all_series(pa.concat_tables(tables))


def days(starts: tuple[int, ...]) -> dict[str, date]:
    return {f"w{n}": date(2021 + k // 12, k % 12 + 1, 1) for n, k in enumerate(starts)}


def test_a_fall_that_the_controls_share_is_no_effect() -> None:
    shared = controlled_answers(wards(0.5, 0.5, 0.5), ["w1", "w2"], Request({"": CHANGE}))
    own = controlled_answers(wards(0.5, 1.0, 1.0), ["w1", "w2"], Request({"": CHANGE}))
    assert [shared.rows[0]["verdict"], own.rows[0]["verdict"]] == ["cannot_tell", "fell"]
    assert "compared with what happened in Ward 1, Ward 2" in str(own.rows[0]["says"])
    assert any("poor comparison" in line for line in shared.lines)


@pytest.mark.parametrize("controls", [["nobody"], ["w0", "w1"]])
def test_controls_have_to_be_other_areas_of_the_table(controls: list[str]) -> None:
    with pytest.raises(BadInput, match="--control"):
        controlled_answers(wards(0.5, 1.0), controls, Request({"": CHANGE}))


def test_difference_in_differences_needs_three_controls() -> None:
    several = wards(0.5, 1.0, 1.0, 1.0)
    found = difference_in_differences(several[0], several[1:], Question(CHANGE))
    assert found.low < 0.5 < found.high < 1
    assert np.isnan(difference_in_differences(several[0], several[1:3], Question(CHANGE)).ratio)


STARTS = (12, 18, 24, 30, 36, 42)


def test_wards_that_start_one_after_the_other_show_their_common_effect() -> None:
    answers = stepped_answers(wards(*[0.6] * 6, starts=STARTS), Request(days(STARTS)))
    answer, careful = answers.rows[:2]
    assert answer["verdict"] == "fell" and answer["low_95"] < 0.6 < answer["high_95"]  # type: ignore[operator]
    assert careful["low_95"] < 0.6 < careful["high_95"]  # type: ignore[operator]


def test_nothing_happens_where_nothing_was_done() -> None:
    answers = stepped_answers(wards(*[1.0] * 6, starts=STARTS), Request(days(STARTS)))
    assert answers.rows[0]["verdict"] == "cannot_tell"
    assert answers.rows[3]["p"] > 0.05  # type: ignore[operator]


def test_an_effect_that_differs_between_wards_is_averaged() -> None:
    """Early wards fall to 0.2, late ones not at all."""
    series = wards(0.2, 0.2, 1.0, 1.0, 1.0, 1.0, starts=STARTS, mean=60.0)
    questions = [Question(day) for day in days(STARTS).values()]
    found = not_yet_started(wedge_of(series, questions))
    assert 0.2 < found.ratio < 0.9


def test_every_ward_of_a_wedge_needs_its_day() -> None:
    with pytest.raises(BadInput, match="--change w5="):
        stepped_answers(wards(*[1.0] * 6), Request(days(STARTS[:5])))
