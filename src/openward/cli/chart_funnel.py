"""`openward chart funnel`: areas of one period against their size."""

from __future__ import annotations

import math
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import pyarrow as pa
import typer

from openward.charts.distribution import Distribution
from openward.charts.funnel_picture import FunnelPicture
from openward.charts.funnel_spec import funnel_spec
from openward.cli.output import ChartPath, is_picture, put_picture, put_table, say
from openward.cli.selection import AreaType, Indicator, Source, Stratum, selected
from openward.indicators.catalogue import catalogue
from openward.problems import BadInput
from openward.rates import files

if TYPE_CHECKING:
    from openward.statistics.funnel import Funnel

Method = StrEnum("Method", ["predictive", "none", "winsorised", "random_effects"])
Limits = StrEnum("Limits", ["exact", "spiegelhalter"])
Shape = StrEnum("Shape", ["rate", "proportion", "ratio"])

Overdispersion = Annotated[
    Method,
    typer.Option(
        help="How areas differ beyond chance: predictive is ours, winsorised and random_effects "
        "are as the peers compute them."
    ),
]
Forms = Annotated[Limits, typer.Option(help="Exact small-count limits, or the peers' smooth ones.")]
Data = Annotated[
    Shape | None,
    typer.Option(
        help="What the figures are; without it a proportion if the multiplier is 1 or 100 and no "
        "numerator exceeds its denominator, else a rate."
    ),
]
Period = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the period starts.")
]


def chart_funnel(
    rates: Annotated[Path, typer.Argument(help="A rate table of one indicator and period.")],
    overdispersion: Overdispersion = Method.predictive,
    limits: Forms = Limits.exact,
    data: Data = None,
    period: Period = None,
    area_type: AreaType = None,
    indicator: Indicator = None,
    stratum: Stratum = None,
    source: Source = None,
    output: ChartPath = None,
) -> None:
    """95 % and 99.8 % limits for each area. A funnel asks a question; it does not rank.

    Examples:

        openward chart funnel rates.csv -o funnel.csv

        openward chart funnel rates.csv --overdispersion none --period 2024-01-01 -o funnel.svg
    """
    from openward.charts.funnels import funnel_of, only_period, tidy_funnel  # loads scipy

    read = files.read(rates)
    say(f"note: {note}" for note in read.notes)
    try:
        table = selected(
            read.table, indicator=indicator, stratum=stratum, source=source, area_type=area_type
        )
        if period is not None:
            table = only_period(table, period.date())
        found = funnel_of(table, overdispersion.value, limits.value, data.value if data else None)
    except BadInput as bad:
        raise BadInput(bad.problems, bad.file or str(rates)) from None
    say(
        [
            f"note: taken as a {found.kind}; --data says otherwise",
            f"note: {found.meaning}",
            f"note: {found.cannot_say}",
        ]
    )
    if is_picture(output):
        shown = _picture(table, found)
        put_picture(funnel_spec(shown), shown.areas.title, output)
    else:
        put_table(tidy_funnel(table, found), output)


def _picture(table: pa.Table, found: Funnel) -> FunnelPicture:
    from openward.charts.funnels import funnel_picture

    rows = table.to_pylist()
    words = catalogue().get(rows[0]["indicator"])
    label = words.short_name if words else rows[0]["indicator"]
    value = [None if math.isnan(v) else v for v in found.value.tolist()]
    areas = Distribution(
        title=label, source=rows[0]["source"], caption=f"{found.meaning} {found.cannot_say}",
        x_label="Denominator", y_label=label, area_id=[row["area_id"] for row in rows],
        area_name=[row["area_name"] for row in rows], size=[row["denominator"] for row in rows],
        value=value, status=[row["status"] for row in rows], reference=_centre(found),
        reference_label="ratio of sums", decimals=words.decimals if words else 2,
    )  # fmt: skip
    return funnel_picture(areas, found)


def _centre(found: Funnel) -> float:
    return float(found.centre[found.centre == found.centre][0])
