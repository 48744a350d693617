"""The denominators of a table: the bed-days, stays or people that the counts are out of."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from openward.disclosure.cells import Cell
from openward.disclosure.policy import Policy
from openward.disclosure.primary import SMALL_DENOMINATOR, UNSEEN
from openward.disclosure.relations import Relation
from openward.disclosure.rounding import rounded
from openward.disclosure.secondary import GIVES_AWAY, protect
from openward.disclosure.system import Floats, system_of


class Denominators:
    """The different denominators of a table.

    The bed-days of a ward stand beside several indicators: one number, shown as soon as one of the
    rows shows it.
    """

    def __init__(self, cells: Sequence[Cell], joined: Sequence[Relation]) -> None:
        divided = {cell.indicator for cell in cells if not math.isnan(cell.denominator)}
        numbers: dict[tuple[object, ...], int] = {}
        self.number_of = [
            numbers.setdefault(_name(cell), len(numbers)) if cell.indicator in divided else -1
            for cell in cells
        ]
        values, overlap = np.empty(len(numbers)), np.zeros(len(numbers), dtype=bool)
        for cell, number in zip(cells, self.number_of, strict=True):
            if number >= 0:
                values[number], overlap[number] = cell.denominator, cell.unit == "persons"
        found = dict.fromkeys(filter(None, map(self._relation, joined)))
        self.system = system_of(list(found), values, values == np.rint(values), overlap)

    def rounded(self, step: float, before: Floats, shown: np.ndarray) -> Floats:
        """The denominator of each cell in whole steps, the same wherever it stands."""
        count = len(self.system.values)
        printed, seen = np.full(count, np.nan), np.zeros(count, dtype=bool)
        for number, again, is_shown in zip(self.number_of, before, shown, strict=True):
            if number >= 0:
                seen[number] |= is_shown
                printed[number] = printed[number] if np.isnan(again) else again
        values, _ = rounded(self.system, np.full(count, step), printed, seen)
        return np.array([values[number] if number >= 0 else np.nan for number in self.number_of])

    def _relation(self, relation: Relation) -> Relation | None:
        total = self.number_of[relation.total]
        parts = tuple(number for i in relation.parts if (number := self.number_of[i]) >= 0)
        if total < 0 or not parts or total in parts:
            return None
        return Relation(total, parts, relation.partial or len(parts) < len(relation.parts))

    def protect(self, reasons: list[str], policy: Policy, may_hide: np.ndarray) -> None:
        """Hide rows until the small denominators among the hidden ones are safe."""
        count = self.system.matrix.shape[1]
        shown, movable = np.zeros(count, dtype=bool), np.ones(count, dtype=bool)
        widths = np.zeros(count)
        for number, reason, may in zip(self.number_of, reasons, may_hide, strict=True):
            if number >= 0:
                shown[number] |= not reason
                movable[number] &= may or bool(reason)
                if reason == SMALL_DENOMINATOR:
                    widths[number] = policy.denominator_threshold
                elif reason == UNSEEN and not widths[number]:
                    widths[number] = -policy.denominator_threshold
        after = protect(self.system, ~shown, widths, movable)
        for index, number in enumerate(self.number_of):
            if number >= 0 and after[number] and not reasons[index]:
                reasons[index] = GIVES_AWAY


def _name(cell: Cell) -> tuple[object, ...]:
    """The same for two rows of a place with the same denominator."""
    hidden = math.isnan(cell.denominator)
    return cell.place, cell.indicator if hidden else cell.denominator
