"""Somebody who reads what was published, knows how wards add up, and has a solver.

The attacker is given more than is published: the numbers before rounding. What is asked for is the
least and the largest count that a hidden row may have, in whole numbers, and whether that range is
narrower than the policy promises.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def narrow_ranges(
    members: np.ndarray, numbers: np.ndarray, shown: np.ndarray, targets: np.ndarray, width: float
) -> Iterator[tuple[int, float, float]]:
    """(row, least, most) of every target that is known more closely than `width`.

    members: rows × pieces; numbers: the true number of each row; shown, targets: masks of rows.
    """
    least, most = np.full(len(numbers), np.inf), np.full(len(numbers), -np.inf)
    pieces = members[shown]
    limits = LinearConstraint(pieces, numbers[shown], numbers[shown]) if shown.any() else None
    for row in np.flatnonzero(targets & ~shown):
        if most[row] - least[row] >= width:
            continue
        ends = [_extreme(members[row], sign, limits, numbers[row] + width + 1) for sign in (1, -1)]
        for world in ends:
            found = members @ world
            least, most = np.minimum(least, found), np.maximum(most, found)
        low, high = (float(members[row] @ world) for world in ends)
        if high - low < width:
            yield int(row), low, high


def _extreme(row: np.ndarray, sign: int, limits: LinearConstraint | None, cap: float) -> np.ndarray:
    bounded = LinearConstraint(row[None, :], -np.inf, cap)
    answer = milp(
        sign * row,
        constraints=[bounded, limits] if limits else bounded,
        bounds=Bounds(0, np.inf),
        integrality=np.ones(len(row)),
    )
    assert answer.x is not None, answer.message
    return np.rint(answer.x)
