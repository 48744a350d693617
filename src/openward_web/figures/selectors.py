"""What the pages read from a rate table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from openward.indicators.catalogue import Indicator, catalogue
from openward.problems import BadInput
from openward.rates.rollup import area_types, roll_up
from openward.rates.schema import NOT_APPLICABLE, NOT_REPORTED, REPORTED, SUPPRESSED
from openward.rates.value import values
from openward_web.figures.collections import Collection

Row = dict[str, Any]
#: Half-open, [start, end).
Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class View:
    """One indicator of a collection, at one area level, stratum and source.

    Every part is one that the table has: what a reader asks for and the table lacks falls back.
    """

    collection: Collection
    indicator: str
    level: str
    stratum: str
    source: str
    period: Period
    levels: list[str]
    strata: list[str]
    sources: list[str]
    periods: list[Period]
    is_source_chosen: bool

    @property
    def words(self) -> Indicator | None:
        """The catalogue's words, or None for an indicator that is not known to us."""
        return catalogue().get(self.indicator)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many areas: with a number above zero, zero, hidden, silent, nothing to say."""

    above_zero: int
    zero: int
    suppressed: int
    not_reported: int
    not_applicable: int

    @property
    def areas(self) -> int:
        return (
            self.above_zero + self.zero + self.suppressed + self.not_reported + self.not_applicable
        )


def indicators(collection: Collection) -> list[str]:
    """The codes of the collection's indicators, in order."""
    return sorted(pc.unique(collection.table["indicator"]).to_pylist())


def indicators_of_area(collection: Collection, area_type: str, area_id: str) -> list[str]:
    """The codes of the indicators that the collection has for one area, in order."""
    rows = only(collection.table, area_type=area_type, area_id=area_id)
    return sorted(pc.unique(rows["indicator"]).to_pylist())


def areas(collection: Collection, indicator: str) -> list[tuple[str, str]]:
    """(area_type, area_id) of every place with this indicator."""
    rows = only(collection.table, indicator=indicator)
    return sorted(set(zip(rows["area_type"].to_pylist(), rows["area_id"].to_pylist(), strict=True)))


def view(collection: Collection, indicator: str, asked: Mapping[str, str]) -> View | None:
    """The view that somebody asked for; None if the collection has no such indicator."""
    rows = only(collection.table, indicator=indicator)
    if rows.num_rows == 0:
        return None
    levels = area_types(rows)
    level = _asked(asked, "level", sorted(levels, key=_start_with))
    rows = only(rows, area_type=level)
    sources = _present(rows, "source")
    source = _asked(asked, "source", sources)
    rows = only(rows, source=source)
    strata = _present(rows, "stratum")
    stratum = _asked(asked, "stratum", strata)
    rows = only(rows, stratum=stratum)
    periods = _periods(rows)
    latest_first = {period_code(period): period for period in reversed(periods)}
    period = latest_first[_asked(asked, "period", list(latest_first))]
    return View(
        collection,
        indicator,
        level,
        stratum,
        source,
        period,
        levels,
        strata,
        sources,
        periods,
        len(sources) == 1 or asked.get("source") == source,
    )


def _periods(rows: pa.Table) -> list[Period]:
    found = rows.group_by(["period_start", "period_end"]).aggregate([]).to_pylist()
    return sorted((row["period_start"], row["period_end"]) for row in found)


def period_code(period: Period) -> str:
    """A period in an address, as ISO 8601 writes intervals."""
    return f"{period[0]}/{period[1]}"


def table_of_period(shown: View, **inside: str) -> pa.Table:
    """The rows of the view's level and period, sorted by name.

    inside: `region` or `country`, and the identifier of the one in which the areas lie.
    """
    rows = only(
        shown.collection.table,
        indicator=shown.indicator,
        area_type=shown.level,
        source=shown.source,
        stratum=shown.stratum,
        period_start=shown.period[0],
        period_end=shown.period[1],
        **inside,
    )
    return rows.sort_by([("area_name", "ascending"), ("area_id", "ascending")])


def rows_of_period(shown: View, **inside: str) -> list[Row]:
    """The same as dictionaries with their `value`."""
    return with_values(table_of_period(shown, **inside))


def table_of_area(shown: View, area_type: str, area_id: str) -> pa.Table:
    """All periods of one area, in order of time."""
    rows = only(
        shown.collection.table,
        indicator=shown.indicator,
        area_type=area_type,
        area_id=area_id,
        source=shown.source,
        stratum=shown.stratum,
    )
    return rows.sort_by([("period_start", "ascending"), ("period_end", "ascending")])


def rows_of_area(shown: View, area_type: str, area_id: str) -> list[Row]:
    """The same as dictionaries with their `value`."""
    return with_values(table_of_area(shown, area_type, area_id))


def whole(shown: View) -> Row | None:
    """The figure for the whole: as the publisher prints it, else the ratio of sums.

    `is_published` says which. None when the rows cannot be added.
    """
    table = only(
        shown.collection.table,
        indicator=shown.indicator,
        source=shown.source,
        stratum=shown.stratum,
        period_start=shown.period[0],
        period_end=shown.period[1],
    )
    for area_type in ("country", "all"):
        published = only(table, area_type=area_type)
        if published.num_rows == 1:
            return with_values(published)[0] | {"is_published": True}
    return _added_up(table)


def _added_up(table: pa.Table) -> Row | None:
    for target in ("country", "all"):
        try:
            rolled = roll_up(table, target)
        except BadInput:
            continue
        if rolled.num_rows == 1:
            return with_values(rolled)[0] | {"is_published": False}
    return None


def counts(rows: list[Row]) -> Counts:
    """How many of the areas have a number, and of which kind the others are."""
    statuses = [row["status"] for row in rows]
    zero = sum(1 for row in rows if row["status"] == REPORTED and row["numerator"] == 0)
    return Counts(
        statuses.count(REPORTED) - zero,
        zero,
        statuses.count(SUPPRESSED),
        statuses.count(NOT_REPORTED),
        statuses.count(NOT_APPLICABLE),
    )


def only(table: pa.Table, **equal: Any) -> pa.Table:
    """The rows that have these values in these columns."""
    mask = None
    for column, value in equal.items():
        same = pc.equal(table[column], pa.scalar(value, table.schema.field(column).type))
        mask = same if mask is None else pc.and_kleene(mask, same)
    return table if mask is None else table.filter(mask)


def with_values(table: pa.Table) -> list[Row]:
    """Rows as dictionaries, with `value` (None where there is no number)."""
    return [
        row | {"value": None if isnan(value) else value}
        for row, value in zip(table.to_pylist(), values(table).tolist(), strict=True)
    ]


def _present(table: pa.Table, column: str) -> list[Any]:
    return sorted(pc.unique(table[column]).to_pylist())


def _start_with(level: str) -> bool:
    """Regions come first where there are any: from there a reader goes up or down."""
    return level != "region"


def _asked(asked: Mapping[str, str], name: str, possible: list[str]) -> str:
    wanted = asked.get(name, "")
    return wanted if wanted in possible else possible[0]
