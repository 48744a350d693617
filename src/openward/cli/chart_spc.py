"""`openward chart spc`: run and control charts of many series at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from openward.charts.control import ControlPicture
from openward.charts.control_spec import control_spec
from openward.charts.spc import Captions, Charted, Options, charted, picture, tidy
from openward.cli.output import ChartPath, is_picture, put_picture, put_table, say, working
from openward.cli.selection import Area, Indicator, Source, Stratum, selected
from openward.indicators.catalogue import catalogue
from openward.problems import BadInput, Problem
from openward.rates import files
from openward.statistics.signals import RULES_OF_SET

#: With more series than this, reasons are left to the column `kind`.
MOST_SERIES_EXPLAINED = 20

Kind = Annotated[
    str,
    typer.Option(
        help="auto, run, xmr, i, mr, c, u, u_exact, up, p, pp, g or t. auto picks what the data "
        "can bear and says why."
    ),
]
Rules = Annotated[
    str, typer.Option(help=f"Rule sets, separated by commas: {', '.join(RULES_OF_SET)}.")
]
Screen = Annotated[
    bool,
    typer.Option(
        "--screen", help="Drop moving ranges over 3.27 × their mean once (xmr, i, up, pp, t)."
    ),
]
Phases = Annotated[
    list[datetime] | None,
    typer.Option(formats=["%Y-%m-%d"], help="A day from which new limits hold; may be repeated."),
]
Baseline = Annotated[
    int | None, typer.Option(min=2, help="Limits from the first N points of each phase.")
]


def chart_spc(
    rates: Annotated[Path, typer.Argument(help="A rate table (CSV or Parquet).")],
    kind: Kind = "auto",
    rules: Rules = "shewhart,anhoej",
    screen: Screen = False,
    phase: Phases = None,
    baseline: Baseline = None,
    indicator: Indicator = None,
    area: Area = None,
    stratum: Stratum = None,
    source: Source = None,
    output: ChartPath = None,
) -> None:
    """Chart every series: centre, limits, and which rule names which point.

    A named kind is always computed, from 2 points; only auto withholds or switches.

    Examples:

        openward chart spc rates.csv -o charts.csv

        openward chart spc rates.csv --kind xmr --rules mdc_2023 --phase 2024-01-01

        openward chart spc rates.csv --area w1 -o ward.svg
    """
    with working(f"reading and checking {rates}"):
        read = files.read(rates, texts_coded=True)
    say(f"note: {note}" for note in read.notes)
    options = Options(
        kind,
        [name.strip() for name in rules.split(",") if name.strip()],
        screen,
        [day.date() for day in phase or []],
        baseline,
    )
    try:
        table = selected(
            read.table, indicator=indicator, area_id=area, stratum=stratum, source=source
        )
        with working(f"charting {table.num_rows:,} rows"):
            parts = charted(table, options)
        _explain(parts)
        if is_picture(output):
            shown = _picture(parts)
            put_picture(control_spec(shown), shown.title, output)
        else:
            _put_points(pa.concat_tables([tidy(part) for part in parts]), output)
    except BadInput as bad:
        raise BadInput(bad.problems, bad.file or str(rates)) from None


def _put_points(points: pa.Table, output: Path | None) -> None:
    if output is None:
        put_table(points.unify_dictionaries(), None)
        return
    with working(f"writing {output}"):
        put_table(points.unify_dictionaries(), output)


def _explain(parts: list[Charted]) -> None:
    few = sum(len(part.names) for part in parts) <= MOST_SERIES_EXPLAINED
    for part in parts:
        if few:
            pairs = zip(part.names, part.sentences(), strict=True)
            say(f"note: {name}: {sentence}" for name, sentence in pairs)
        if len(part.names) == 1:
            say(f"note: {part.names[0]}: {proposal.reason}" for proposal in part.proposals())
        whom = ", ".join(part.names) if few else f"{len(part.names):,} areas"
        say(f"warning: {whom}: {line}" for line in part.chart.warnings)


def _picture(parts: list[Charted]) -> ControlPicture:
    if len(parts) > 1:
        raise BadInput(Problem("series of several kinds, where a picture holds one",
                               "choose one with --area, --indicator and --stratum"))  # fmt: skip
    one = parts[0]
    row = one.laid.rows.slice(one.laid.rows.num_rows - 1).to_pylist()[0]
    words = catalogue().get(row["indicator"])
    label = words.short_name if words else row["indicator"]
    caption = one.sentences()[0]
    captions = Captions(
        f"{row['area_name']}: {label}", row["source"], caption, label, "",
        words.decimals if words else 2,
    )  # fmt: skip
    return picture(one, captions)
