"""`openward impact`: did the change work, or can nobody tell yet?"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from openward.cli.output import OutputPath, put_table, say, working
from openward.cli.selection import Area, Indicator, Source, Stratum, selected
from openward.impact.asked import Answers, Request, interrupted_answers
from openward.impact.compared import controlled_answers, stepped_answers
from openward.impact.series import all_series
from openward.impact.tidy import table
from openward.problems import BadInput
from openward.rates import files

Changes = Annotated[
    list[str],
    typer.Option(help="The first day of the new way of working, YYYY-MM-DD; for one area "
                 "AREA=YYYY-MM-DD. May be repeated."),
]  # fmt: skip
Design = StrEnum("Design", {"its": "its", "cits": "cits", "stepped_wedge": "stepped-wedge"})
Controls = Annotated[
    list[str] | None, typer.Option(help="An area to compare with; may be repeated.")
]
Season = Annotated[bool, typer.Option("--season", help="Allow for the time of year.")]
Slope = Annotated[bool, typer.Option("--slope", help="The effect may grow or fade.")]
Washout = Annotated[
    int, typer.Option(min=0, help="Periods left out while the change is being learned.")
]
Seed = Annotated[int, typer.Option(min=0, help="Of shuffled periods and simulations.")]


def impact(
    rates: Annotated[Path, typer.Argument(help="A rate table (CSV or Parquet).")],
    change: Changes,
    control: Controls = None,
    design: Annotated[
        Design | None,
        typer.Option(
            help="Each area alone, with comparison areas, or all areas together with "
            "starts at different times. By default cits with --control, else its."
        ),
    ] = None,
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

        openward impact rates.csv --change 2024-03-01 --control w2 --control w3

        openward impact rates.csv --design stepped-wedge --change w1=2024-03-01 --change 2024-06-01
    """
    with working(f"reading and checking {rates}"):
        read = files.read(rates)
    say(f"note: {note}" for note in read.notes)
    try:
        request = Request(changes_by_area(change), season, slope, washout, seed)
        rows = selected(read.table, area_id=area, stratum=stratum, source=source)
        asked = selected(rows, indicator=indicator)
        with working(f"asking about {asked.num_rows:,} rows"):
            answers = _answers(asked, rows, request, control or [], design)
    except BadInput as bad:
        raise BadInput(bad.problems, bad.file or str(rates)) from None
    say(answers.lines)
    put_table(table(answers.rows), output)


def _answers(
    asked: pa.Table, rows: pa.Table, request: Request, controls: list[str], design: Design | None
) -> Answers:
    design = design or (Design.cits if controls else Design.its)
    if (design == Design.cits) != bool(controls):
        raise typer.BadParameter("--control goes with the design cits, and cits with --control")
    if design == Design.cits:
        return controlled_answers(all_series(asked), controls, request)
    if design == Design.stepped_wedge:
        return stepped_answers(all_series(asked), request)
    return interrupted_answers(asked, rows, request)


def changes_by_area(given: list[str]) -> dict[str, date]:
    """`AREA=DAY` and `DAY` as a dictionary; the empty name is every other area.

    Raises
    ------
    typer.BadParameter
        Not a day, or two days for one area.
    """
    found: dict[str, date] = {}
    for text in given:
        area, _, day = text.rpartition("=")
        try:
            moment = date.fromisoformat(day)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a day: write YYYY-MM-DD") from None
        if area in found:
            raise typer.BadParameter(f"{text!r} is a second day for one area: give one")
        found[area] = moment
    return found
