"""Lists about the staff of a ward: numbers and never names, and every mistake with its row."""

from __future__ import annotations

from datetime import date

import pytest

from openward.problems import BadInput
from openward.register.staff_lists import HOURS, MOST_ROWS, course_list, hour_list, staff_list

WARD = "w1"


def test_columns_that_nobody_asked_for_are_not_read() -> None:
    rows = staff_list(b"name,staff_id,role\nAnna,n12,nurse\n", "x.csv", WARD)
    assert rows == [{"staff_id": "n12", "role": "nurse", "started_on": None, "ended_on": None}]


@pytest.mark.parametrize("number", ["Anna", "Anna 12", "anna12", "", "n", "１２"])
def test_what_may_be_a_name_is_refused(number: str) -> None:
    file = f"staff_id,role\n12,nurse\n{number},nurse\n".encode()
    with pytest.raises(BadInput, match=r"x\.csv:3:staff_id"):
        staff_list(file, "x.csv", WARD)


def test_a_course_needs_a_number_of_the_staff() -> None:
    with pytest.raises(BadInput, match=r"x\.csv:2:staff_id: not a number of the service"):
        course_list(b"staff_id,course,completed_on\n,safewards,2026-01-05\n", "x.csv", WARD)


def test_two_of_a_course_on_one_day_are_two_rows() -> None:
    file = b"staff_id,course,completed_on\n1,safewards,2026-01-05\n2,safewards,2026-01-05\n"
    rows = course_list(file, "x.csv", WARD)
    assert [row["staff_id"] for row in rows] == ["1", "2"]
    assert rows[0]["completed_on"] == date(2026, 1, 5)
    assert "training_id" not in rows[0]


WRONG = {
    "below zero": ("2026-01-01,early,nurse,-1", "worked_hours"),
    "no day": ("soon,early,nurse,1", "day"),
    "no shift": ("2026-01-01,dawn,nurse,1", "shift"),
    "twice": ("2026-01-02,late,nurse,1", "the same ward_id, day, shift, role as row 2"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_every_mistake_has_its_row(wrong: str) -> None:
    row, words = WRONG[wrong]
    file = f"day,shift,role,worked_hours\n2026-01-02,late,nurse,8\n{row}\n"
    with pytest.raises(BadInput) as bad:
        hour_list(file.encode(), "x.csv", WARD)
    assert any(line.startswith("x.csv:3") and words in line for line in bad.value.sentences())


def test_hours_have_the_columns_of_the_dataset() -> None:
    file = b"day,shift,role,worked_hours,ward_id\n2026-01-02,late,nurse,8,elsewhere\n"
    (row,) = hour_list(file, "x.csv", WARD)
    assert tuple(row) == HOURS
    assert (row["worked_hours"], row["planned_hours"]) == (8.0, None)


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(BadInput, match="no row"):
        staff_list(b"staff_id\n", "x.csv", WARD)
    many = "\n".join(["staff_id", *map(str, range(MOST_ROWS + 1))])
    with pytest.raises(BadInput, match="more than 10,000 rows"):
        staff_list(many.encode(), "x.csv", WARD)
