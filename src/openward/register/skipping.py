"""Leaving out rows that cannot be: which ones, what else falls with them, and what is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openward.register.dataset import Dataset, Mask, Rows
from openward.register.findings import Finding
from openward.register.tables import TABLES

HOUR = 3_600.0


@dataclass(frozen=True)
class Remaining:
    """kept: by table the records that remain (indices). findings: why each other was left out.

    measures, persons, hours: what is missing from any figure; hours are those of measures with a
    start and an end, measures_without_hours counts the others.
    """

    kept: dict[str, Rows]
    findings: list[Finding]
    rows: int
    measures: int
    persons: int
    hours: float
    measures_without_hours: int


def leave_out(tables: Mapping[str, pa.Table], findings: Sequence[Finding]) -> Remaining:
    """The dataset without the rows of the findings, and without rows that refer to those.

    findings: the errors of these tables. An observation of a measure that is left out has nothing
    to stand on: it is left out too, and so on until every id that was there still leads to a row.
    """
    dataset = Dataset(tables)
    out = {name: np.zeros(dataset.count(name), dtype=bool) for name in tables}
    for finding in findings:
        out[finding.table][finding.rows] = True
    fallen = []
    while more := _falling(dataset, out):
        for finding in more:
            out[finding.table][finding.rows] = True
        fallen += more
    kept = {name: np.flatnonzero(~mask) for name, mask in out.items()}
    rows = sum(int(mask.sum()) for mask in out.values())
    lost = out.get("measures", np.zeros(0, dtype=bool))
    return Remaining(kept, [*findings, *fallen], rows, *_lost(dataset, lost))


def cells_as_json(table: pa.Table, rows: Sequence[int]) -> list[str]:
    """Some rows as JSON, empty cells left out."""
    taken = table.take(pa.array(rows, pa.int64()))
    # As text, since a day of the year 0 is none in Python.
    texts = {name: taken[name].cast(pa.string()).to_pylist() for name in taken.column_names}
    return [
        json.dumps(
            {name: texts[name][place] for name in texts if texts[name][place] is not None},
            ensure_ascii=False,
        )
        for place in range(len(rows))
    ]


def _falling(dataset: Dataset, out: Mapping[str, Mask]) -> list[Finding]:
    """Rows that are still there and refer to a row that is not."""
    found = []
    for name in dataset.tables:
        for column in TABLES[name].columns.values():
            other = column.refers
            if other is None or other not in out:
                continue
            meant = dataset.rows_of(name, column.name)
            falls = ~out[name] & np.append(out[other], False)[meant]
            if falls.any():
                what = f"its row of {other} is left out"
                remedy = f"correct the row of {other}"
                rows = np.flatnonzero(falls)
                cells = dataset.column(name, column.name).take(pa.array(rows))
                found.append(Finding(name, column.name, what, remedy, rows, cells))
    return found


def _lost(dataset: Dataset, lost: Mask) -> tuple[int, int, float, int]:
    persons = dataset.column("measures", "person_id").filter(pa.array(lost))
    lengths = dataset.numbers("measures", "ended_at") - dataset.numbers("measures", "started_at")
    known = lost & (lengths >= 0)
    return (
        int(lost.sum()),
        len(pc.unique(persons.drop_null())),
        float(lengths[known].sum() / HOUR),
        int((lost & ~known).sum()),
    )
