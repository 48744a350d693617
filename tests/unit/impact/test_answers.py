"""The sentence, and what should make a reader doubt it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from openward.impact.asked import Answers, Request, interrupted_answers
from openward.problems import BadInput
from tests.unit.impact.monthly import monthly

CHANGE = date(2023, 7, 1)  # the 31st month


def ask(table: pa.Table, **request: object) -> Answers:
    return interrupted_answers(table, table, Request({"": CHANGE}, **request))  # type: ignore[arg-type]


def ward(after: float, mean: float = 20.0, seed: int = 1, months: int = 48) -> list[float | None]:
    rng = np.random.default_rng(seed)
    return [float(rng.poisson(mean * (after if k >= 30 else 1))) for k in range(months)]


def test_a_fall_is_said_in_one_sentence_with_its_interval() -> None:
    answers = ask(monthly(ward(0.5)))
    says = str(answers.rows[0]["says"])
    assert answers.rows[0]["verdict"] == "fell"
    assert "fell by" in says and "95 % interval" in says and says.count(".") == 1
    assert "note: F1: Every month was reported." in answers.lines


def test_no_change_is_never_said_only_that_nobody_can_tell() -> None:
    row = ask(monthly(ward(1.0, mean=100)))
    assert row.rows[0]["verdict"] == "cannot_tell"
    assert str(row.rows[0]["says"]).startswith("We cannot tell yet")


def test_how_much_longer_to_wait_shrinks_with_what_is_known() -> None:
    rows = [ask(monthly(ward(1.0, mean=100, months=m))).rows[0] for m in (31, 32, 34)]
    assert [row["verdict"] for row in rows] == ["cannot_tell"] * 3
    waits = [row["periods_needed"] for row in rows]
    assert waits == sorted(waits, reverse=True) and waits[0] == 2  # type: ignore[type-var]


def test_few_events_use_the_exact_method() -> None:
    counts: list[float | None] = [1.0 if k % 2 else 0.0 for k in range(30)] + [0.0] * 18
    row = ask(monthly(counts)).rows[0]
    assert (row["method"], row["verdict"]) == ("conditional_poisson", "fell")
    assert row["ratio"] == 0.0 and "too few to show a trend" in str(row["says"])


def test_zeros_throughout_are_said_as_such() -> None:
    row = ask(monthly([0.0] * 48)).rows[0]
    assert row["verdict"] == "cannot_tell" and "0 in every known period" in str(row["says"])


def test_silence_throughout_is_no_zero() -> None:
    row = ask(monthly([None] * 48)).rows[0]
    assert row["verdict"] == "cannot_tell"
    assert "no period has a number" in str(row["says"])
    assert "0 in every" not in str(row["says"])


def test_months_without_a_report_are_said_and_are_no_zeros() -> None:
    counts = ward(0.5)
    counts[35:38] = [None] * 3
    with_gap = ask(monthly(counts))
    assert any("3 of 48 months were not reported" in line for line in with_gap.lines)
    zeros = ask(monthly([0.0 if one is None else one for one in counts]))
    assert with_gap.rows[0]["ratio"] > zeros.rows[0]["ratio"]  # type: ignore[operator]


def test_a_change_after_a_bad_spell_is_doubted() -> None:
    counts = ward(1.0)
    counts[27:30] = [45.0, 50.0, 48.0]
    doubts = [line for line in ask(monthly(counts)).lines if "come by itself" in line]
    assert len(doubts) == 1
    assert not [line for line in ask(monthly(ward(0.5))).lines if "come by itself" in line]


def test_another_kind_that_rises_meanwhile_is_said() -> None:
    table = pa.concat_tables([monthly(ward(0.5)), monthly(ward(2.0, seed=2), indicator="xx-other")])
    lines = ask(table).lines
    assert any("Xx-other rose by" in line and line.startswith("warning") for line in lines)


def test_another_counting_rule_is_left_out() -> None:
    table = pa.concat_tables([monthly(ward(1.0)[:10], definition="v0"),
                              monthly(ward(0.5)).slice(10)])  # fmt: skip
    assert any("10 months under another rule" in line for line in ask(table).lines)


def test_a_change_inside_a_month_leaves_that_month_out() -> None:
    counts = ward(0.5)
    counts[30] = 500.0  # the month of the change itself
    table = monthly(counts)
    middle = interrupted_answers(table, table, Request({"": date(2023, 7, 10)})).rows[0]
    assert middle["verdict"] == "fell"
    assert ask(table).rows[0]["verdict"] != "fell"


@pytest.mark.parametrize("day", [date(2019, 1, 1), date(2021, 1, 1), date(2030, 1, 1)])
def test_a_change_outside_the_series_is_bad_input(day: date) -> None:
    table = monthly(ward(1.0))
    with pytest.raises(BadInput, match="outside its periods"):
        interrupted_answers(table, table, Request({"": day}))


def test_the_table_asks_in_other_ways_too() -> None:
    codes = {row["analysis"] for row in ask(monthly(ward(0.5))).rows}
    assert {"answer", "poisson_model", "quasi_poisson_newey_west", "with_season", "washout_3",
            "level_with_slope", "without_last_3_before", "leave_one_out_least", "placebo_dates",
            "naive_before_after", "conditional_poisson", "start_dates"} <= codes  # fmt: skip


def test_the_same_seed_gives_the_same_answer() -> None:
    counts: list[float | None] = [float(k % 7 == 0) for k in range(48)]
    assert ask(monthly(counts)).rows == ask(monthly(counts)).rows
