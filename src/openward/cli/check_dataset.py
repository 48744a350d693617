"""`openward check` for a dataset folder: errors, questions, and what it holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from openward.cli.output import put_rows, say, working
from openward.problems import BadInput, Problem
from openward.register.check import all_errors, problems_of
from openward.register.dataset import Dataset
from openward.register.errors import missing_tables
from openward.register.files import Folder, read_folder
from openward.register.findings import OTHER_ROW, Finding
from openward.register.placing import not_placed, row_counts
from openward.register.questions import questions
from openward.register.skipping import Remaining, cells_as_json, leave_out
from openward.register.writing import write_dataset

PROBLEM_COLUMNS = ("file", "row", "column", "value", "what", "remedy")
SUMMARY_COLUMNS = ("what", "name", "file", "column", "rows", "first_rows", "words")
FIRST_ROWS = 5
NOT_PLACED = {
    "stay": "outside any stay",
    "end": "the end was not recorded",
    "reason": "no incident that tells whom the danger was to",
    "any": "at least one of these; no measure is left out of a count for it",
}

Found = Sequence[tuple[str, Finding]]


def check_dataset(folder: Path, output: Path | None, rejected: Path | None) -> None:
    """Check a dataset, say what it holds and what should be asked.

    output: the questions; with rejected, the folder of the rows that remain.
    """
    with working(f"reading and checking {folder}"):
        read = read_folder(folder)
        errors = all_errors(read)
    say(f"note: {note}" for note in [*read.notes, *missing_tables(Dataset(read.tables))])
    if rejected is not None:
        read = _without_bad_rows(read, errors, rejected, output)
    elif errors:
        raise BadInput(problems_of(read, errors), read.path)
    with working("looking for what should be asked"):
        dataset = Dataset(read.tables)
        found = questions(dataset)
    if rejected is None and output is not None:
        put_rows(("code", *PROBLEM_COLUMNS), list(_question_rows(read, found)), output)
    _show(read, dataset, found)


def problem_row(problem: Problem, file: str) -> list[str]:
    """One problem as cells in the order of PROBLEM_COLUMNS."""
    row = "" if problem.row is None else str(problem.row)
    path = problem.path(file)
    return [path, row, problem.column or "", problem.value or "", problem.what, problem.remedy]


def _without_bad_rows(
    read: Folder, errors: Sequence[Finding], rejected: Path, output: Path | None
) -> Folder:
    left = leave_out(read.tables, errors)
    put_rows((*PROBLEM_COLUMNS, "cells"), list(_rejected_rows(read, left)), rejected)
    remaining = read.only(left.kept)
    if output is not None:
        write_dataset(remaining.tables, output)
    say(_losses(left, rejected))
    return remaining


def _losses(left: Remaining, rejected: Path) -> Iterator[str]:
    if not left.rows:
        yield "note: no row was left out"
        return
    yield f"warning: {left.rows:,} rows are left out and written to {rejected}"
    if left.measures:
        yield (
            f"warning: among them {left.measures:,} measures of {left.persons:,} persons with "
            f"{left.hours:,.1f} hours (of {left.measures_without_hours:,} measures the hours are "
            "not known): figures made from the rest are too low"
        )


def _rejected_rows(read: Folder, left: Remaining) -> Iterator[list[str]]:
    for finding in left.findings:
        file = read.files[finding.table]
        cells = cells_as_json(file.table, finding.rows.tolist())
        problems = finding.problems(file.file, file.row_of)
        for problem, row in zip(problems, cells, strict=True):
            yield [*problem_row(problem, read.path), row]


def _question_rows(read: Folder, found: Found) -> Iterator[list[str]]:
    for code, finding in found:
        file = read.files[finding.table]
        for problem in finding.problems(file.file, file.row_of):
            yield [code, *problem_row(problem, read.path)]


def _show(read: Folder, dataset: Dataset, found: Found) -> None:
    """What the dataset holds, what is not placed, and the questions."""
    tables = [
        ["table", name, read.files[name].file, "", str(count), "", ""]
        for name, count in row_counts(dataset).items()
    ]
    asked = [*_not_placed_rows(read, dataset), *_asked_rows(read, found)]
    if sys.stdout.isatty():
        put_rows(("table", "file", "rows"), [[t[1], t[2], t[4]] for t in tables], None)
        put_rows(SUMMARY_COLUMNS, asked, None)
    else:
        put_rows(SUMMARY_COLUMNS, [*tables, *asked], None)


def _not_placed_rows(read: Folder, dataset: Dataset) -> Iterator[list[str]]:
    if "measures" not in dataset:
        return
    file = read.files["measures"]
    for name, rows in not_placed(dataset).items():
        first = _first_rows(read, "measures", rows[:FIRST_ROWS].tolist())
        words = NOT_PLACED[name]
        yield ["not placed", name, file.file, "", str(len(rows)), first, words]


def _asked_rows(read: Folder, found: Found) -> Iterator[list[str]]:
    for code, asked in found:
        first = _first_rows(read, asked.table, asked.rows[:FIRST_ROWS].tolist())
        words = f"{asked.what.replace(OTHER_ROW, '…')}: {asked.remedy}"
        file = read.files[asked.table].file
        yield ["question", code, file, asked.column or "", str(len(asked.rows)), first, words]


def _first_rows(read: Folder, table: str, indices: list[int]) -> str:
    return " ".join(str(read.files[table].row_of(index)) for index in indices)
