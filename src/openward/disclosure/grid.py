"""Rows that a table does not have, and that somebody who attacks can think of.

A hospital without a row for women is still the sum of its wards' women, and a part of its own row
for everybody. Without these unseen cells some ways of subtracting would not be seen either.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import product

from openward.disclosure.cells import Cell, Place
from openward.disclosure.relations import Relation


def unseen(
    cells: Sequence[Cell], empty: Collection[tuple[str, Place]], left_out: Collection[str]
) -> list[Cell]:
    """A cell without numbers for every area × period × stratum of an indicator without a row.

    empty: keys of rows that say that there is no number (closed, not reported): nothing of them is
    in any total. left_out: indicators that add up to nothing.
    """
    series: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.indicator not in left_out:
            series[cell.indicator, cell.source].append(cell)
    there = {cell.key for cell in cells} | set(empty)
    found = []
    for members in series.values():
        areas = {(cell.area_type, cell.area_id): cell for cell in members}
        periods = dict.fromkeys((cell.start, cell.end) for cell in members)
        strata = dict.fromkeys(cell.stratum for cell in members)
        for area, (start, end), stratum in product(areas.values(), periods, strata):
            cell = replace(area, start=start, end=end, stratum=stratum,
                           numerator=math.nan, denominator=math.nan)  # fmt: skip
            if cell.key not in there:
                found.append(cell)
    return found


def without_idle(relations: Iterable[Relation], first_unseen: int) -> list[Relation]:
    """The relations, without unseen cells (numbered from `first_unseen`) that join nothing.

    An unseen total of some parts only says nothing.
    """
    left = list(relations)
    while True:
        used = Counter(cell for found in left for cell in (found.total, *found.parts))
        kept = [found for found in left if found.total < first_unseen or used[found.total] > 1]
        if len(kept) == len(left):
            return left
        left = kept
