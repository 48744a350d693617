"""Two visits to one place: how many items went from which level to which. Nothing is subtracted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from openward.instruments.assessment import NOT_ASSESSED, Assessment

#: Where an item went. `no_order`: one of the two is not in the order of levels.
WAYS = ("up", "same", "down", "no_order")


@dataclass(frozen=True, slots=True)
class Flow:
    """So many items of one group went from one level to another. way: one of WAYS."""

    group: str
    before: str
    after: str
    way: str
    items: int


def flows(
    known: Assessment, before: Mapping[str, str], after: Mapping[str, str], grain: str
) -> list[Flow]:
    """By widest item above (theme) and pair of levels, in the order of the instrument.

    before, after: level by item; what is missing was not assessed.
    """
    found: Counter[tuple[str, str, str, str]] = Counter()
    for item in known.of_grain(grain):
        first, second = before.get(item.id, NOT_ASSESSED), after.get(item.id, NOT_ASSESSED)
        ranks = {level.code: level.rank for level in known.levels_of(item)}
        way = way_of(ranks.get(first), ranks.get(second), first == second)
        found[known.top(item.id).id, first, second, way] += 1
    return [Flow(*key, number) for key, number in found.items()]


def way_of(first: int | None, second: int | None, same: bool) -> str:
    """Which way, from the ranks alone; never how far."""
    if same:
        return "same"
    if first is None or second is None:
        return "no_order"
    return "up" if second > first else "down"
