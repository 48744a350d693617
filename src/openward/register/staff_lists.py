"""Files about the staff of one ward: who works there, who was on which course, hours of shifts.

CSV with the columns of the dataset. The ward is known, and staff stand under numbers that the
service gave them: what may be a name is refused, and columns that are not asked for are not read.
"""

from __future__ import annotations

import re
from typing import Any

from openward.problems import BadInput, Problem
from openward.register.check import read_list

#: Digits, with a few letters before them at most.
NUMBER = re.compile(r"[A-Za-z]{0,3}-?\d{1,12}", re.ASCII)
MOST_ROWS = 10_000
STAFF = ("staff_id", "role", "started_on", "ended_on")
COURSES = ("staff_id", "course", "completed_on", "valid_until", "participant_kind")
HOURS = ("day", "shift", "role", "planned_hours", "worked_hours", "agency_hours", "starts_at",
         "ends_at", "beds_occupied")  # fmt: skip
Row = dict[str, Any]


def staff_list(data: bytes, file: str, ward_id: str) -> list[Row]:
    """Who works on a ward, under numbers.

    Raises
    ------
    BadInput
        With everything that is wrong.
    """
    return _numbered(_read("staff", data, file, ward_id, STAFF), file)


def course_list(data: bytes, file: str, ward_id: str) -> list[Row]:
    """Who of the staff was on which course, under the numbers of the list of staff.

    Raises
    ------
    BadInput
        With everything that is wrong.
    """
    return _numbered(_read("trainings", data, file, ward_id, COURSES), file)


def hour_list(data: bytes, file: str, ward_id: str) -> list[Row]:
    """Hours of each role in each shift.

    Raises
    ------
    BadInput
        With everything that is wrong.
    """
    return [row for _number, row in _read("staffing", data, file, ward_id, HOURS)]


def _read(
    table: str, data: bytes, file: str, ward_id: str, columns: tuple[str, ...]
) -> list[tuple[int, Row]]:
    """The rows with their numbers in the file, of the columns asked for."""
    known = {"ward_id": lambda _index: ward_id}
    if table == "trainings":
        known["training_id"] = str
    found = read_list(table, data, file, known)
    if not found or len(found) > MOST_ROWS:
        what = "no row" if not found else f"more than {MOST_ROWS:,} rows"
        raise BadInput(Problem(what, f"send from 1 to {MOST_ROWS:,} rows at a time"), file)
    return [(number, {column: row[column] for column in columns}) for number, row in found]


def _numbered(rows: list[tuple[int, Row]], file: str) -> list[Row]:
    wrong = [
        Problem("not a number of the service", "never a name: digits, with up to three letters "
                "before them", row, "staff_id", cell["staff_id"])
        for row, cell in rows if not NUMBER.fullmatch(cell["staff_id"] or "")
    ]  # fmt: skip
    if wrong:
        raise BadInput(wrong, file)
    return [row for _number, row in rows]
