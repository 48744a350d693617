"""One rule of the dataset is one sentence: which rows break it, in which column, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from openward.register.dataset import Dataset, Mask, Rows
from openward.register.findings import Finding, texts

Broken = Callable[[Dataset], Mask | Rows]


@dataclass(frozen=True, slots=True)
class Rule:
    """broken(dataset) is true where a row of the table breaks the rule (bool), or tells for each
    row the earlier record that it repeats, -1 where there is none (int64; `{other}` in what).

    column: where the fault stands; None where the row is meant.
    """

    table: str
    column: str | None
    what: str
    remedy: str
    broken: Broken

    def finding(self, dataset: Dataset, unread: Rows | None = None) -> Finding | None:
        """The rows that break the rule. unread: cells of the column that could not be read."""
        answer = self.broken(dataset)
        mask = answer if answer.dtype == np.bool_ else answer >= 0
        if unread is not None and mask.any():
            mask = mask.copy()
            mask[unread] = False
        rows = np.flatnonzero(mask)
        if not len(rows):
            return None
        others = None if answer.dtype == np.bool_ else answer[rows]
        return Finding(
            self.table,
            self.column,
            self.what,
            self.remedy,
            rows,
            self._shown(dataset, rows),
            others,
        )

    def _shown(self, dataset: Dataset, rows: Rows) -> pa.Array | None:
        if self.column is None:
            return None
        return texts(dataset.table(self.table)[self.column], rows)
