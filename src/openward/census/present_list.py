"""The list of who is present, pasted or as a file, and what it changes.

CSV with a header; commas, semicolons or tabs. Columns, in any order and case: local_number,
ward_code; and, where they are there, name, since, birth_year, sex. Others are not read. Somebody
on leave does not stand on it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from openward.census import moments
from openward.census.movements import NOBODY, Doubt, Here, Kind, Movement, Question
from openward.census.values import (
    LONGEST_CODE,
    LONGEST_NAME,
    NOT_RECORDED,
    Unreadable,
    birth_year,
    local_number,
    needed,
    refuse_other_files,
    sex_code,
    text_or_none,
)
from openward.problems import BadInput, Problem, listed, shown

NEEDED = ("local_number", "ward_code")
COLUMNS = (*NEEDED, "name", "since", "birth_year", "sex")
DELIMITERS = ",;\t"
BYTE_ORDER_MARK = "\ufeff"
MOST_SHOWN = 20
YEAR = re.compile(r"(\d{4})(?:-\d\d-\d\d)?", re.ASCII)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Present:
    """One row: a person who is present. since: when they came to this ward, UTC, where given."""

    local_number: str
    ward_code: str
    name: str | None
    since: datetime | None
    birth_year: int | None
    sex: str
    row: int


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row by column, and the problems of the whole list."""

    row: int
    cells: dict[str, str]
    problems: list[Problem]

    def read(
        self,
        column: str,
        convert: Callable[[str | None], T],
        otherwise: T,
        most: int = LONGEST_CODE,
    ) -> T:
        cell = self.cells.get(column, "")
        try:
            return convert(text_or_none(cell, most))
        except Unreadable as wrong:
            self.problems.append(Problem(wrong.what, wrong.remedy, self.row, column, cell))
            return otherwise


def text_of_list(data: bytes, file: str = "") -> str:
    """The text of a file that holds a list.

    Raises
    ------
    BadInput
        Another kind of file, or bytes that are not UTF-8.
    """
    remedy = "save it as CSV UTF-8"
    refuse_other_files(data, "CSV text", remedy, file)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        value = data[error.start : error.start + 1].hex()
        what = "a byte that is not UTF-8"
        raise BadInput(Problem(what, remedy, row, value=value), file) from None


def read_present_list(
    text: str,
    zone: ZoneInfo,
    wards: Collection[str] | None = None,
    *,
    nobody: bool = False,
    file: str = "",
) -> list[Present]:
    """The rows of a list.

    zone: of the facility; moments without an offset are read in it. wards: the codes that there
    are; None does not ask. nobody: the list is empty because nobody is here, and somebody said so.

    Raises
    ------
    BadInput
        Each problem with its row and column: a person twice, an unknown ward, an empty list that
        nobody said was meant.
    """
    records = _records(text.removeprefix(BYTE_ORDER_MARK), file)
    if nobody != (len(records) < 2):
        raise BadInput(_contradiction(nobody), file)
    if not records:
        return []
    columns = _columns(*records[0], file)
    problems: list[Problem] = []
    present = []
    for row, record in records[1:]:
        if problem := _not_as_wide(row, record, len(records[0][1])):
            problems.append(problem)
            continue
        cells = {name: record[place] for name, place in columns.items()}
        present.append(_present(_Row(row, cells, problems), zone, wards))
    problems += _twice(present)
    if problems:
        raise BadInput(sorted(problems, key=lambda problem: problem.row or 0), file)
    return present


def differences(
    present: Sequence[Present],
    here: Sequence[Here],
    at: datetime,
    left: Mapping[str, datetime] = NOBODY,
) -> list[Movement | Question]:
    """What has to be written so that the register says who is present; questions first.

    at: when the list was true; what is written about somebody after it stays. left: of people who
    are not here, by local number, when the register has them leaving. Who is on leave and not on
    the list stays on leave. Where more than half of those who are here would leave, nobody does
    before that is answered.

    Raises
    ------
    BadInput
        Somebody is there since a moment after that of the list.
    """
    _refuse_later(present, at)
    known = {person.local_number: person for person in here}
    found = [
        change
        for person in present
        if (change := _change(person, known.get(person.local_number), at, left))
    ]
    on_list = {person.local_number for person in present}
    staying = [person for person in here if not person.on_leave and not _later(person, at)]
    leaving = [
        _movement(Kind.DISCHARGE, _as_present(person), at)
        for person in staying
        if person.local_number not in on_list
    ]
    if 2 * len(leaving) > len(staying):
        found.append(_most_would_leave(leaving, len(staying)))
    else:
        found += leaving
    return sorted(found, key=lambda thing: isinstance(thing, Movement))


