"""The columns of an interrupted time series: trend, level, slope, season.

Reference: Bernal, Cummins & Gasparrini 2017 (doi:10.1093/ije/dyw098).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openward.impact.regression import Floats

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Design:
    """matrix (T, K) and the names of its columns; used (T,): False in the washout."""

    matrix: Floats
    names: tuple[str, ...]
    used: npt.NDArray[np.bool_]

    def at(self, name: str) -> int:
        """The number of a column."""
        return self.names.index(name)

    @property
    def undone(self) -> Floats:
        """The same columns as if the change had not been made (T, K)."""
        stays = [name not in ("level", "slope") for name in self.names]
        found: Floats = self.matrix * np.array(stays, dtype=np.float64)
        return found


def segmented(  # noqa: PLR0913
    time: Integers, change: int, *, slope: bool = False, harmonics: int = 0, washout: int = 0,
    a_year: int = 12,
) -> Design:  # fmt: skip
    """Intercept, trend, a step at the change; by choice a change of slope and a season.

    time: (T,) number of each period, without gaps in meaning (a missing month is a missing
    number). change: the first period of the new practice. washout: periods from the change on
    that are left out, while the change is being learned. harmonics: pairs of sine and cosine of
    the year. a_year: periods in a year.
    """
    t = np.asarray(time, dtype=np.float64)
    after = (t >= change).astype(np.float64)
    columns = {"intercept": np.ones_like(t), "trend": t - change, "level": after}
    if slope:
        columns["slope"] = (t - change - washout) * after
    for pair in range(1, harmonics + 1):
        turn = 2 * np.pi * pair * t / a_year
        columns[f"sin{pair}"], columns[f"cos{pair}"] = np.sin(turn), np.cos(turn)
    used = (t < change) | (t >= change + washout)
    return Design(np.column_stack(list(columns.values())), tuple(columns), used)
