"""Which series wait: their numbers changed since the last release, and by too little to say so.

The difference of two releases is a table too, and a small one: a measure that was written late
would stand in it by itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from openward.disclosure.cells import Cell
from openward.disclosure.relations import Relation
from openward.disclosure.releases import Releases

#: An indicator of one source: what is held is held for all areas and periods of it.
Series = tuple[str, str]


def series_held(
    cells: Sequence[Cell], joined: Sequence[Relation], earlier: Releases, threshold: float
) -> set[Series]:
    """The series in which the numbers that were shown tell of a change below the threshold.

    cells: those of the table, and those that stand only in earlier releases. joined: how the
    numbers of the table add up.
    """
    changes = [_change(cell, earlier) for cell in cells]
    held = {
        (cell.indicator, cell.source)
        for cell, change in zip(cells, changes, strict=True)
        if _is_small(change, threshold) and earlier[cell.key].shown
    }
    for relation in joined:
        total, parts = cells[relation.total], [cells[part] for part in relation.parts]
        if total.key in earlier and earlier[total.key].shown:
            left = _left_over(relation, cells, changes, earlier)
            if _is_small(left, threshold) or _is_mixed(total, parts, earlier, threshold):
                held.add((total.indicator, total.source))
    return held


def _change(cell: Cell, earlier: Releases) -> float:
    before = earlier.get(cell.key)
    return 0.0 if before is None else cell.numerator - before.cell.numerator


def _left_over(
    relation: Relation, cells: Sequence[Cell], changes: Sequence[float], earlier: Releases
) -> float:
    """By how much the hidden parts of a total changed together."""
    shown = [part for part in relation.parts
             if cells[part].key in earlier and earlier[cells[part].key].shown]  # fmt: skip
    return changes[relation.total] - math.fsum(changes[part] for part in shown)


def _is_mixed(total: Cell, parts: Sequence[Cell], earlier: Releases, threshold: float) -> bool:
    """New parts of an old total that add up to a little more or less than it."""
    if total.unit == "persons" or all(part.key in earlier for part in parts):
        return False
    before = earlier[total.key].cell.numerator
    return _is_small(math.fsum(part.numerator for part in parts) - before, threshold)


def _is_small(change: float, threshold: float) -> bool:
    return 1e-6 < abs(change) < threshold
