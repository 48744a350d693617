"""Counts become arrays: one query for all counts of the same rows, whole numbers throughout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa
from ibis import Table, _

from openward.indicators.register import SEXES, Register
from openward.indicators.rule import HBIPS_BANDS, Count

#: Bands of which every rule's bands are made, so that one query serves all; then "not recorded".
FINE = (("0", 0, 0), *HBIPS_BANDS)

Bands = Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Strata:
    """Shape of the last two axes: age bands with "not recorded", and sexes; 1 if not asked for."""

    by_age: bool
    by_sex: bool
    bands: Bands

    @property
    def shape(self) -> tuple[int, int]:
        """Number of age bands and of sexes."""
        return (len(self.bands) + 1 if self.by_age else 1, len(SEXES) if self.by_sex else 1)

    def number(self, rows: Table) -> ibis.Value:
        """The place of each row in that shape, flat."""
        age, sex = ibis.literal(0, "int64"), ibis.literal(0, "int64")
        if self.by_age:
            conditions = [((rows.age >= low) & (rows.age <= high), place)
                          for place, (_name, low, high) in enumerate(self.bands)]  # fmt: skip
            age = ibis.cases(*conditions, else_=len(self.bands)).cast("int64")
        if self.by_sex:
            sex = rows.sex
        return age * self.shape[1] + sex


def strata_of(names: Sequence[str], bands: Bands) -> Strata:
    """The strata that are asked for."""
    return Strata("age" in names, "sex" in names, bands)


def totals(register: Register, counts: Iterable[Count]) -> dict[Count, np.ndarray]:
    """What each count without a key comes to: [place, period, age, sex], by FINE bands.

    place: wards in their order and last what is not placed; facilities for rows of facilities.
    """
    of_rows = defaultdict(list)
    for count in dict.fromkeys(counts):
        if not count.key:
            of_rows[count.rows].append(count)
    found: dict[Count, np.ndarray] = {}
    for rows, same in of_rows.items():
        found |= _added(register, register.looked_at(rows), same)
    return found


def _added(register: Register, rows: Table, counts: Sequence[Count]) -> dict[Count, np.ndarray]:
    strata = strata_of(register.strata, FINE)
    rows = _only(rows, counts)
    rows = rows.mutate(stratum=strata.number(rows))
    sums = {f"n{number}": _sum(rows, count) for number, count in enumerate(counts)}
    table = rows.group_by("ward", "period", "stratum").aggregate(**sums).to_pyarrow()
    return {
        count: _dense(register, table, "ward", f"n{number}", strata)
        for number, count in enumerate(counts)
    }


def _only(rows: Table, counts: Sequence[Count]) -> Table:
    """Rows that any of the counts looks at."""
    conditions = [condition(rows, count) for count in counts]
    if any(one is None for one in conditions):
        return rows
    return rows.filter(ibis.or_(*conditions))


def condition(rows: Table, count: Count) -> ibis.Value | None:
    """Which rows a count looks at; None for all."""
    chosen = [rows.kind.isin(count.kinds)] if count.kinds else []
    if count.test:
        chosen.append(rows[count.test])
    return ibis.and_(*chosen) if chosen else None


def _sum(rows: Table, count: Count) -> ibis.Value:
    where = condition(rows, count)
    if count.amount:
        return rows[count.amount].sum(where=where).cast("int64").fill_null(0)
    return rows.count(where=where)


def longest(register: Register, count: Count, strata: Strata) -> np.ndarray:
    """The largest amount; -1 where there is none. Shape as in `totals`, by the rule's bands."""
    rows = _chosen(register, count)
    rows = rows.mutate(stratum=strata.number(rows))
    by = rows.group_by("ward", "period", "stratum")
    table = by.aggregate(n=rows[count.amount].max().cast("int64")).to_pyarrow()
    return _dense(register, table, "ward", "n", strata, empty=-1)


def keyed(register: Register, count: Count, strata: Strata, areas: pa.Table | None) -> np.ndarray:
    """A count with each key once in an area: [area, period, age, sex].

    areas: rows (ward, period, area) that belong together; None: each ward by itself.
    """
    rows, place = _in_areas(register, _chosen(register, count), areas)
    rows = rows.mutate(stratum=strata.number(rows))
    by = rows.group_by(place, "period", "stratum")
    if not count.amount:
        table = by.aggregate(n=rows[count.key].nunique()).to_pyarrow()
    else:
        by_key = rows.group_by(place, "period", "stratum", count.key)
        once = by_key.aggregate(n=rows[count.amount].max())
        table = once.group_by(place, "period", "stratum").aggregate(n=_.n.sum()).to_pyarrow()
    return _dense(register, table, place, "n", strata, areas=areas)


def half(register: Register, count: Count, strata: Strata, areas: pa.Table | None) -> np.ndarray:
    """The least number of persons who together have half of the amount, in each area."""
    rows, place = _in_areas(register, _chosen(register, count), areas)
    rows = rows.mutate(stratum=strata.number(rows))
    cells = [place, "period", "stratum"]
    persons = rows.group_by(*cells, "person_id").aggregate(own=rows[count.amount].sum())
    order = [ibis.desc("own"), "person_id"]
    persons = persons.mutate(
        whole=persons.own.sum().over(ibis.window(group_by=cells)),
        larger=persons.own.sum().over(
            ibis.window(group_by=cells, order_by=order, preceding=(None, 1))
        ),
    )  # fmt: skip
    needed = persons.filter((2 * persons.larger.fill_null(0) < persons.whole) & (persons.own > 0))
    table = needed.group_by(*cells).aggregate(n=needed.count()).to_pyarrow()
    return _dense(register, table, place, "n", strata, areas=areas)


def coarse(fine: np.ndarray, strata: Strata) -> np.ndarray:
    """An array by FINE bands, by those of a rule."""
    if not strata.by_age:
        return fine
    found = np.zeros((*fine.shape[:2], *strata.shape), dtype=fine.dtype)
    for place, (_name, low, high) in enumerate((*FINE, ("", -1, -1))):
        fitting = [
            n for n, (_n, first, last) in enumerate(strata.bands) if first <= low and high <= last
        ]
        found[:, :, fitting[0] if low >= 0 and fitting else -1] += fine[:, :, place]
    return found


def _chosen(register: Register, count: Count) -> Table:
    rows = register.looked_at(count.rows)
    where = condition(rows, count)
    return rows if where is None else rows.filter(where)


def _in_areas(register: Register, rows: Table, areas: pa.Table | None) -> tuple[Table, str]:
    if areas is None:
        return rows, "ward"
    places = register.put(areas.rename_columns(["in_ward", "in_period", "area"]))
    on = [rows.ward == places.in_ward, rows.period == places.in_period]
    return rows.inner_join(places, on).drop("in_ward", "in_period"), "area"


def _dense(  # noqa: PLR0913 - a table, which of its columns, and into what
    register: Register, table: pa.Table, place: str, column: str, strata: Strata, *,
    areas: pa.Table | None = None, empty: int = 0,
) -> np.ndarray:  # fmt: skip
    most = max(register.not_placed, len(register.facility_ids))
    number = (most if areas is None else max(areas["area"].to_pylist(), default=0)) + 1
    shape = (number, len(register.periods), *strata.shape)
    found = np.full(
        (number, len(register.periods), int(np.prod(strata.shape))), empty, dtype=np.int64
    )
    at = [table[name].to_numpy() for name in (place, "period", "stratum")]
    found[tuple(at)] = table[column].to_numpy()
    return found.reshape(shape)
