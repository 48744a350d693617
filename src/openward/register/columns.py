"""How a column of the dataset is declared: its type, and what else it promises.

A table is a frozen dataclass whose fields are columns. A field's type is `str`, `int`, `float`,
`bool`, `date` or `datetime` (a moment: aware, whole seconds), `| None` where a cell may be empty.
`Annotated` adds one of the promises below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from dataclasses import dataclass as frozen_dataclass
from datetime import date, datetime
from functools import cached_property
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Key:
    """The column names its row: no two rows of the table share it."""


@dataclass(frozen=True, slots=True)
class Refers:
    """The column holds the key of a row of another table (or of the same one)."""

    table: str


@dataclass(frozen=True, slots=True)
class Codes:
    """The column holds a code of this list in `content/codes`."""

    list: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Numbers in the column are this or more."""

    least: float


Promise = Key | Refers | Codes | AtLeast

Moment = datetime
Day = date
Count = Annotated[int, AtLeast(0)]
Hours = Annotated[float, AtLeast(0)]
Minutes = Annotated[int, AtLeast(0)]
Amount = Annotated[float, AtLeast(0)]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table. type is one of str, int, float, bool, date, datetime.

    name is the column's; field is the dataclass's, which differs where Python reserves the word.
    """

    name: str
    field: str
    type: type
    nullable: bool
    promises: tuple[Promise, ...]

    @property
    def codes(self) -> str | None:
        """The code list of the column, if it has one."""
        return next((p.list for p in self.promises if isinstance(p, Codes)), None)

    @property
    def refers(self) -> str | None:
        """The table whose key stands in the column, if it holds one."""
        return next((p.table for p in self.promises if isinstance(p, Refers)), None)

    @property
    def is_key(self) -> bool:
        """Whether the column alone names its row."""
        return any(isinstance(p, Key) for p in self.promises)

    @property
    def least(self) -> float | None:
        """The smallest number that the column may hold, if one is named."""
        return next((p.least for p in self.promises if isinstance(p, AtLeast)), None)


@dataclass(frozen=True)
class Table:
    """One table of the dataset.

    spans: pairs of columns (start, end), half-open: the end is not before the start.
    unique: columns that together stand once, besides the key.
    """

    name: str
    row: type
    spans: tuple[tuple[str, str], ...]
    unique: tuple[str, ...]

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns by name, in the order of the contract."""
        hints = get_type_hints(self.row, include_extras=True)
        columns = [_column(f.name, hints[f.name]) for f in fields(self.row)]
        return {column.name: column for column in columns}

    @cached_property
    def key(self) -> str | None:
        """The column that names a row; None where the table has no such column."""
        return next((name for name, column in self.columns.items() if column.is_key), None)


TABLES: dict[str, Table] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def table(
    name: str, spans: tuple[tuple[str, str], ...] = (), unique: tuple[str, ...] = ()
) -> Callable[[type[Row]], type[Row]]:
    """Make a class one table of the dataset: a frozen dataclass, entered in `TABLES`.

    Its rows are checked as they are made, see `rows.check_row`.
    """

    def enter(row: type[Row]) -> type[Row]:
        setattr(row, "__post_init__", _refuse_nonsense)  # noqa: B010 - unknown to Row
        frozen = frozen_dataclass(frozen=True, slots=True, kw_only=True)(row)
        TABLES[name] = Table(name, frozen, spans, unique)
        return frozen

    return enter


def _refuse_nonsense(row: object) -> None:
    # Only here, since the rules stand on the tables that are being declared.
    from openward.register.rows import check_row

    check_row(row)


def _column(name: str, hint: Any) -> Column:
    promises: list[Promise] = []
    nullable = False
    while get_origin(hint) in (Annotated, Union, UnionType):
        if get_origin(hint) is Annotated:
            hint, *extras = get_args(hint)
            promises.extend(extras)
        else:
            nullable = True
            (hint,) = (part for part in get_args(hint) if part is not NoneType)
    return Column(name.rstrip("_"), name, hint, nullable, tuple(promises))
