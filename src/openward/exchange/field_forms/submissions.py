"""What telephones send back: ODK XML, or JSON and CSV of ODK Central and KoboToolbox.

Whatever the format, the last part of a path is the name of the question, so one reader understands
all. Each submission has an instanceID: the same one twice is one submission.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openward.csv_text import parse
from openward.exchange.field_forms.names import LEVEL, NOTE, SOURCE, VISIT, items_by_question
from openward.instruments.assessment import Assessment
from openward.problems import BadInput, Problem, one_of

#: Where the instanceID stands, by preference: ODK XML and Central, Briefcase, KoboToolbox, OData.
IDS = ("instanceID", "KEY", "_uuid", "__id")


@dataclass(frozen=True, slots=True)
class Submission:
    """One form that one assessor filled in. levels, sources, notes: by item; what is empty is
    missing."""

    instance_id: str
    visit_id: str
    institution_id: str
    visited_on: date
    rated_by: str
    levels: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, str]


def read_submissions(data: bytes, file: str, known: Assessment) -> list[Submission]:
    """One file: a submission as XML, or many as JSON or CSV, told apart by its first byte.

    Raises
    ------
    BadInput
        It is none of the three, has no instanceID, or says what the instrument does not know.
    """
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    readers = {b"<": _of_xml, b"{": _of_json, b"[": _of_json}
    cells = readers.get(first, _of_csv)(data, file)
    problems: list[Problem] = []
    found = [_submission(row, number, known, problems) for number, row in enumerate(cells, 1)]
    if problems:
        raise BadInput(problems, file)
    return [submission for submission in found if submission]


def each_once(submissions: Iterable[Submission], before: Iterable[str] = ()) -> list[Submission]:
    """Without those whose instanceID came before. before: instanceIDs that were kept already.

    Raises
    ------
    BadInput
        Two say different things under one instanceID.
    """
    found: dict[str, Submission] = {}
    kept = set(before)
    for submission in submissions:
        first = found.setdefault(submission.instance_id, submission)
        if first != submission:
            raise BadInput(Problem("two submissions of one instanceID say different things",
                                   "ask which one is meant", column="instanceID",
                                   value=submission.instance_id))  # fmt: skip
    return [submission for key, submission in found.items() if key not in kept]


def _of_xml(data: bytes, file: str) -> list[dict[str, str]]:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException) as error:
        what = f"is no XML that is read here: {error}"
        raise BadInput(Problem(what, "send it again"), file) from None
    leaves = (element for element in root.iter() if len(element) == 0)
    return [{str(leaf.tag).rpartition("}")[2]: (leaf.text or "").strip() for leaf in leaves}]


def _of_json(data: bytes, file: str) -> list[dict[str, str]]:
    try:
        read = json.loads(data)
    except ValueError as error:
        raise BadInput(Problem(f"is no JSON: {error}", "send it again"), file) from None
    rows = read
    if isinstance(read, dict):
        rows = read.get("value", read.get("results", [read]))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(Problem("holds no list of submissions", "export it again"), file)
    return [dict(_leaves(row)) for row in rows]


def _leaves(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, cell in row.items():
        if isinstance(cell, dict):
            yield from _leaves(cell)
        elif isinstance(cell, str | int | float):
            yield _last(name), str(cell)


def _of_csv(data: bytes, file: str) -> list[dict[str, str]]:
    parse(data, file)
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [{_last(name): cell or "" for name, cell in row.items()} for row in rows]


def _last(path: str) -> str:
    """The name of a question at the end of `group/…/name`, `group-…-name` or `group.name`."""
    return path.replace("/", "-").replace(".", "-").rpartition("-")[2]


def _submission(
    row: Mapping[str, str], number: int, known: Assessment, problems: list[Problem]
) -> Submission | None:
    wrong = [*_wrong(row, known)]
    problems += [Problem(what, remedy, row=number, column=column, value=row.get(column))
                 for column, what, remedy in wrong]  # fmt: skip
    if wrong:
        return None
    said = {kind: {item.id: row[name] for name, item in items_by_question(known, kind).items()
                   if row.get(name)} for kind in (LEVEL, SOURCE, NOTE)}  # fmt: skip
    return Submission(
        instance_id=_instance_id(row), visit_id=row["visit_id"],
        institution_id=row["institution_id"], visited_on=date.fromisoformat(row["visited_on"]),
        rated_by=row["rated_by"], levels=said[LEVEL], notes=said[NOTE],
        sources={item: tuple(sorted(cell.split())) for item, cell in said[SOURCE].items()},
    )  # fmt: skip


def _wrong(row: Mapping[str, str], known: Assessment) -> Iterator[tuple[str, str, str]]:
    if not _instance_id(row):
        yield "instanceID", "is missing", "export it with its meta data"
    for name in VISIT:
        if not row.get(name):
            yield name, "is empty", "fill it in on the form"
    try:
        date.fromisoformat(row.get("visited_on") or "2026-01-01")
    except ValueError:
        yield "visited_on", "is no day", "write it as 2026-03-31"
    for name, item in items_by_question(known, LEVEL).items():
        levels = [level.code for level in known.levels_of(item)]
        if row.get(name) and row[name] not in levels:
            yield name, "is no level of it", one_of(levels)
    for name in items_by_question(known, SOURCE):
        if set((row.get(name) or "").split()) - set(known.evidence):
            yield name, "is no kind of evidence", one_of(known.evidence)


def _instance_id(row: Mapping[str, str]) -> str:
    found = next((row[name] for name in IDS if row.get(name)), "")
    return found.removeprefix("uuid:")
