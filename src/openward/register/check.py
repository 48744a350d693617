"""Checking a whole dataset: errors are refused, questions are listed and counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from openward.problems import BadInput, Problem
from openward.register.dataset import Dataset
from openward.register.errors import errors
from openward.register.files import Folder, read_csv, read_folder
from openward.register.findings import Finding


def read_dataset(folder: Path) -> Dataset:
    """A dataset without errors, from a folder of CSV or Parquet files.

    Raises
    ------
    BadInput
        With every error of every file; nothing of the folder is kept.
    """
    read = read_folder(folder)
    found = all_errors(read)
    if found:
        raise BadInput(problems_of(read, found), read.path)
    return Dataset(read.tables)


def read_list(
    name: str, data: bytes, file: str, known: Mapping[str, Callable[[int], str]]
) -> list[tuple[int, dict[str, Any]]]:
    """The rows of one table from a CSV file about one place, each with its row in the file.

    known: columns whose cells are made from the number of the row, as the place is; the file need
    not have them.

    Raises
    ------
    BadInput
        With every error; nothing of the file is kept.
    """
    read = read_csv(name, data, file, file, known)
    folder = Folder("", {name: read}, [])
    found = all_errors(folder)
    if found:
        raise BadInput([replace(p, within=None) for p in problems_of(folder, found)], file)
    return [(read.row_of(n), row) for n, row in enumerate(read.table.to_pylist())]


def all_errors(read: Folder) -> list[Finding]:
    """Cells that cannot be read, then rules that are broken, each with its rows."""
    faults = [fault for file in read.files.values() for fault in file.faults]
    return [*faults, *errors(Dataset(read.tables), _unread(faults))]


def problems_of(read: Folder, findings: Sequence[Finding]) -> list[Problem]:
    """One problem per finding and row, by table and row."""
    problems = [
        problem
        for finding in findings
        for problem in finding.problems(
            read.files[finding.table].file, read.files[finding.table].row_of
        )
    ]
    order = {file.file: place for place, file in enumerate(read.files.values())}
    return sorted(problems, key=lambda p: (order[p.within or ""], p.row or 0))


def _unread(faults: Sequence[Finding]) -> dict[tuple[str, str], np.ndarray]:
    """By table and column, the rows whose cell could not be read."""
    found: dict[tuple[str, str], np.ndarray] = {}
    for fault in faults:
        place = fault.table, fault.column or ""
        found[place] = np.append(found.get(place, np.empty(0, np.int64)), fault.rows)
    return found
