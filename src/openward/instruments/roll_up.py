"""From visits to a region: how many ratings stand at each level, and how many institutions.

Two published accounts of the same report took "25 % of ratings" for "25 % of institutions". So the
two come in two tables that share no number: `share_of_ratings` is there only with ratings, and of
institutions there are only counts. Levels are counted, never averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from openward.instruments.assessment import FULL, NOT_APPLICABLE, NOT_ASSESSED, Assessment
from openward.instruments.ratings import COMMITTEE, codes_of
from openward.problems import BadInput, Problem

AREAS = ("kind", "country", "region", "who_region", "all")
NOWHERE = "not stated"


class RolledUp(NamedTuple):
    """ratings: area, item, grain, level, ratings, ratings_that_apply, share_of_ratings.

    One row per area, item (a rated one, one above it, or "" for all) and level, `not_applicable`
    and `not_assessed` among them; these two have no share, and are in no denominator.

    institutions: area, institutions, institutions_with_every_item_rated and
    institutions_with_every_item_met: all rated, and each `full` or `not_applicable`, one `full`.
    """

    ratings: pa.Table
    institutions: pa.Table


@dataclass(frozen=True, slots=True)
class _Counted:
    """The latest visits: one row per institution, one column per rated item.

    cells: index into levels, the last of which is `not_assessed`; area: index into areas.
    """

    cells: np.ndarray
    area: np.ndarray
    areas: list[str]
    levels: list[str]


def roll_up(table: pa.Table, known: Assessment, *, by: str, grain: str) -> RolledUp:
    """Count the committee's ratings of one grain at the latest visit to each institution.

    table: of `ratings.SCHEMA`; by: one of AREAS; grain: one of the instrument's.

    Raises
    ------
    BadInput
        There is no agreed rating of this grain; the items are not answered on one scale; an
        institution was visited twice on its latest day.
    """
    items = [item.id for item in known.of_grain(grain)]
    if any(item.scale for item in known.of_grain(grain)):
        raise BadInput(Problem("its items have different answers", "count them one by one",
                               column="instrument", value=known.code))  # fmt: skip
    counted = _latest(_agreed(table, known, items), known, items, by)
    return RolledUp(_ratings(counted, known, items), _institutions(counted))


def _agreed(table: pa.Table, known: Assessment, items: list[str]) -> pa.Table:
    """The committee's ratings of these items with this instrument."""
    wanted = {"instrument": [known.code], "rated_by": [COMMITTEE], "item": items}
    keep = np.ones(table.num_rows, bool)
    for name, values in wanted.items():
        codes, texts = codes_of(table, name)
        keep &= np.isin(texts, values)[codes] if texts else False
    if not keep.any():
        raise BadInput(Problem("no agreed rating of this kind", "choose another instrument or "
                               "grain, or let the committee agree first", column="rated_by",
                               value=COMMITTEE))  # fmt: skip
    return table if keep.all() else table.filter(pa.array(keep))


def _latest(table: pa.Table, known: Assessment, items: list[str], by: str) -> _Counted:
    visit, visits = codes_of(table, "visit_id")
    first = np.zeros(len(visits), np.int64)
    first[visit[::-1]] = np.arange(len(visit))[::-1]
    used = np.unique(visit)
    at = first[used]
    institution = codes_of(table, "institution_id")[0][at]
    day = table["visited_on"].to_numpy().astype("datetime64[D]").astype(np.int64)[at]
    order = np.lexsort((day, institution))
    last = order[np.append(institution[order][1:] != institution[order][:-1], True)]
    _check_one_visit(institution, day, last)
    row_of = np.full(len(visits), -1)
    row_of[used[last]] = np.arange(len(last))
    row = row_of[visit]
    levels = [level.code for level in known.levels] + [NOT_ASSESSED]
    cells = np.full((len(last), len(items)), len(levels) - 1, np.int8)
    item = _recoded(table, "item", items)
    keep = row >= 0
    cells[row[keep], item[keep]] = _recoded(table, "level", levels)[keep]
    area, areas = (np.zeros(table.num_rows, int), ["all"]) if by == "all" else codes_of(table, by)
    return _Counted(cells, area[at][last], [name or NOWHERE for name in areas], levels)


