"""What a record of one person is made of, before and after it is a FHIR Bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openward.exchange.own_record.cells import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. key_column names the cell that no two rows of the table share.

    cells: by column, without the empty ones: None is told by leaving it out.
    """

    table: str
    key_column: str
    cells: Mapping[str, Cell]

    @property
    def key(self) -> str:
        """The key as text."""
        return str(self.cells[self.key_column])


@dataclass(frozen=True, slots=True)
class Withheld:
    """A row, or some cells of one, that is not given. reason: a key of `telling.REASONS`.

    columns: empty where the whole row is withheld.
    """

    table: str
    key: str
    reason: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything by and about one person: what is told, and what is not, one by one."""

    rows: tuple[Row, ...]
    withheld: tuple[Withheld, ...] = ()
