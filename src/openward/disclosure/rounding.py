"""Round what is shown, so that totals still add up.

Each number goes to the step below or above it, not always to the nearest: those are chosen that the
rounded parts add up to the rounded total, with some number for each hidden one. A number above
zero never becomes zero, and zero stays zero.
Reference: controlled rounding, Cox (1987), doi 10.1080/01621459.1987.10478456; solved as a mixed
integer program with HiGHS.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

from openward.disclosure.system import Floats, System

#: Where no choice of steps adds up after so many branches, the sums stay a step apart.
MOST_BRANCHES = 1_000


def rounded(
    system: System, steps: Floats, before: Floats, shown: np.ndarray
) -> tuple[Floats, Floats]:
    """The numbers in whole steps, and how wide the range is that each stands for.

    steps: > 0, one per cell. shown: mask; what the other cells get means nothing. before: what was
    printed for the same number, NaN where nothing was: it is printed again, since two ways of
    rounding tell more than one. The second result is the step where the number was rounded to the
    nearest, because it belongs to no total, and twice the step elsewhere.
    """
    values, width = np.rint(system.values / steps) * steps, steps.copy()
    values = np.where((system.values > 0) & (values == 0), steps, values)
    joint = abs(system.matrix)
    _, group = connected_components(joint.T @ joint, directed=False)
    sizes = np.bincount(group, minlength=len(group))
    for number in np.flatnonzero(sizes > 1):
        cells = np.flatnonzero(group == number)
        width[cells] = 2 * steps[cells]
        values[cells] = _adding_up(system, cells, steps[cells], before[cells], shown[cells])
    return np.where(np.isnan(before), values, before), width


def _adding_up(
    system: System, cells: np.ndarray, steps: Floats, before: Floats, shown: np.ndarray
) -> Floats:
    """Unknowns: how many steps each cell has, then by how much each relation is missed."""
    matrix, low, high = system.around(cells)
    counts = system.values[cells] / steps
    least = np.where(counts > 0, np.maximum(np.floor(counts), 1), 0)
    most = np.maximum(np.ceil(counts), least)
    least, most = np.where(shown, least, 0.0), np.where(shown, most, np.inf)
    again = np.rint(before / steps)
    least, most = (np.where(np.isnan(again), end, again) for end in (least, most))
    misses = sparse.eye_array(matrix.shape[0], format="csr")
    rows = sparse.hstack([matrix * steps[None, :], misses, -misses])
    # Nearer is better; an unnecessary step is cheap beside a sum that does not add up.
    nearer = 2 * (least - counts) + 1
    missed = np.full(2 * matrix.shape[0], 10.0 * len(cells))
    # A sum that holds for the true numbers up to a part of a step is to hold in whole steps.
    exact = low == high
    answer = milp(
        np.r_[np.where(shown & (most > least), nearer, 0.0), missed],
        constraints=LinearConstraint(rows, np.where(exact, 0.0, low), np.where(exact, 0.0, high)),
        integrality=np.r_[shown, np.zeros(2 * matrix.shape[0])],
        bounds=Bounds(
            np.r_[least, np.zeros(2 * matrix.shape[0])], np.r_[most, np.full(len(missed), np.inf)]
        ),
        options={"node_limit": MOST_BRANCHES},
    )
    found = (
        answer.x[: len(cells)] if answer.x is not None else np.clip(np.rint(counts), least, most)
    )
    in_steps: Floats = np.rint(found) * steps
    return in_steps