def _check_one_visit(institution: np.ndarray, day: np.ndarray, last: np.ndarray) -> None:
    latest = dict.fromkeys(institution[last].tolist(), 0)
    newest = np.zeros(int(institution.max()) + 1, np.int64)
    newest[institution[last]] = day[last]
    if int((day == newest[institution]).sum()) > len(latest):
        raise BadInput(Problem("an institution was visited twice on its latest day",
                               "say which visit counts", column="visited_on"))  # fmt: skip


def _recoded(table: pa.Table, name: str, order: list[str]) -> np.ndarray:
    codes, texts = codes_of(table, name)
    place = {text: index for index, text in enumerate(order)}
    found: np.ndarray = np.array([place.get(text, -1) for text in texts])[codes]
    return found


def _ratings(counted: _Counted, known: Assessment, items: list[str]) -> pa.Table:
    """Each area × item × level; then the same for what stands above the items, and for all."""
    n_items, n_levels = len(items), len(counted.levels)
    index = (counted.area[:, None] * n_items + np.arange(n_items)) * n_levels + counted.cells
    shape = (len(counted.areas), n_items, n_levels)
    counts = np.bincount(index.ravel(), minlength=int(np.prod(shape))).reshape(shape)
    groups = _groups(known, items)
    applies = np.array([code not in {NOT_APPLICABLE, NOT_ASSESSED} for code in counted.levels])
    rows = []
    for area in _used(counted):
        for item, grain, members in groups:
            found = counts[area, members].sum(axis=0)
            total = int(found[applies].sum())
            rows += [
                (counted.areas[area], item, grain, level, int(number), total,
                 number / total if counts_in and total else None)
                for level, number, counts_in in zip(counted.levels, found, applies, strict=True)
            ]  # fmt: skip
    names = ("area", "item", "grain", "level", "ratings", "ratings_that_apply", "share_of_ratings")
    types = (*[pa.string()] * 4, pa.int64(), pa.int64(), pa.float64())
    return _table(names, types, rows)


def _groups(known: Assessment, items: list[str]) -> list[tuple[str, str, list[int]]]:
    """(item, grain, places of the rated items in it): the whole, what stands above, each item."""
    above: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        parent = known.by_id[item].parent
        while parent:
            above.setdefault(parent, []).append(place)
            parent = known.by_id[parent].parent
    order = [item.id for item in known.items if item.id in above]
    return [
        ("", "all", list(range(len(items)))),
        *((name, known.by_id[name].grain, above[name]) for name in order),
        *((item, known.by_id[item].grain, [place]) for place, item in enumerate(items)),
    ]


def _institutions(counted: _Counted) -> pa.Table:
    full, outside = _place(counted.levels, FULL), _place(counted.levels, NOT_APPLICABLE)
    rated = (counted.cells != len(counted.levels) - 1).all(axis=1)
    is_full = counted.cells == full
    met = (is_full | (counted.cells == outside)).all(axis=1) & is_full.any(axis=1)
    rows = [
        (counted.areas[area], int(here.sum()), int((here & rated).sum()), int((here & met).sum()))
        for area in _used(counted)
        for here in [counted.area == area]
    ]
    names = ("area", "institutions", "institutions_with_every_item_rated",
             "institutions_with_every_item_met")  # fmt: skip
    return _table(names, (pa.string(), *[pa.int64()] * 3), rows)


def _used(counted: _Counted) -> list[int]:
    """The areas where an institution was rated, by name."""
    return sorted(np.unique(counted.area).tolist(), key=lambda area: counted.areas[area])


def _place(levels: list[str], code: str) -> int:
    return levels.index(code) if code in levels else -1


def _table(
    names: tuple[str, ...], types: tuple[pa.DataType, ...], rows: Sequence[tuple[object, ...]]
) -> pa.Table:
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, types, strict=True)],
                    names=list(names))  # fmt: skip
