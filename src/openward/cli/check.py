"""`openward check`: is this file a rate table, and what does it hold?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openward.cli.output import OutputPath, put_rows, say
from openward.indicators.catalogue import unknown
from openward.problems import BadInput
from openward.rates import files
from openward.rates.schema import STATUSES

COLUMNS = ("indicator", "area_type", "rows", "areas", "periods", *STATUSES)


def check_file(
    path: Annotated[Path, typer.Argument(help="A rate table (CSV or Parquet).")],
    output: OutputPath = None,
) -> None:
    """Check a rate table and say what it holds.

    Exit 1 with one line per problem; with -o all of them are written to that file as CSV.

    Example:

        openward check rates.csv
    """
    try:
        read = files.read(path)
    except BadInput as bad:
        if output is not None:
            put_rows(
                ("file", "row", "column", "value", "what", "remedy"), _problem_rows(bad), output
            )
        raise
    say(f"note: {note}" for note in [*read.notes, *unknown(read.table["indicator"].to_pylist())])
    put_rows(COLUMNS, _summary(read.table.to_pylist()), output)


def _problem_rows(bad: BadInput) -> list[list[str]]:
    return [
        [bad.file, str(p.row or ""), p.column or "", p.value or "", p.what, p.remedy]
        for p in bad.problems
    ]


def _summary(rows: list[dict[str, object]]) -> list[list[str]]:
    groups: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in rows:
        groups.setdefault((str(row["indicator"]), str(row["area_type"])), []).append(row)
    return [
        [*key, *(str(number) for number in _counts(group))] for key, group in sorted(groups.items())
    ]


def _counts(rows: list[dict[str, object]]) -> list[int]:
    statuses = [row["status"] for row in rows]
    return [
        len(rows),
        len({row["area_id"] for row in rows}),
        len({row["period_start"] for row in rows}),
        *(statuses.count(status) for status in STATUSES),
    ]
