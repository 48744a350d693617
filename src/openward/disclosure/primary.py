"""Which numbers are small, or come from so few that they tell of one person.

Numerator, denominator and everything made from them at one place are hidden together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from openward.disclosure.cells import Cell, Place
from openward.disclosure.policy import Linked, Policy

EARLIER = "hidden before it came here"
HIDDEN_BEFORE = "hidden in an earlier release"
UNSEEN = "no row"
SMALL = "a small count"
ZERO = "a zero"
SMALL_DENOMINATOR = "a small denominator"
EVERYBODY = "everybody who was there"
MAXIMUM = "one person's measure"
FEW_BEHIND_IT = "made from a count that is hidden"
NO_COUNT = "hours without a count beside them"

ByPlace = dict[Place, dict[str, int]]


def small(cells: Sequence[Cell], policy: Policy, linked: Linked) -> list[str]:
    """For each cell why its number is hidden by itself; empty where it is not."""
    by_place = _by_place(cells)
    reasons = [_of_a_count(cell, policy, linked) for cell in cells]
    for index, cell in enumerate(cells):
        if not reasons[index] and cell.is_duration and not linked.statistic(cell.indicator):
            counts = counts_behind(cell, by_place, cells, linked)
            reasons[index] = _of_hours(cell, policy, alone=not counts)
    hide_what_is_made_from_hidden(cells, reasons, linked)
    return reasons


def hide_what_is_made_from_hidden(
    cells: Sequence[Cell], reasons: list[str], linked: Linked
) -> list[int]:
    """Give a reason to durations whose count is hidden; which cells that were.

    A mean or median without its count at the same place is hidden too: nobody knows how many stand
    behind it.
    """
    by_place, found = _by_place(cells), []
    for index, cell in enumerate(cells):
        is_statistic = linked.statistic(cell.indicator) is not None
        if reasons[index] or not (is_statistic or cell.is_duration):
            continue
        counts = counts_behind(cell, by_place, cells, linked)
        if any(reasons[count] for count in counts) or (is_statistic and not counts):
            reasons[index] = FEW_BEHIND_IT
            found.append(index)
    return found


def counts_behind(
    cell: Cell, by_place: ByPlace, cells: Sequence[Cell], linked: Linked
) -> list[int]:
    """The counts that a duration is made from; where no link says which, all of its place.

    Of a median, mean or maximum: the count that it is made from, and the people within that: ten
    measures of two persons tell of two persons.
    """
    here = by_place[cell.place]
    if found := linked.statistic(cell.indicator):
        behind = found[1]
        people = [here[code] for code in linked.within(behind)
                  if code in here and cells[here[code]].unit == "persons"]  # fmt: skip
        return [here[behind], *people] if behind in here else []
    return [
        index
        for code, index in here.items()
        if not cells[index].is_duration and not linked.statistic(code)
    ]


def _by_place(cells: Sequence[Cell]) -> ByPlace:
    found: ByPlace = defaultdict(dict)
    for index, cell in enumerate(cells):
        found[cell.place][cell.indicator] = index
    return found


def _of_a_count(cell: Cell, policy: Policy, linked: Linked) -> str:
    """Why a cell is hidden by its own numbers; a duration by its denominator only."""
    if cell.was_hidden:
        return EARLIER
    kind, _ = linked.statistic(cell.indicator) or ("", "")
    if kind == "maximum":
        return MAXIMUM
    if 0 < cell.denominator < policy.denominator_threshold:
        return SMALL_DENOMINATOR
    if kind or cell.is_duration:
        return ""
    if cell.unit == "persons" and cell.numerator >= max(cell.denominator, 1):
        return EVERYBODY
    return _by_size(cell.numerator, policy)


def _of_hours(cell: Cell, policy: Policy, *, alone: bool) -> str:
    if not alone:
        return ""
    if policy.hours_without_a_count == "as_counts" or cell.numerator == 0:
        return _by_size(cell.numerator, policy)
    return NO_COUNT


def _by_size(number: float, policy: Policy) -> str:
    if number == 0:
        return ZERO if policy.zeros == "hidden" else ""
    return SMALL if number < policy.threshold or math.isnan(number) else ""
