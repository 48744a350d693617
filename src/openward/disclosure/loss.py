"""What disclosure control cost, beside the plain way of hiding whole rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from openward.disclosure.cells import Cell
from openward.disclosure.primary import EARLIER, HIDDEN_BEFORE
from openward.disclosure.secondary import GIVES_AWAY

#: Reasons that are not about the number itself.
NOT_SMALL = ("", GIVES_AWAY, EARLIER, HIDDEN_BEFORE)


@dataclass(frozen=True, slots=True)
class Loss:
    """figures: how many numbers there were; hidden: how many are hidden.

    by_whole_rows: how many would be, if an area's whole series over time were hidden as soon as one
    of its numbers is small. That would still not be safe against subtraction. share: of the sum of
    all numbers, how much is hidden, 0 to 1; the two shares count totals and their parts alike.
    """

    figures: int
    hidden: int
    by_whole_rows: int
    share: float
    share_by_whole_rows: float


def loss_of(cells: Sequence[Cell], reasons: Sequence[str]) -> Loss:
    """What is lost by hiding the cells that have a reason."""
    before = [index for index, cell in enumerate(cells) if not cell.was_hidden]
    small = {_row(cells[index]) for index in before if reasons[index] not in NOT_SMALL}
    hidden = [index for index in before if reasons[index]]
    whole_rows = [index for index in before if _row(cells[index]) in small]
    everything = math.fsum(cells[index].numerator for index in before) or 1.0
    return Loss(
        len(before),
        len(hidden),
        len(whole_rows),
        math.fsum(cells[index].numerator for index in hidden) / everything,
        math.fsum(cells[index].numerator for index in whole_rows) / everything,
    )


def _row(cell: Cell) -> tuple[str, ...]:
    return cell.indicator, cell.source, cell.area_type, cell.area_id, cell.stratum
