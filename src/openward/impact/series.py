"""From the rows of a rate table to one series on the calendar, with its silences counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from openward.impact.regression import Floats
from openward.problems import BadInput, Problem
from openward.rates.panel import IDENTITY, groups
from openward.rates.schema import REPORTED

Integers = npt.NDArray[np.int64]
#: Months of the periods that an analysis can work on.
LENGTHS = {1: "month", 3: "quarter", 12: "year"}


@dataclass(frozen=True, eq=False)
class Series:
    """One indicator of one area, without holes in its calendar.

    time: (T,) number of the period, counted from year 0. counts, exposure: (T,), NaN where there
    is no number. absent: how many periods have no number, by status (`no row` among them).
    """

    indicator: str
    area_id: str
    area_name: str
    stratum: str
    unit: str
    months: int
    time: Integers
    counts: Floats
    exposure: Floats
    absent: dict[str, int] = field(default_factory=dict)
    definition: tuple[str, ...] = ()
    rounded: bool = False

    @property
    def a_year(self) -> int:
        """Periods in a year."""
        return 12 // self.months

    @property
    def period(self) -> str:
        """The word for a period."""
        return LENGTHS[self.months]

    def start(self, day: date) -> tuple[int, int]:
        """The first period from the day on, and 1 where the day stands inside it, else 0.

        A period in which both ways of working were in use belongs to neither.
        """
        number = (day.year * 12 + day.month - 1) // self.months
        inside = day.day > 1 or (day.month - 1) % self.months > 0
        return number, int(inside)

    def part(self, keep: npt.NDArray[np.bool_]) -> Series:
        """The series with the other periods unknown."""
        return replace(self, counts=np.where(keep, self.counts, np.nan))

    def renamed(self, area_id: str, area_name: str) -> Series:
        """The series under another name, as where several areas stand for one."""
        return replace(self, area_id=area_id, area_name=area_name)

    def until(self, end: int) -> Series:
        """The series before a period."""
        keep = self.time < end
        return replace(
            self, time=self.time[keep], counts=self.counts[keep], exposure=self.exposure[keep],
            definition=self.definition[: keep.sum()],
        )  # fmt: skip


def all_series(table: pa.Table) -> list[Series]:
    """Every series of a rate table, in the order of its first row.

    Raises
    ------
    BadInput
        Periods that are not months, quarters or years, or two sources in one series.
    """
    return [_series(part.sort_by("period_start").to_pylist()) for part in groups(table, IDENTITY)]


def _series(rows: list[dict[str, Any]]) -> Series:
    first = rows[0]
    if len({row["source"] for row in rows}) > 1:
        raise BadInput(Problem(f"{first['area_id']}: one series has several sources",
                               "choose one with --source", column="source"))  # fmt: skip
    months = _length(rows)
    number = np.array([_month(row["period_start"]) // months for row in rows])
    time = np.arange(number[0], number[-1] + 1)
    counts, exposure = np.full(len(time), np.nan), np.full(len(time), np.nan)
    status = ["no row"] * len(time)
    definition = [""] * len(time)
    for at, row in zip(number - number[0], rows, strict=True):
        days = float((row["period_end"] - row["period_start"]).days)
        size = days if row["denominator"] is None else row["denominator"]
        known = row["status"] == REPORTED and size > 0
        counts[at], exposure[at] = (row["numerator"], size) if known else (np.nan, np.nan)
        if row["status"] == REPORTED and not known:
            status[at] = "no denominator"
        else:
            status[at] = row["status"]
        definition[at] = row["definition"] or ""
    absent = Counter(one for one in status if one != REPORTED)
    return Series(
        first["indicator"], first["area_id"], first["area_name"], first["stratum"],
        first["numerator_unit"] or "count", months, time, counts, exposure, dict(absent),
        tuple(definition), any(row["rounded_to"] for row in rows),
    )  # fmt: skip


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _length(rows: list[dict[str, Any]]) -> int:
    lengths = {_month(row["period_end"]) - _month(row["period_start"]) for row in rows}
    at_start = all(row[end].day == 1 for row in rows for end in ("period_start", "period_end"))
    if len(lengths) != 1 or not at_start or (months := lengths.pop()) not in LENGTHS:
        raise BadInput(Problem(f"{rows[0]['area_id']}: not all months, quarters or years",
                               "give all periods of a series the same length",
                               column="period_start"))  # fmt: skip
    return months
