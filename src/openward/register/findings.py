"""What was found in the rows of a dataset: errors and questions, each with all its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from openward.problems import Problem

#: In a sentence, stands for the row that the row is compared with.
OTHER_ROW = "{other}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about some rows of one table.

    rows: indices of the records from 0 (int64). values: their cells as text, None where the row
    is meant. others: for each of them the record that `{other}` in the sentence means.
    """

    table: str
    column: str | None
    what: str
    remedy: str
    rows: np.ndarray
    values: pa.Array | None = None
    others: np.ndarray | None = None

    def problems(self, file: str, row_of: Callable[[int], int]) -> Iterator[Problem]:
        """One problem per row. row_of: the row in the file of a record."""
        values = [None] * len(self.rows) if self.values is None else self.values.to_pylist()
        for place, index in enumerate(self.rows.tolist()):
            what = self.what
            if self.others is not None:
                what = what.replace(OTHER_ROW, str(row_of(int(self.others[place]))))
            yield Problem(what, self.remedy, row_of(index), self.column, values[place], file)


def texts(column: pa.Array | pa.ChunkedArray, rows: np.ndarray) -> pa.Array:
    """Cells as they are shown; empty ones are null."""
    # By Arrow, since a day of the year 0 or 12000 is none in Python.
    cells = column.take(pa.array(rows)).cast(pa.string())
    return cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
