"""Every engine by name, called alike: rows of the dataset in, rows of the rate table out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from openward import indicators
from openward.indicators import referee
from openward.register.schema import schema
from openward.register.tables import TABLES

ENGINES = ("reference", "duckdb")
Row = dict[str, Any]
#: Tables that stand beside the dataset.
BESIDE = {
    "populations": pa.schema([
        ("area_id", pa.string()), ("day", pa.date32()), ("sex", pa.string()),
        ("age_band", pa.string()), ("persons", pa.int64()), ("source", pa.string()),
    ]),
    "staffing_rules": pa.schema([
        ("ward_id", pa.string()), ("shift", pa.string()), ("beds_per_staff", pa.float64()),
        ("valid_from", pa.date32()), ("valid_to", pa.date32()),
    ]),
}  # fmt: skip


def is_built(engine: str) -> bool:
    """Whether the engine can be asked; the referee always can."""
    return engine == "reference" or hasattr(indicators, "rates")


def run(
    engine: str, tables: Mapping[str, Sequence[Row]], codes: Sequence[str], *,
    by: tuple[str, str], strata: Sequence[str] = (), first: date, last: date,
) -> list[Row]:  # fmt: skip
    """The rate table of an engine."""
    asked: dict[str, Any] = {"by": by, "strata": strata, "first": first, "last": last}
    if engine == "reference":
        return referee.rates(tables, codes, **asked)
    table = indicators.rates(arrow(tables), codes, backend=engine, **asked)
    rows: list[Row] = table.to_pylist()
    return rows


def arrow(tables: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    """The same rows as Arrow tables; what stands beside the dataset too."""
    found = {
        name: pa.Table.from_pylist([complete(name, row) for row in rows], schema=schema(name))
        for name, rows in tables.items()
        if name in TABLES
    }
    for name, of_name in BESIDE.items():
        if tables.get(name):
            found[name] = pa.Table.from_pylist(list(tables[name]), schema=of_name)
    return found


def complete(name: str, row: Row) -> Row:
    """The row with every column of its table."""
    return {column: row.get(column) for column in TABLES[name].columns}
