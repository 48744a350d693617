"""Funnels of peer programs: synthetic areas committed here, the peers' own read from beside us."""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

import pyarrow.parquet as pq

from tests.golden.peer_cases import HERE, SHARED

KINDS = {"SR": "ratio", "PR": "proportion", "RC": "rate"}
Columns = dict[str, list[Any]]


@cache
def units(peer: str) -> dict[str, Columns]:
    """Columns of the areas of each committed case."""
    return _by_case(pq.read_table(HERE / "data" / peer / "units.parquet").to_pylist())


@cache
def own_units() -> dict[str, Columns]:
    """FunnelPlotR on the data of its own package; empty where they are not beside us."""
    path = SHARED / "funnelplotr" / "units.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["case"].startswith("own_")]
    return _by_case(rows)


def names(peer: str) -> list[str]:
    """Names of the committed cases."""
    return sorted(units(peer))


def table(folder: str, name: str) -> list[dict[str, str]]:
    """A committed table as rows of text."""
    with (HERE / "data" / folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by_case(rows: list[dict[str, Any]]) -> dict[str, Columns]:
    found: dict[str, Columns] = {}
    for row in rows:
        columns = found.setdefault(str(row["case"]), {name: [] for name in row})
        for name, value in row.items():
            columns[name].append(value)
    return found
