"""`openward compare`: two periods side by side."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from openward.cli.output import OutputPath, put_rows
from openward.problems import BadInput
from openward.rates import files
from openward.rates.combine import Comparison, compare

COLUMNS = ("area_id", "area_name", "stratum", "before", "after", "status_before", "status_after",
           "change", "ratio", "beyond_rounding")  # fmt: skip
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day the period starts.")]


def compare_periods(
    rates: Annotated[Path, typer.Argument(help="A rate table of one indicator (CSV or Parquet).")],
    before: Day,
    after: Day,
    output: OutputPath = None,
) -> None:
    """Lay two periods side by side, area by area, sorted by name.

    Says nothing about why they differ, or whether the difference is more than chance.

    Example:

        openward compare rates.csv --before 2021-09-01 --after 2021-12-01
    """
    table = files.read(rates).table
    try:
        pairs = compare(table, before.date(), after.date())
    except BadInput as bad:
        raise BadInput(bad.problems, str(rates)) from None
    put_rows(COLUMNS, [_row(pair) for pair in pairs], output)


def _row(pair: Comparison) -> list[str]:
    numbers = [pair.before, pair.after, pair.change, pair.ratio]
    before, after, change, ratio = ("" if n is None else files.shortest(n) for n in numbers)
    return [
        pair.area_id,
        pair.area_name,
        pair.stratum,
        before,
        after,
        pair.status_before,
        pair.status_after,
        change,
        ratio,
        "yes" if pair.certain_direction else "no",
    ]
