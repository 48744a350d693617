"""A table as pages show it: `data_table` in `parts.jinja` draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column heading."""

    words: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """is_missing: words in place of a number."""

    text: str
    href: str = ""
    is_number: bool = False
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as `parts.jinja` draws it; the first cell of a row is its heading."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
