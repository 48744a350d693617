"""Columns of tables of an engine: moments, days, what stood before, what a calendar says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ibis

from openward.indicators.calendar import DAY, NEVER


def seconds(moment: Any) -> Any:
    """Whole seconds since 1970 of a column of moments, or of one that has them already."""
    if moment.type().is_timestamp():
        moment = moment.epoch_seconds()
    return moment.cast("int64")


def day(column: Any) -> Any:
    """Whole days since 1970-01-01 of a column of days."""
    return column.epoch_days().cast("int64")


def joined(left: ibis.Table, right: ibis.Table, key: str, other: str = "") -> ibis.Table:
    """A left join on one key of which only the left column stays."""
    right = right.rename({"joined_by": other or key})
    return left.left_join(right, left[key] == right.joined_by).drop("joined_by")


def before(column: Any, by: Sequence[str], order: Sequence[Any]) -> Any:
    """The largest value of a column among the rows before, in an order, of the same `by`."""
    return column.max().over(ibis.window(group_by=by, order_by=order, preceding=(None, 1)))


def apart(rows: ibis.Table, by: Sequence[str], first: str, last: str, *order: str) -> ibis.Table:
    """Intervals that overlap no other one of the same `by`; what an earlier one holds is cut."""
    until = before(rows[last], by, [first, *order, last])
    cut = rows.mutate(**{first: ibis.greatest(rows[first], until.fill_null(-NEVER))})
    return cut.filter(cut[first] < cut[last])


def looked_up(  # noqa: PLR0913, PLR0917 - which rows, in which table, by what, called what
    rows: ibis.Table, table: ibis.Table, moment: str, name: str, zone: str, columns: Sequence[str]
) -> ibis.Table:
    """The rows with what a calendar table says of a moment, as {name}_{column}: it holds what a
    local day shows before, between and after the two changes that a UTC day can see.
    """
    wanted = [f"{column}_{number}" for column in columns for number in (0, 1, 2)]
    table = table.select("zone", "utc_day", "switch_1", "switch_2", *wanted)
    found = at_day(rows, table, moment, zone)
    first, second = found[moment] < found.switch_1, found[moment] < found.switch_2
    return found.mutate(**{
        f"{name}_{column}": ibis.cases(
            (first, found[f"{column}_0"]), (second, found[f"{column}_1"]),
            else_=found[f"{column}_2"])
        for column in columns
    }).drop("switch_1", "switch_2", *wanted)  # fmt: skip


def at_day(rows: ibis.Table, table: ibis.Table, moment: str, zone: str) -> ibis.Table:
    """The rows beside those of a table by (zone, utc_day)."""
    rows = rows.mutate(at_day=rows[moment] // DAY)
    table = table.rename({"at_zone": "zone"})
    on = [rows[zone] == table.at_zone, rows.at_day == table.utc_day]
    return rows.left_join(table, on).drop("at_day", "at_zone", "utc_day")
