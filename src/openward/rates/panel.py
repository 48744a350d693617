"""From the long rate table to series side by side, and back: what the statistics work on.

A row without a number (suppressed, not reported, not applicable, or a denominator of 0) is NaN,
never zero. Periods that have no row at all are not invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from openward.coded import coded, each_row, values_of
from openward.problems import BadInput, Problem
from openward.rates.schema import SERIES
from openward.rates.validation import key_codes
from openward.rates.value import as_floats

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

#: What tells two series apart for a reader; two sources of one of these are not one series.
IDENTITY = tuple(column for column in SERIES if column != "source")


@dataclass(frozen=True, eq=False)
class Panel:
    """Series × time, in the order of the series' keys and of time.

    rows: the rate table in that order, one row per filled cell. at: (series, time) of each row.
    numerator, denominator: series × time, NaN where there is no number or no cell.
    denominator is None where no row has one. phase: counts the changes of definition in a series.
    """

    rows: pa.Table
    at: tuple[Integers, Integers]
    numerator: Floats
    denominator: Floats | None
    phase: Integers

    def of_rows(self, cells: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """The cells (series × time) of the rows, in their order."""
        return cells.reshape(-1) if cells.size == self.rows.num_rows else cells[self.at]

    def first_rows(self) -> pa.Table:
        """One row per series: its first."""
        return self.rows.take(pa.array(np.flatnonzero(self.at[1] == 0)))


def panel(table: pa.Table) -> Panel:
    """Lay the rows of a rate table out as series × time.

    Series that stand together and in order of time stay in the order of the table; else they are
    sorted by their keys.

    Raises
    ------
    BadInput
        A series has two sources, or rows of one series differ in multiplier or unit.
    """
    rows = table if _stands_in_order(table) else table.take(_order(table))
    series = _numbered(rows, IDENTITY)
    _check_one_of_each(rows, series)
    starts = np.flatnonzero(np.r_[True, series[1:] != series[:-1]])
    time = np.arange(len(series)) - np.repeat(starts, np.diff(np.r_[starts, len(series)]))
    at = (series, time)
    numerator, denominator = as_floats(rows["numerator"]), as_floats(rows["denominator"])
    known = ~np.isnan(numerator) & (denominator != 0)
    has_denominator = not np.isnan(denominator).all()
    return Panel(
        rows,
        at,
        _spread(np.where(known, numerator, np.nan), at),
        _spread(np.where(known, denominator, np.nan), at) if has_denominator else None,
        _definition_phases(rows, at),
    )


def _stands_in_order(table: pa.Table) -> bool:
    """Whether the rows of each series stand together, in the order of time."""
    codes = key_codes(table, (*IDENTITY, "source"))
    new = np.r_[True, codes[1:] != codes[:-1]]
    days = table["period_start"].cast(pa.int32()).to_numpy()
    in_time = bool((new[1:] | (days[1:] > days[:-1])).all())
    return in_time and len(np.unique(codes[new])) == int(new.sum())


def _order(table: pa.Table) -> pa.Array:
    names = [*IDENTITY, "source", "period_start", "period_end"]
    ranks = pa.table({name: _ranks(table[name]) for name in names})
    return pc.sort_indices(ranks, [(name, "ascending") for name in names])


def _ranks(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """One integer per row, in the order of the values."""
    values = coded(column)
    return each_row(values, pc.rank(values_of(values), tiebreaker="dense"))


def _numbered(rows: pa.Table, columns: tuple[str, ...]) -> Integers:
    """0, 1, 2 … in the order in which the keys of sorted rows first stand."""
    codes = key_codes(rows, columns)
    return np.cumsum(np.r_[False, codes[1:] != codes[:-1]])


def _check_one_of_each(rows: pa.Table, series: Integers) -> None:
    remedies = {
        "source": "choose one with --source",
        "multiplier": "give all rows the same one",
        "numerator_unit": "give all rows the same one",
    }
    same_series = series[1:] == series[:-1]
    for column, remedy in remedies.items():
        codes = key_codes(rows, (column,))
        breaks = np.flatnonzero(same_series & (codes[1:] != codes[:-1]))
        if len(breaks):
            first = int(breaks[0])
            one, other = (rows[column][first + step].as_py() for step in (0, 1))
            name = rows["area_id"][first].as_py()
            what = f"{name}: one series has {one} and {other} as its {column}"
            raise BadInput(Problem(what, remedy, column=column))


def _spread(values: Floats, at: tuple[Integers, Integers]) -> Floats:
    shape = (int(at[0][-1]) + 1, int(at[1].max()) + 1)
    if values.size == shape[0] * shape[1]:  # no series is shorter than the others
        return values.reshape(shape)
    cells = np.full(shape, np.nan)
    cells[at] = values
    return cells


def _definition_phases(rows: pa.Table, at: tuple[Integers, Integers]) -> Integers:
    """A change of the counting rule starts a new phase: the numbers cannot be compared across."""
    shape = (int(at[0][-1]) + 1, int(at[1].max()) + 1)
    codes = key_codes(rows, ("definition",))
    changed = np.r_[False, (codes[1:] != codes[:-1]) & (at[1][1:] > 0)]
    if not changed.any():
        return np.broadcast_to(np.zeros((1, 1), dtype=np.int64), shape)
    counted = np.cumsum(changed)
    phase = counted - counted[np.flatnonzero(at[1] == 0)][at[0]]
    cells = np.zeros(shape, dtype=np.int64)
    cells[at] = phase
    # Padding after the last row stays in the last phase: phases never go back.
    return np.maximum.accumulate(cells, axis=1)


def groups(table: pa.Table, columns: Sequence[str]) -> list[pa.Table]:
    """The table cut into parts that agree in the columns, in the order of their first rows."""
    codes = key_codes(table, tuple(columns))
    if (codes == codes[:1]).all():
        return [table]
    first = np.unique(codes, return_index=True)[1]
    return [table.filter(pa.array(codes == codes[start])) for start in np.sort(first)]
