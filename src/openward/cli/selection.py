"""Options that choose rows of a rate table."""

from __future__ import annotations

from typing import Annotated

import pyarrow as pa
import pyarrow.compute as pc
import typer

from openward.problems import BadInput, Problem

Indicator = Annotated[str | None, typer.Option(help="Only this indicator.")]
Area = Annotated[str | None, typer.Option(help="Only the area with this area_id.")]
AreaType = Annotated[str | None, typer.Option(help="Only areas of this type.")]
Stratum = Annotated[str | None, typer.Option(help='Only this stratum; "" is everyone.')]
Source = Annotated[str | None, typer.Option(help="Only figures from this source.")]


def selected(table: pa.Table, **asked: str | None) -> pa.Table:
    """The rows that were asked for: a value for each column named, None for any.

    Raises
    ------
    BadInput
        No row has that value: names the values that there are.
    """
    for column, value in asked.items():
        if value is None:
            continue
        rows = table.filter(pc.equal(table[column], value))
        if rows.num_rows == 0:
            known = sorted(set(pc.unique(table[column]).to_pylist()))
            raise BadInput(Problem("no row has this", f"use one of {', '.join(known[:8])}",
                                   column=column, value=value))  # fmt: skip
        table = rows
    return table
