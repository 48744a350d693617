"""Hide more, so that no hidden number can be had by subtraction.

A hidden number is safe when two worlds that differ enough in it agree in everything that is shown.
For one that is not, the two worlds that take the least to hide are searched for, and what they
differ in is hidden too.
"""

from __future__ import annotations

from collections import deque

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from openward.disclosure.system import TINY, Floats, System
from openward.disclosure.worlds import Worlds
from openward.problems import BadInput, Problem

GIVES_AWAY = "would give away a hidden number"
NOT_PROTECTED = Problem(
    "a number that has to be hidden follows from what was published before, or from totals that "
    "cannot be hidden",
    "publish fewer areas, longer periods or fewer groups of people",
)
#: Over how many relations worlds are searched for first; a larger neighbourhood costs time.
NEAR = 3
#: A zero that is shown is worth more than its size: it says that a ward needed no coercion.
WEIGHT_OF_ZERO = 3.0


def protect(system: System, hidden: np.ndarray, widths: Floats, may_hide: np.ndarray) -> np.ndarray:
    """The mask of hidden cells, with what else has to be hidden.

    widths: how wide the range of each cell has to be when it is hidden; a negative one is that of a
    cell without a row, which may be known to be zero, or to be large. may_hide: False where
    hiding helps nothing, since the number is known.

    Raises
    ------
    BadInput
        A cell cannot be protected by hiding others.
    """
    worlds = Worlds(system, hidden)
    spread = np.array([system.values, system.values])
    queue = deque(np.flatnonzero(hidden & (widths != 0)).tolist())
    while queue:
        cell = queue.popleft()
        for attempt in range(4):
            if _is_safe(worlds, spread, cell, widths[cell]):
                break
            # A whole number more each time: worlds of fractions may be narrower in whole numbers.
            price = _price(system, worlds.hidden, may_hide)
            more = _hidden_for(system, price, cell, abs(widths[cell]) + attempt)
            worlds.hide(more)
            queue.extend(found for found in more if widths[found] != 0)
        else:
            raise BadInput(NOT_PROTECTED)
    return worlds.hidden


def _is_safe(worlds: Worlds, spread: Floats, cell: int, width: float) -> bool:
    """Whether the range of a hidden cell is wide enough; what is learned of others is kept."""
    least = abs(width) - TINY
    if spread[1, cell] - spread[0, cell] < least:
        for world in worlds.farthest(cell, abs(width)):
            spread[0] = np.minimum(spread[0], world)
            spread[1] = np.maximum(spread[1], world)
    if width < 0 and (spread[1, cell] < TINY or spread[0, cell] >= least):
        return True
    return bool(spread[1, cell] - spread[0, cell] >= least - TINY)


def _hidden_for(system: System, price: Floats, cell: int, width: float) -> list[int]:
    """Cells that two cheapest worlds differ in, and that are shown so far."""
    everywhere = np.ones(len(price), dtype=bool)
    for hops in (NEAR, len(price)):
        cells = system.neighbours(cell, everywhere, hops)
        found = _cheapest(system, cells, price[cells], cell, width)
        if found is not None:
            return found
    raise BadInput(NOT_PROTECTED)


def _price(system: System, hidden: np.ndarray, may_hide: np.ndarray) -> Floats:
    """What a step away from the shown number costs: 0 where none is shown, ∞ where it is known."""
    price = np.where(system.values > 0, np.log(2 + system.values), WEIGHT_OF_ZERO)
    return np.where(hidden, 0.0, np.where(may_hide, price, np.inf))


def _cheapest(
    system: System, cells: np.ndarray, price: Floats, cell: int, width: float
) -> list[int] | None:
    """Unknowns: one world, the other world, and how far either is from what is shown."""
    matrix, low, high = system.around(cells)
    count, shown = len(cells), price > 0
    same = sparse.eye_array(count, format="csr")
    one = sparse.csr_array((cells == cell)[None, :].astype(float))
    rows = sparse.block_array(
        [[matrix, None, None], [None, matrix, None], [same, None, -same], [same, None, same],
         [None, same, -same], [None, same, same], [one, -one, 0 * one]]
    )  # fmt: skip
    values, always = system.values[cells], np.full(count, np.inf)
    near, far = (values + np.where(shown, 0.0, end) for end in (np.inf, -np.inf))
    answer = milp(
        np.r_[np.zeros(2 * count), np.where(np.isinf(price), 0.0, price)],
        constraints=LinearConstraint(
            rows,
            np.r_[low, low, -always, far, -always, far, width],
            np.r_[high, high, near, always, near, always, np.inf],
        ),
        bounds=Bounds(0.0, np.r_[always, always, np.where(np.isinf(price), 0.0, np.inf)]),
    )
    if answer.x is None:
        return None
    moved = answer.x[2 * count :] > 100 * TINY
    return [int(found) for found in cells[moved & shown]]
