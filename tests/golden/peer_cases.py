"""Cases of peer programs: synthetic ones committed here, the peers' own read from beside us."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("OPENWARD_SHARED", HERE.parents[2] / "shared")) / "data" / "golden"


@dataclass(frozen=True, eq=False)
class Case:
    """One call of a peer program: what was asked, and the columns that it gave back."""

    name: str
    call: dict[str, str]
    columns: dict[str, Any]

    def series(self, *by: str) -> Iterator["Case"]:
        """The case split into its series (facets)."""
        if not self.columns:
            return
        keys = np.array(["|".join(map(str, key)) for key in zip(*(self.columns[b] for b in by))])  # noqa: B905
        for key in dict.fromkeys(keys):
            part = {name: column[keys == key] for name, column in self.columns.items()}
            yield Case(self.name, self.call, part)


def names(peer: str, own: bool = False) -> list[Any]:
    """Names of the cases, or one skipped parameter with the reason."""
    if own and not (SHARED / peer / "cases.csv").exists():
        reason = "the peers' own series are not ours to ship; ../shared is absent"
        return [pytest.param("", marks=pytest.mark.skip(reason=reason))]
    calls = _calls(peer, own)
    return [name for name in calls if name.startswith("own_") == own]


def case(peer: str, name: str) -> Case:
    """One case by name."""
    own = name.startswith("own_")
    return Case(name, _calls(peer, own)[name], _points(peer, own).get(name, {}))


@cache
def _calls(peer: str, own: bool) -> dict[str, dict[str, str]]:
    path = (SHARED if own else HERE / "data") / peer / "cases.csv"
    rows = pa_csv.read_csv(path, parse_options=pa_csv.ParseOptions(newlines_in_values=True))
    return {str(row["case"]): row for row in rows.to_pylist()}


@cache
def _points(peer: str, own: bool) -> dict[str, dict[str, Any]]:
    if own:
        everything = ["", "NA"]
        options = pa_csv.ConvertOptions(null_values=everything, strings_can_be_null=True)
        table = pa_csv.read_csv(SHARED / peer / "points.csv", convert_options=options)
    else:
        table = pq.read_table(HERE / "data" / peer / "points.parquet")
    return {name: _columns(part) for name, part in _split(table)}


def _split(table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Rows of one case stand together."""
    labels = np.asarray(table["case"].to_pylist())
    starts = np.flatnonzero(np.r_[True, labels[1:] != labels[:-1]])
    for start, end in zip(starts, [*starts[1:], len(labels)], strict=True):
        yield str(labels[start]), table.slice(start, end - start)


def _columns(table: pa.Table) -> dict[str, Any]:
    return {name: table[name].to_numpy() for name in table.column_names}


@cache
def differences(peer: str) -> dict[str, dict[str, str]]:
    """Cases in which ours differs on purpose: what differs, by case."""
    rows = pa_csv.read_csv(HERE / "differences.csv").to_pylist()
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["peer"] == peer:
            found.setdefault(row["case"], {})[row["what"]] = row["reason"]
    return found


def same(ours: Any, theirs: Any, relative: float = 1e-9, absolute: float = 0.0) -> bool:
    """Equal to the tolerance, gaps in the same places."""
    a, b = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    return bool(np.allclose(a, b, rtol=relative, atol=absolute, equal_nan=True))
