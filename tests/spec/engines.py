"""Every engine by name, called alike: rows of the dataset in, rows of the rate table out."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from openward.indicators import counting, referee
from openward.register.schema import schema
from openward.register.tables import TABLES

#: `make test-engines` asks the others too, where it has started them.
ENGINES = ("reference", *os.environ.get("OPENWARD_TEST_ENGINES", "duckdb").split(","))
Row = dict[str, Any]


def run(
    engine: str, tables: Mapping[str, Sequence[Row]], codes: Sequence[str], *,
    by: tuple[str, str], strata: Sequence[str] = (), first: date, last: date,
) -> list[Row]:  # fmt: skip
    """The rate table of an engine."""
    asked: dict[str, Any] = {"by": by, "strata": strata, "first": first, "last": last}
    if engine == "reference":
        return referee.rates(tables, codes, **asked)
    table = counting.rates(arrow(tables), codes, backend=engine, **asked)
    rows: list[Row] = table.to_pylist()
    return rows


def arrow(tables: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    """The same rows as Arrow tables."""
    return {
        name: pa.Table.from_pylist([complete(name, row) for row in rows], schema=schema(name))
        for name, rows in tables.items()
        if name in TABLES
    }


def complete(name: str, row: Row) -> Row:
    """The row with every column of its table."""
    return {column: row.get(column) for column in TABLES[name].columns}