def _records(text: str, file: str) -> list[tuple[int, list[str]]]:
    """(row, cells) of every row that is not blank."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(enumerate(reader, start=1))
    except csv.Error:
        what = "a quotation mark that does not close, or closes too early"
        problem = Problem(what, "double it inside a name", max(reader.line_num, 1))
        raise BadInput(problem, file) from None
    return [(row, cells) for row, cells in rows if any(map(str.strip, cells))]


def _contradiction(nobody: bool) -> Problem:
    if nobody:
        what = "the list names people, and it was said that nobody is here"
        return Problem(what, "say one of both")
    what = "the list is empty"
    return Problem(what, "put in a header and a row for each person, or say that nobody is here")


def _columns(row: int, header: Sequence[str], file: str) -> dict[str, int]:
    """Where each column that we know stands."""
    plain = [re.sub("[^a-z0-9]", "", name.lower()) for name in header]
    ours = {name: name.replace("_", "") for name in COLUMNS}
    missing = [name for name in NEEDED if ours[name] not in plain]
    twice = [name for name in COLUMNS if plain.count(ours[name]) > 1]
    if missing:
        what = f"the column {missing[0]} is missing; found {listed(header, MOST_SHOWN)}"
        raise BadInput(Problem(what, f"begin with a header: {', '.join(COLUMNS)}", row), file)
    if twice:
        raise BadInput(Problem("two columns have the same name", "keep one", row, twice[0]), file)
    return {name: plain.index(ours[name]) for name in COLUMNS if ours[name] in plain}


def _not_as_wide(row: int, record: list[str], width: int) -> Problem | None:
    if len(record) == width or (len(record) > width and not any(map(str.strip, record[width:]))):
        return None
    what = f"{len(record):,} cells where the header has {width:,}"
    return Problem(what, "give every row the same number of cells", row)


def _present(row: _Row, zone: ZoneInfo, wards: Collection[str] | None) -> Present:
    return Present(
        row.read("local_number", local_number, ""),
        row.read("ward_code", partial(_ward, wards=wards), ""),
        row.read("name", lambda value: value, None, LONGEST_NAME),
        row.read("since", lambda value: moments.of_iso(value, zone) if value else None, None),
        row.read("birth_year", _year, None),
        row.read("sex", sex_code, NOT_RECORDED),
        row.row,
    )


def _ward(value: str | None, wards: Collection[str] | None) -> str:
    code = needed(value)
    if wards is not None and code not in wards:
        known = listed(sorted(wards), MOST_SHOWN) or "the wards, once there are some"
        raise Unreadable("a ward that is not known here", f"use one of {known}")
    return code


def _year(value: str | None) -> int | None:
    if value is None:
        return None
    found = YEAR.fullmatch(value)
    if found is None:
        raise Unreadable("not a year of birth", "write it as 1970")
    return birth_year(found[1], moments.LAST_YEAR)


def _twice(present: Sequence[Present]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for person in present:
        row = first.setdefault(person.local_number, person.row)
        if person.local_number and row != person.row:
            what = f"the same person as in row {row}"
            yield Problem(what, "keep one", person.row, "local_number", person.local_number)


def _refuse_later(present: Sequence[Present], at: datetime) -> None:
    problems = [
        Problem(f"a moment after that of the list, {at:%Y-%m-%dT%H:%M:%SZ}", "check both",
                person.row, "since", f"{person.since:%Y-%m-%dT%H:%M:%SZ}")
        for person in present
        if person.since and person.since > at
    ]  # fmt: skip
    if problems:
        raise BadInput(problems)


def _later(person: Here, at: datetime) -> bool:
    """Whether something is written about the person that the list cannot know."""
    return person.since is not None and person.since > at


def _change(
    person: Present, before: Here | None, at: datetime, left: Mapping[str, datetime]
) -> Movement | Question | None:
    """What the row of one person changes."""
    since = person.since or at
    if before is None:
        gone = left.get(person.local_number)
        return _too_early(person) if gone and since < gone else _movement(Kind.ADMIT, person, since)
    if _later(before, at) or (before.ward_code == person.ward_code and not before.on_leave):
        return None
    if before.on_leave:
        return _on_leave(person, before, at)
    if before.since and since <= before.since:
        return _too_early(person)
    return _movement(Kind.TRANSFER, person, since, before.ward_code)


def _movement(kind: Kind, person: Present, at: datetime, from_ward: str | None = None) -> Movement:
    message_id = f"present-list/{at:%Y%m%dT%H%M%SZ}/{kind}/{person.local_number}"
    return Movement(
        kind, person.local_number, at, person.ward_code, None, person.name, person.birth_year,
        person.sex, message_id, person.row, from_ward_code=from_ward,
    )  # fmt: skip


def _as_present(person: Here) -> Present:
    return Present(person.local_number, person.ward_code, None, None, None, NOT_RECORDED, 0)


def _on_leave(person: Present, before: Here, at: datetime) -> Question:
    written = [_movement(Kind.RETURN, person, at)]
    if before.ward_code != person.ward_code:
        written.append(_movement(Kind.TRANSFER, person, at, before.ward_code))
    sentence = (
        f"Person {shown(person.local_number)} is on the list, and on leave in the register: "
        "is the person back?"
    )
    doubt = Doubt.ON_LEAVE_AND_PRESENT
    return Question(doubt, sentence, person.local_number, tuple(written), person.row)


def _too_early(person: Present) -> Question:
    sentence = (
        f"Person {shown(person.local_number)} is on ward {shown(person.ward_code)} since a moment "
        "before the last one that is written about them: which is right?"
    )
    doubt = Doubt.BEFORE_WHAT_IS_WRITTEN
    return Question(doubt, sentence, person.local_number, row=person.row)


def _most_would_leave(leaving: Sequence[Movement], staying: int) -> Question:
    sentence = (
        f"{len(leaving):,} of the {staying:,} people who are here are not on the list: "
        "have they all left, or is this another list, or a part of one?"
    )
    return Question(Doubt.MOST_WOULD_LEAVE, sentence, if_yes=tuple(leaving))
