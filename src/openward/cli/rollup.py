"""`openward rollup`: from small places to large ones."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from openward.cli.output import OutputPath, put_rates, say, working
from openward.indicators.catalogue import catalogue
from openward.problems import BadInput
from openward.rates import files
from openward.rates.rollup import roll_up

Target = StrEnum("Target", ["region", "country", "all"])
Lower = StrEnum("Lower", ["ward", "facility", "region", "country"])


def roll_up_file(
    rates: Annotated[Path, typer.Argument(help="A rate table (CSV or Parquet).")],
    to: Annotated[Target, typer.Option(help="The larger area.")],
    from_: Annotated[
        Lower | None,
        typer.Option("--from", help="The areas to add; by default the smallest kind in the table."),
    ] = None,
    output: OutputPath = None,
) -> None:
    """Add areas up: the ratio of sums, never the mean of rates.

    Says how many areas reported, were suppressed and did not report.

    Examples:

        openward rollup rates.csv --to country

        openward rollup rates.csv --from facility --to region -o regions.csv
    """
    with working(f"reading and checking {rates}"):
        read = files.read(rates)
    say(f"note: {note}" for note in read.notes)
    try:
        with working("adding up"):
            rolled = roll_up(read.table, to.value, from_.value if from_ else None)
    except BadInput as bad:
        raise BadInput(bad.problems, str(rates)) from None
    say(_people_counted_twice(rolled["indicator"].unique().to_pylist()))
    put_rates(rolled, output)


def _people_counted_twice(codes: list[str]) -> list[str]:
    return [
        f"note: {code} counts people: somebody who was in two of the areas is counted in both"
        for code in codes
        if code in catalogue() and not catalogue()[code].additive
    ]
