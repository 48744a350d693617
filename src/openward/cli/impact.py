"""`openward impact`: did the change work, or can nobody tell yet?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from openward.cli.output import OutputPath, put_table, say, working
from openward.cli.selection import Area, Indicator, Source, Stratum, selected
from openward.impact.asked import Request, interrupted_answers
from openward.impact.tidy import table
from openward.problems import BadInput, Problem
from openward.rates import files

Changes = Annotated[
    list[str],
    typer.Option(help="The first day of the new way of working, YYYY-MM-DD; for one area "
                 "AREA=YYYY-MM-DD. May be repeated."),
]  # fmt: skip
Season = Annotated[bool, typer.Option("--season", help="Allow for the time of year.")]
Slope = Annotated[bool, typer.Option("--slope", help="The effect may grow or fade.")]
Washout = Annotated[
    int, typer.Option(min=0, help="Periods left out while the change is being learned.")
]
Seed = Annotated[int, typer.Option(min=0, help="Of shuffled periods and simulations.")]


def impact(
    rates: Annotated[Path, typer.Argument(help="A rate table (CSV or Parquet).")],
    change: Changes,
    season: Season = False,
    slope: Slope = False,
    washout: Washout = 0,
    indicator: Indicator = None,
    area: Area = None,
    stratum: Stratum = None,
    source: Source = None,
    seed: Seed = 1,
    output: OutputPath = None,
) -> None:
    """Did the change work? One sentence with its interval, or that nobody can tell yet.

    The table holds the answer and every other way to ask: other models, windows and dates. The
    other indicators of the same area are looked at for substitution.

    Examples:

        openward impact rates.csv --change 2024-03-01

        openward impact rates.csv --change 2024-03-01 --season --indicator gb-mhs-76 -o answer.csv
    """
    with working(f"reading and checking {rates}"):
        read = files.read(rates)
    say(f"note: {note}" for note in read.notes)
    try:
        request = Request(changes_by_area(change), season, slope, washout, seed)
        rows = selected(read.table, area_id=area, stratum=stratum, source=source)
        asked = selected(rows, indicator=indicator)
        with working(f"asking about {asked.num_rows:,} rows"):
            answers = interrupted_answers(asked, rows, request)
    except BadInput as bad:
        raise BadInput(bad.problems, bad.file or str(rates)) from None
    say(answers.lines)
    put_table(table(answers.rows), output)


def changes_by_area(given: list[str]) -> dict[str, date]:
    """`AREA=DAY` and `DAY` as a dictionary; the empty name is every other area.

    Raises
    ------
    BadInput
        Not a day, or two days for one area.
    """
    found: dict[str, date] = {}
    for text in given:
        area, _, day = text.rpartition("=")
        try:
            moment = date.fromisoformat(day)
        except ValueError:
            raise BadInput(Problem("not a day", "write YYYY-MM-DD", column="--change",
                                   value=text)) from None  # fmt: skip
        if area in found:
            raise BadInput(Problem("two days of a change for one area", "give one",
                                   column="--change", value=text))  # fmt: skip
        found[area] = moment
    return found
