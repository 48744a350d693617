"""What everybody knows of the numbers, as linear constraints; and what follows for a hidden one.

Reference: Fischetti and Salazar (2001), doi 10.1287/mnsc.47.7.1008.9805 (the cell suppression
problem).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import LinearConstraint, milp

from openward.disclosure.relations import Relation

TINY = 1e-6
Floats = np.ndarray[tuple[Any, ...], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class System:
    """low ≤ matrix @ numbers ≤ high, and numbers ≥ 0.

    matrix: relations × cells (CSR). values: the true numbers. whole: counts, which are whole
    numbers to whoever attacks. rows_of: cells × relations (CSR), which relations touch a cell.
    """

    matrix: sparse.csr_array
    rows_of: sparse.csr_array
    low: Floats
    high: Floats
    values: Floats
    whole: np.ndarray

    def neighbours(self, start: int, among: np.ndarray, hops: int) -> np.ndarray:
        """Cells of the mask that are reached from one cell over so many relations; sorted."""
        seen = {start}
        edge = [start]
        for _ in range(hops):
            rows = np.unique(_columns_of(self.rows_of, edge))
            near = np.unique(_columns_of(self.matrix, rows))
            edge = [cell for cell in near.tolist() if among[cell] and cell not in seen]
            if not edge:
                break
            seen.update(edge)
        return np.array(sorted(seen))

    def around(self, cells: np.ndarray) -> tuple[sparse.csr_array, Floats, Floats]:
        """The constraints on these cells, all others being what they are: matrix, low, high."""
        rows = np.unique(_columns_of(self.rows_of, cells))
        known = self.values.copy()
        known[cells] = 0.0
        touched = self.matrix[rows]
        shift = touched @ known
        return touched[:, cells], self.low[rows] - shift, self.high[rows] - shift


def _columns_of(matrix: sparse.csr_array, rows: Iterable[int]) -> np.ndarray:
    parts = [matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]] for row in rows]
    return np.concatenate(parts) if parts else np.empty(0, dtype=int)


def system_of(
    relations: Sequence[Relation], values: Floats, whole: np.ndarray, overlap: np.ndarray
) -> System:
    """The constraints that hold for these numbers.

    values: ≥ 0; NaN where nobody here knows the number. Such a cell gets a number that fits.
    overlap: mask of totals whose parts may overlap, such as persons; taken so where some parts are
    not known.
    """
    rows: list[dict[int, float]] = []
    limits: list[tuple[float, float]] = []
    for relation in relations:
        for row, low, high in _constraints(relation, values, overlap[relation.total]):
            rows.append(row)
            limits.append((low, high))
    numbers = [(i, cell, sign) for i, row in enumerate(rows) for cell, sign in row.items()]
    at, cells, signs = np.array(numbers, dtype=float).reshape(-1, 3).T
    shape = len(rows), len(values)
    matrix = sparse.csr_array((signs, (at.astype(int), cells.astype(int))), shape=shape)
    least, most = np.array(limits, dtype=float).reshape(-1, 2).T
    known = _filled(matrix, least, most, values)
    # The true numbers fit to the last digit, whatever the rounding of their sums.
    truth = matrix @ known
    least, most = np.minimum(least, truth), np.maximum(most, truth)
    fixed = most - least < 2 * TINY * np.maximum(1.0, abs(matrix) @ known)
    least, most = np.where(fixed, truth, least), np.where(fixed, truth, most)
    return System(matrix, matrix.T.tocsr(), least, most, known, whole)


def _constraints(
    relation: Relation, values: Floats, overlap: bool
) -> Iterable[tuple[dict[int, float], float, float]]:
    """(coefficients, low, high): parts − total is 0, at most 0, or at least 0."""
    parts, total = values[list(relation.parts)], values[relation.total]
    difference = np.nansum(parts) - total
    unknown = np.isnan(total) or np.isnan(parts).any()
    close = abs(difference) <= TINY * max(1.0, np.nan_to_num(total))
    row = {**dict.fromkeys(relation.parts, 1.0), relation.total: -1.0}
    if unknown and overlap:
        if not relation.partial:
            yield row, 0.0, np.inf
        yield from _each_within(relation, values)
    elif unknown and difference > 0:
        return
    elif not relation.partial and (close or unknown):
        yield row, 0.0, 0.0
    elif difference <= 0 or close:
        yield row, -np.inf, 0.0
    else:
        if not relation.partial:
            yield row, 0.0, np.inf
        yield from _each_within(relation, values)


def _each_within(
    relation: Relation, values: Floats
) -> Iterable[tuple[dict[int, float], float, float]]:
    """No part is larger than the total, unless the numbers say otherwise."""
    for part in relation.parts:
        if not values[part] > values[relation.total]:
            yield {part: 1.0, relation.total: -1.0}, -np.inf, 0.0


def _filled(matrix: sparse.csr_array, low: Floats, high: Floats, values: Floats) -> Floats:
    """The values, with numbers that break the constraints least where they are not known."""
    unknown = np.flatnonzero(np.isnan(values))
    known = np.nan_to_num(values)
    if not len(unknown) or not matrix.shape[0]:
        return known
    count, shift = matrix.shape[0], matrix @ known
    off = sparse.eye_array(count, format="csr")
    answer = milp(
        np.r_[np.zeros(len(unknown)), np.ones(2 * count)],
        constraints=LinearConstraint(
            sparse.hstack([matrix[:, unknown], off, -off]), low - shift, high - shift
        ),
    )
    known[unknown] = np.maximum(answer.x[: len(unknown)], 0.0)
    return known
