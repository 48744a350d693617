"""The file of releases: what was published before, so that one table does not undo another.

One line of JSON per release. The file holds the numbers before rounding, hidden ones too: it is as
secret as the register, stays with whoever publishes, and is never published itself.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from openward.disclosure.cells import Cell, Key
from openward.problems import BadInput, Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell as it last left: its true numbers, and those that were printed (None: hidden)."""

    cell: Cell
    shown: bool
    numerator: float | None
    denominator: float | None
    rounded_to: float | None


Releases = Mapping[Key, Entry]


def read_releases(path: Path, policy: str) -> dict[Key, Entry]:
    """The last state of every cell that was ever released; nothing where there is no file yet.

    Raises
    ------
    BadInput
        A line is damaged, or was released under another policy.
    """
    try:
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            Problem("cannot be read", "choose the file of releases"), str(path)
        ) from None
    return releases_of(lines, policy, str(path))


def releases_of(lines: Iterable[str], policy: str, file: str) -> dict[Key, Entry]:
    """The same from the lines themselves, the oldest release first.

    Raises
    ------
    BadInput
        A line is damaged, or was released under another policy.
    """
    found: dict[Key, Entry] = {}
    for number, line in enumerate(lines, 1):
        try:
            release = json.loads(line)
            before = release["policy"]
            entries = [_entry(row) for row in release["cells"]]
        except (ValueError, KeyError, TypeError, AttributeError):
            remedy = "take the last good copy: without it nothing guards against older releases"
            raise BadInput(Problem("not a release", remedy, number), file) from None
        if before != policy:
            remedy = f"publish with --policy {before}, or begin another file"
            raise BadInput(Problem("released under another policy", remedy, number), file)
        found |= {entry.cell.key: entry for entry in entries}
    return found


def line_of(policy: str, entries: Iterable[Entry]) -> str:
    """One release as a line, with the true numbers: to be kept secret."""
    return json.dumps({"policy": policy, "cells": [_row(entry) for entry in entries]})


def add_release(path: Path, policy: str, entries: Iterable[Entry]) -> None:
    """Add one line to the file, readable for its owner only.

    Raises
    ------
    BadInput
        The file cannot be written.
    """
    line = line_of(policy, entries)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise BadInput(Problem(what, "choose another place"), str(path)) from None


def _row(entry: Entry) -> dict[str, object]:
    row = asdict(entry)
    cell = row.pop("cell")
    days = {name: cell[name].isoformat() for name in ("start", "end")}
    numbers = {f"true_{name}": _null(cell.pop(name)) for name in ("numerator", "denominator")}
    return {**cell, **days, **numbers, **row}


def _entry(row: dict[str, object]) -> Entry:
    shown = {name: row.pop(name) for name in ("shown", "numerator", "denominator", "rounded_to")}
    days = {name: date.fromisoformat(str(row[name])) for name in ("start", "end")}
    numbers = {name: _nan(row.pop(f"true_{name}")) for name in ("numerator", "denominator")}
    return Entry(Cell(**{**row, **days, **numbers}), **shown)  # type: ignore[arg-type]


def _null(number: float) -> float | None:
    return None if math.isnan(number) else number


def _nan(number: object) -> float:
    return math.nan if number is None else float(number)  # type: ignore[arg-type]
