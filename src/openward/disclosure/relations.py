"""Which numbers add up to which: over area × period × stratum × kind.

A relation joins a total with the nearest parts of it that the table holds. What the numbers
themselves say of it is taken as known to everybody: that the parts add up to the total, that they
lie within it, or that they overlap (persons who were in two places).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from openward.disclosure.cells import Cell
from openward.disclosure.policy import Linked
from openward.problems import BadInput, Problem
from openward.rates.schema import AREA_TYPES

#: area_id → (area_type, area_id) of the area above it.
Parents = Mapping[str, tuple[str, str]]
#: The `name=value` of a stratum.
Group = frozenset[str]


@dataclass(frozen=True, slots=True)
class Relation:
    """Cell numbers of a total and of its parts.

    partial: the parts are known not to be all of it (a year of which only some months are there).
    """

    total: int
    parts: tuple[int, ...]
    partial: bool = False


def relations(cells: Sequence[Cell], parents: Parents, linked: Linked) -> list[Relation]:
    """All relations between the cells, in the order of their totals.

    Means, medians and maxima have none: they add up to nothing.

    Raises
    ------
    BadInput
        Wards and facilities, and nobody says which belong together; or periods that overlap.
    """
    above = {**_sole_facilities(cells, parents), **parents}
    found = [*_of_areas(cells, above), *_of_periods(cells), *_of_strata(cells)]
    found += _of_kinds(cells, linked)
    found = [r for r in found if not linked.statistic(cells[r.total].indicator)]
    return sorted(set(found), key=lambda relation: (relation.total, relation.parts))


def _sole_facilities(cells: Sequence[Cell], parents: Parents) -> dict[str, tuple[str, str]]:
    """The facility of each ward that no file of areas names: the only one that it may lie in."""
    facilities = {(c.country, c.region, c.area_id) for c in cells if c.area_type == "facility"}
    wards = {(c.country, c.region, c.area_id) for c in cells
             if c.area_type == "ward" and c.area_id not in parents}  # fmt: skip
    found = {}
    for country, region, ward in sorted(wards):
        near = {
            facility
            for its_country, its_region, facility in facilities
            if _may_be_the_same(its_country, country) and _may_be_the_same(its_region, region)
        }
        if len(near) > 1:
            what = "nobody says to which facility this ward belongs, so a hospital minus its "
            what += "other wards cannot be guarded against"
            remedy = "give a file with area_id, area_type and parent_id by --areas"
            raise BadInput(Problem(what, remedy, column="area_id", value=ward))
        if near:
            found[ward] = ("facility", near.pop())
    return found


def _may_be_the_same(one: str, other: str) -> bool:
    """Whether two regions may be one: an empty one may be any."""
    return not one or not other or one == other


def _of_areas(cells: Sequence[Cell], above: Parents) -> Iterator[Relation]:
    where = {
        (c.indicator, c.source, c.start, c.end, c.stratum, c.area_type, c.area_id): index
        for index, c in enumerate(cells)
    }
    parts: dict[int, list[int]] = defaultdict(list)
    for index, c in enumerate(cells):
        for area in _areas_above(c, above):
            total = where.get((c.indicator, c.source, c.start, c.end, c.stratum, *area))
            if total is not None:
                parts[total].append(index)
                break
    return (Relation(total, tuple(found)) for total, found in parts.items())


def _areas_above(cell: Cell, above: Parents) -> list[tuple[str, str]]:
    """From the next larger area to `all`."""
    found: list[tuple[str, str]] = []
    here = cell.area_id
    while here in above and len(found) < len(AREA_TYPES):
        found.append(above[here])
        here = above[here][1]
    columns = (("region", cell.region), ("country", cell.country), ("all", "all"))
    level = AREA_TYPES.index(found[-1][0] if found else cell.area_type)
    return found + [area for area in columns if area[1] and AREA_TYPES.index(area[0]) > level]


def _of_periods(cells: Sequence[Cell]) -> Iterator[Relation]:
    series: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, c in enumerate(cells):
        series[c.indicator, c.source, c.area_type, c.area_id, c.stratum].append(index)
    for found in series.values():
        parts: dict[int, list[int]] = defaultdict(list)
        around: list[int] = []
        for index in sorted(found, key=lambda i: (cells[i].start, -cells[i].end.toordinal())):
            while around and cells[around[-1]].end <= cells[index].start:
                around.pop()
            if around:
                _check_lies_within(cells[index], cells[around[-1]])
                parts[around[-1]].append(index)
            around.append(index)
        for total, within in parts.items():
            days = sum((cells[i].end - cells[i].start).days for i in within)
            partial = days != (cells[total].end - cells[total].start).days
            yield Relation(total, tuple(within), partial)


def _check_lies_within(cell: Cell, around: Cell) -> None:
    if cell.end > around.end:
        what = f"this period overlaps with {around.start} to {around.end} of {cell.area_id}"
        remedy = "publish periods that lie side by side or within each other"
        raise BadInput(Problem(what, remedy, column="period_start", value=str(cell.start)))


def _of_strata(cells: Sequence[Cell]) -> Iterator[Relation]:
    places: dict[tuple[object, ...], dict[Group, int]] = defaultdict(dict)
    for index, c in enumerate(cells):
        names = frozenset(filter(None, c.stratum.split(";")))
        places[c.indicator, *c.place[:-1]][names] = index
    for groups in places.values():
        parts: dict[tuple[int, Group], list[int]] = defaultdict(list)
        for group, index in groups.items():
            for wider in _wider_groups(group, groups):
                told_apart = frozenset(name.partition("=")[0] for name in group - wider)
                parts[groups[wider], told_apart].append(index)
        yield from (Relation(total, tuple(found)) for (total, _), found in parts.items())


def _wider_groups(group: Group, groups: Mapping[Group, int]) -> list[Group]:
    """The groups that hold this one, with none of the table between them."""
    found: list[Group] = []
    for size in range(len(group) - 1, -1, -1):
        for names in combinations(sorted(group), size):
            wider = frozenset(names)
            if wider in groups and not any(wider < nearer for nearer in found):
                found.append(wider)
    return found


def _of_kinds(cells: Sequence[Cell], linked: Linked) -> Iterator[Relation]:
    where = {cell.key: index for index, cell in enumerate(cells)}
    for total, codes in linked.totals:
        for index, cell in enumerate(cells):
            if cell.indicator == total:
                parts = [where[code, cell.place] for code in codes if (code, cell.place) in where]
                if parts:
                    yield Relation(index, tuple(parts), len(parts) < len(codes))
