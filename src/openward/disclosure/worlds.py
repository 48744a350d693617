"""Worlds that agree in all that is shown, and how far they lie apart in one hidden number.

Reference: Kelly, Golden and Assad (1992), doi 10.1002/net.3230220407. Solved with HiGHS: one linear
program is kept between the questions, so that each starts where the one before it ended.
"""

from __future__ import annotations

import highspy
import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

from openward.disclosure.system import TINY, Floats, System

#: What a step of the number that is looked at is worth, beside a step of any other. Where it were
#: too little, the range would be taken for narrower than it is, and more be hidden.
FAR = 1e4
_OPTIMAL = highspy.HighsModelStatus.kOptimal


class Worlds:
    """The numbers that whoever sees what is shown may still think possible.

    hidden: mask of the cells that nobody outside sees; it grows by `hide`.
    """

    def __init__(self, system: System, hidden: np.ndarray) -> None:
        self._system = system
        self.hidden = hidden.copy()
        self._whole = system.whole & (system.values == np.rint(system.values))
        self._groups = self._apart()
        self._program = _program(system, self.hidden)

    def hide(self, cells: list[int]) -> None:
        """Nobody outside sees these cells any more."""
        self.hidden[cells] = True
        for cell in cells:
            self._free(cell, np.inf, np.inf)
        self._groups = self._apart()

    def _free(self, cell: int, above: float, below: float) -> None:
        """Let a cell lie so far above and so far below its number, and never below zero."""
        self._program.changeColBounds(cell, 0.0, above)
        below = min(below, self._system.values[cell])
        self._program.changeColBounds(cell + len(self.hidden), 0.0, below)

    def farthest(self, cell: int, width: float) -> list[Floats]:
        """Worlds as far as `width` from a hidden cell's number: a number for every cell.

        The farthest above; and the farthest below, unless the first is far enough. None where
        numbers that were hidden before they came here contradict each other.
        """
        system, value = self._system, self._system.values[cell]
        cells = np.flatnonzero(self._groups == self._groups[cell])
        found: list[Floats] = []
        for sign in (1, -1):
            numbers = self._extreme(cells, cell, sign, width)
            if numbers is not None:
                world = system.values.copy()
                world[cells] = numbers
                found.append(world)
                if abs(world[cell] - value) >= width - TINY:
                    break
        self._free(cell, np.inf, np.inf)
        return found

    def _extreme(self, cells: np.ndarray, cell: int, sign: int, width: float) -> Floats | None:
        """The world with the most (1) or least (-1) of a cell; in whole numbers, searched for only
        where the linear program gives others.
        """
        column = cell if sign > 0 else cell + len(self.hidden)
        self._free(cell, *((width, 0.0) if sign > 0 else (0.0, width)))
        self._program.changeColCost(column, -FAR)
        self._program.run()
        optimal = self._program.getModelStatus() == _OPTIMAL
        moves = np.array(self._program.getSolution().col_value).reshape(2, -1)[:, cells]
        self._program.changeColCost(column, 1.0)
        whole, numbers = self._whole[cells], self._system.values[cells] + moves[0] - moves[1]
        near = np.rint(numbers)
        if not optimal or (np.abs(numbers - near) > TINY)[whole].any():
            return self._in_whole_numbers(cells, cell, sign, width)
        found: Floats = np.where(whole, near, numbers)
        return found

    def _in_whole_numbers(
        self, cells: np.ndarray, cell: int, sign: int, width: float
    ) -> Floats | None:
        """The same question as a mixed integer program over the cells that have to do with it."""
        matrix, low, high = self._system.around(cells)
        here, value, whole = cells == cell, self._system.values[cell], self._whole[cells]
        least, most = max(value - width, 0.0), value + width
        answer = milp(
            np.where(here, -float(sign), 0.0),
            constraints=LinearConstraint(matrix, low, high),
            bounds=Bounds(np.where(here, least, 0.0), np.where(here, most, np.inf)),
            integrality=whole.astype(int),
        )
        return None if answer.x is None else np.where(whole, np.rint(answer.x), answer.x)

    def _apart(self) -> np.ndarray:
        """Groups of hidden cells that have nothing to do with each other; -1 for shown ones."""
        inner = np.flatnonzero(self.hidden)
        joint = abs(self._system.matrix[:, inner])
        groups = np.full(len(self.hidden), -1)
        groups[inner] = connected_components(joint.T @ joint, directed=False)[1]
        return groups


def _program(system: System, hidden: np.ndarray) -> highspy.Highs:
    """The linear program: how far each cell lies above its number, then how far below.

    A world moves as few cells as it can: one that moves few is most often one of whole numbers.
    """
    linear = highspy.HighsLp()
    rows = sparse.hstack([system.matrix, -system.matrix], format="csr")
    truth = system.matrix @ system.values
    linear.num_row_, linear.num_col_ = rows.shape
    linear.col_cost_ = np.ones(rows.shape[1])
    linear.col_lower_ = np.zeros(rows.shape[1])
    linear.col_upper_ = np.where(
        np.tile(hidden, 2), np.r_[np.full(len(hidden), np.inf), system.values], 0.0
    )
    linear.row_lower_, linear.row_upper_ = system.low - truth, system.high - truth
    linear.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    linear.a_matrix_.start_ = rows.indptr
    linear.a_matrix_.index_ = rows.indices
    linear.a_matrix_.value_ = rows.data
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)
    program.setOptionValue("threads", 1)
    program.passModel(linear)
    return program
