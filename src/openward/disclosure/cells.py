"""The cells of a rate table that disclosure control looks at: rows with a number, seen or hidden.

A row that is `not_reported` or `not_applicable` holds nothing to protect and is no cell.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from openward.rates.schema import REPORTED, SUPPRESSED

DURATIONS = ("hours", "days")

#: (source, area_type, area_id, period_start, period_end, stratum): what a figure is about.
Place = tuple[str, str, str, date, date, str]
#: (indicator, place): no two cells of a table share it.
Key = tuple[str, Place]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number with its coordinates.

    numerator, denominator: ≥ 0, or NaN where there is none or where the publisher hid it before us.
    region, country: empty where the table does not say.
    """

    indicator: str
    source: str
    area_type: str
    area_id: str
    start: date
    end: date
    stratum: str
    unit: str
    region: str
    country: str
    numerator: float
    denominator: float

    @property
    def place(self) -> Place:
        """What the figure is about, whatever is counted there."""
        return self.source, self.area_type, self.area_id, self.start, self.end, self.stratum

    @property
    def key(self) -> Key:
        """What was counted, and where."""
        return self.indicator, self.place

    @property
    def is_duration(self) -> bool:
        """Hours and days: how much time, not how many people."""
        return self.unit in DURATIONS

    @property
    def was_hidden(self) -> bool:
        """Hidden before it came here."""
        return math.isnan(self.numerator)


def cells_of(table: pa.Table) -> tuple[list[Cell], list[int]]:
    """The cells of a rate table in its order, and the row of each."""
    cells, rows = [], []
    for index, row in enumerate(table.to_pylist()):
        if row["status"] in (REPORTED, SUPPRESSED):
            cells.append(_cell(row))
            rows.append(index)
    return cells, rows


def keys_without_number(table: pa.Table) -> list[Key]:
    """The keys of the rows that say that there is nothing: not reported, or not applicable."""
    return [
        _cell(row).key for row in table.to_pylist() if row["status"] not in (REPORTED, SUPPRESSED)
    ]


def _cell(row: dict[str, object]) -> Cell:
    known = row["status"] == REPORTED
    return Cell(
        str(row["indicator"]), str(row["source"]), str(row["area_type"]), str(row["area_id"]),
        row["period_start"], row["period_end"], str(row["stratum"]),  # type: ignore[arg-type]
        str(row["numerator_unit"] or "count"), str(row["region"] or ""), str(row["country"] or ""),
        _number(row["numerator"]), _number(row["denominator"] if known else None),
    )  # fmt: skip


def _number(value: object) -> float:
    return math.nan if value is None else float(value)  # type: ignore[arg-type]
