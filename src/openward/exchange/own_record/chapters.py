"""A record in the order in which somebody reads it: what belongs to a row stands under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from openward.exchange.own_record.record import Record, Row
from openward.exchange.own_record.telling import CHAPTERS, telling_of

#: Columns that lead to what a row belongs to, the nearest first.
PARENTS = (
    "review_id", "measure_id", "debrief_id", "incident_id", "plan_id", "stay_id", "admission_id",
)  # fmt: skip
#: Columns that say when a row happened, the best first.
WHEN = (
    "started_at", "given_at", "made_at", "offered_at", "held_at", "done_at", "sent_at", "asked_at",
    "written_at", "said_at", "occurred_at", "signed_at", "called_at", "started_on", "chosen_on",
    "day", "valid_from",
)  # fmt: skip
BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its chapter. depth: 0, or how many rows it stands under."""

    row: Row
    depth: int
    when: datetime | date | None


def chapters(record: Record) -> dict[str, list[Placed]]:
    """The rows of each chapter, the earliest first; chapters without rows are there and empty."""
    under = _children(record.rows)
    found: dict[str, list[Placed]] = {name: [] for name in CHAPTERS}
    for row in _in_time(under[None]):
        found[_chapter(row)] += _with_children(row, under, 0)
    return found


def moment_of(row: Row) -> datetime | date | None:
    """When a row happened; None where it does not say."""
    return next((row.cells[name] for name in WHEN if name in row.cells), None)


def _chapter(row: Row) -> str:
    is_look = row.table == "ledger_entries" and row.cells["tree"] == "reads"
    return "looked" if is_look else telling_of(row.table).chapter


def _children(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    """Rows by the key of the row that they stand under; those under none by None."""
    rows = list(rows)
    there = {(row.key_column, row.key) for row in rows}
    under: dict[str | None, list[Row]] = {None: []}
    for row in rows:
        under.setdefault(_parent(row, there), []).append(row)
    return under


def _parent(row: Row, there: set[tuple[str, str]]) -> str | None:
    ways = ((name, str(row.cells[name])) for name in PARENTS
            if name in row.cells and name != row.key_column)  # fmt: skip
    return next((key for name, key in ways if (name, key) in there), None)


def _with_children(row: Row, under: dict[str | None, list[Row]], depth: int) -> Iterator[Placed]:
    yield Placed(row, depth, moment_of(row))
    for child in _in_time(under.get(row.key, [])):
        yield from _with_children(child, under, depth + 1)


def _in_time(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (_order(moment_of(row)), row.table, row.key))


def _order(when: Any) -> datetime:
    if when is None:
        return BEFORE_ALL
    return when if isinstance(when, datetime) else datetime.combine(when, time(), UTC)
