"""Whose rows are in a report: the place itself, and the places inside it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from openward.problems import BadInput, Problem, one_of
from openward.rates.rollup import TARGETS, area_types, roll_up
from openward.rates.schema import AREA_TYPES

#: area_id → (area_type, area_id) of the area above it.
Parents = Mapping[str, tuple[str, str]]
Period = tuple[date, date]

READERS = {
    "ward": ("ward",),
    "board": ("facility",),
    "ministry": ("region", "country", "all"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """rows: of the place itself, in the order of time. inside: of those who are asked for numbers.

    added_up: figures that no row of the table gives for the whole, and that were added up.
    """

    area_type: str
    area_id: str
    name: str
    rows: pa.Table
    inside: pa.Table
    added_up: frozenset[str]


def place_of(table: pa.Table, reader: str, area_id: str, parents: Parents) -> Place:
    """The place that a report is about.

    Raises
    ------
    BadInput
        The table has no such place of the kind that this reader is told about.
    """
    for area_type in READERS[reader]:
        own = _only(table, area_type=area_type, area_id=area_id)
        added = _added_up(table, own, area_type, area_id)
        rows = pa.concat_tables([own, added]) if added.num_rows else own
        if rows.num_rows:
            return Place(
                area_type, area_id, rows["area_name"][0].as_py(),
                rows.sort_by([("indicator", "ascending"), ("period_start", "ascending")]),
                _inside(table, area_type, area_id, parents),
                frozenset(added["indicator"].to_pylist()),
            )  # fmt: skip
    wanted = table.filter(pc.is_in(table["area_type"], pa.array(READERS[reader])))
    known = set(wanted["area_id"].to_pylist())
    known |= {name for area_type, name in wholes(table) if area_type in READERS[reader]}
    remedy = one_of(sorted(known)[:8]) if known else "choose another reader"
    what = f"no {' or '.join(READERS[reader])} of this identifier"
    raise BadInput(Problem(what, remedy, column="area_id", value=area_id))


def _only(table: pa.Table, **equal: object) -> pa.Table:
    for column, value in equal.items():
        wanted = pa.scalar(value, table.schema.field(column).type)
        table = table.filter(pc.equal(table[column], wanted))
    return table


def _added_up(table: pa.Table, own: pa.Table, area_type: str, area_id: str) -> pa.Table:
    """Figures that only smaller places have, as ratio of sums."""
    if area_type not in TARGETS or (area_type, area_id) not in {("all", "all"), *wholes(table)}:
        return own.slice(0, 0)
    missing = sorted(set(table["indicator"].to_pylist()) - set(own["indicator"].to_pylist()))
    found = [own.slice(0, 0)]
    for code in missing:
        with suppress(BadInput):  # rows that cannot be added stay out, and are told of below
            rolled = roll_up(_only(table, indicator=code), area_type)
            found.append(_only(rolled, area_id=area_id))
    return pa.concat_tables(found)


def wholes(table: pa.Table) -> set[tuple[str, str]]:
    """(area_type, area_id) of the regions and countries that the rows name.

    A country of which the rows name a single region is not among them: its sum would be that of
    the region under another name.
    """
    named = zip(*(table[name].to_pylist() for name in ("country", "region")), strict=True)
    regions: dict[str, set[str | None]] = {}
    for country, region in set(named):
        regions.setdefault(country or "", set()).add(region)
    found = {("region", region) for of in regions.values() for region in of if region}
    several = {country for country, of in regions.items() if len(of) > 1 or None in of}
    return found | {("country", country) for country in several if country}


def _inside(table: pa.Table, area_type: str, area_id: str, parents: Parents) -> pa.Table:
    smaller = [name for name in area_types(table) if _is_smaller(name, area_type)]
    if not smaller:
        return table.slice(0, 0)
    # Those who are asked: wards of a hospital, else hospitals.
    level = smaller[0] if area_type == "facility" or "facility" not in smaller else "facility"
    rows = _only(table, area_type=level)
    if area_type == "all" or (area_type == "facility" and _is_alone(table)):
        return rows
    if area_type in ("region", "country"):
        return _only(rows, **{area_type: area_id})
    below = [area for area, above in parents.items() if above == (area_type, area_id)]
    return rows.filter(pc.is_in(rows["area_id"], pa.array(below, pa.string())))


def _is_smaller(one: str, other: str) -> bool:
    return AREA_TYPES.index(one) < AREA_TYPES.index(other)


def _is_alone(table: pa.Table) -> bool:
    """Whether the table has one facility, so that all wards are its own."""
    return len(set(_only(table, area_type="facility")["area_id"].to_pylist())) == 1


def period_with(rows: pa.Table, month: date) -> Period:
    """The shortest period of the rows that holds the whole month.

    Raises
    ------
    BadInput
        There is none: names the last one.
    """
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    periods = sorted(set(zip(rows["period_start"].to_pylist(), rows["period_end"].to_pylist(),
                             strict=True)))  # fmt: skip
    holding = [period for period in periods if period[0] <= month and period[1] >= after]
    if not holding:
        last = max(periods, key=lambda period: period[1])
        remedy = f"the last period begins on {last[0]}"
        what = "no row of this place holds this month"
        raise BadInput(Problem(what, remedy, value=f"{month:%Y-%m}"))
    return min(holding, key=lambda period: period[1] - period[0])


def up_to(rows: pa.Table, period: Period) -> pa.Table:
    """The rows of periods as long as this one, none later.

    Raises
    ------
    BadInput
        Periods of one figure overlap.
    """
    kept = [
        index for index, found in enumerate(zip(rows["period_start"].to_pylist(),
                                                rows["period_end"].to_pylist(), strict=True))
        if _months(found) == _months(period) and found[1] <= period[1]
    ]  # fmt: skip
    chosen = rows.take(pa.array(kept, pa.int64()))
    order = chosen.select(["indicator", "area_id", "period_start", "period_end"]).to_pylist()
    for one, other in pairwise(order):
        same = all(one[name] == other[name] for name in ("indicator", "area_id"))
        if same and one["period_start"] <= other["period_start"] < one["period_end"]:
            value = str(other["period_start"])
            remedy = "keep one row of each period"
            raise BadInput(Problem("periods of one figure overlap", remedy, value=value))
    return chosen


def _months(period: Period) -> int:
    start, end = period
    return (end.year - start.year) * 12 + end.month - start.month
