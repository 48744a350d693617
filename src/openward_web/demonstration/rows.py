"""A simulated dataset as rows for the ledger: identifiers, days and names of this installation."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import pyarrow as pa

from openward.register.tables import TABLES
from openward_web.demonstration.names import FACILITIES, WARDS
from openward_web.ledger.rows import Row

Grouped = dict[str, dict[UUID, list[Row]]]
SPACE = uuid5(NAMESPACE_URL, "openward:demonstration")


def rows_of(
    tables: dict[str, pa.Table], shift: timedelta, now: datetime
) -> Callable[[str], list[Row]]:
    """A function from the name of a table to its rows, moved by `shift` and cut at `now`."""

    def rows(name: str) -> list[Row]:
        cells = enumerate(tables[name].to_pylist())
        found = (_row(name, number, row, shift) for number, row in cells)
        return [cut for row in found if (cut := _until(name, row, now)) is not None]

    return rows


def grouped(rows: list[Row], by: str) -> dict[UUID, list[Row]]:
    """Rows by what they belong to."""
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        if row.get(by) is not None:
            found[row[by]].append(row)
    return found


def _row(name: str, number: int, cells: dict[str, Any], shift: timedelta) -> Row:
    table = TABLES[name]
    row = {
        column: _cell(value, shift, is_id=table.columns[column].is_key
                      or table.columns[column].refers is not None)
        for column, value in cells.items()
    }  # fmt: skip
    if table.key is None:
        row["row_id"] = uuid5(SPACE, f"{name}-{number}")
    return row


def _cell(value: Any, shift: timedelta, *, is_id: bool) -> Any:
    if isinstance(value, datetime | date):
        return value + shift
    return uuid5(SPACE, value) if is_id and value is not None else value


def _until(name: str, row: Row, now: datetime) -> Row | None:
    """The row as it stands now: what is still to come is not there."""
    moments = [n for n, v in row.items() if isinstance(v, datetime) and n != "valid_until"]
    start = next((row[n] for n in moments if n != "recorded_at"), None)
    if start is not None and start > now:
        return None
    late = {n: None for n in moments if row[n] > now}
    if name == "measures" and "ended_at" in late:
        late["end_state"] = "not_recorded"  # type: ignore[assignment]
    return row | late


def named(rows: list[Row], names: tuple[str, ...], key: str) -> list[Row]:
    """Rows of places with names instead of numbers."""
    order = {row[key]: number for number, row in enumerate(rows)}
    found = ((row, names[order[row[key]] % len(names)]) for row in rows)
    return [
        row | {"name": name, "local_code": name.upper().replace(" ", "-")} for row, name in found
    ]


def places(rows: Callable[[str], list[Row]]) -> dict[str, list[Row]]:
    """Facilities and wards with their beds, laws and rooms."""
    return {
        "facilities": named(rows("facilities"), FACILITIES, "facility_id"),
        "wards": named(rows("wards"), WARDS, "ward_id"),
        "ward_beds": rows("ward_beds"),
        "regimes": rows("regimes"),
        "rooms": rows("rooms"),
    }
