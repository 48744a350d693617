"""`openward power`: how many wards and months it takes to see a given fall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from openward.cli.output import OutputPath, put_table, say, working
from openward.cli.selection import Area, Indicator, Source, Stratum, selected
from openward.impact.history import History, history_of
from openward.impact.power import (
    REPLICATES,
    WEDGE_REPLICATES,
    Power,
    least_visible,
    power_alone,
    power_wedge,
)
from openward.impact.series import Series, all_series
from openward.impact.words import power_alone_says, power_wedge_says
from openward.problems import BadInput
from openward.rates import files

Falls = Annotated[
    list[float],
    typer.Option(min=1, max=99, help="A fall in percent; may be repeated."),
]
Months = Annotated[
    list[int], typer.Option(min=3, help="Periods after the (first) start; may be repeated.")
]
Wards = Annotated[
    list[int] | None,
    typer.Option(min=4, help="So many wards that start one after the other; may be repeated."),
]


def power(
    rates: Annotated[Path, typer.Argument(help="A rate table (CSV or Parquet): the history.")],
    fall: Falls = [10, 20, 30, 40, 50],  # noqa: B006 - typer reads it once
    months: Months = [6, 12, 24],  # noqa: B006
    wards: Wards = None,
    indicator: Indicator = None,
    area: Area = None,
    stratum: Stratum = None,
    source: Source = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same numbers.")] = 1,
    replicates: Annotated[
        int | None,
        typer.Option(min=20, help="Made-up wards behind each number; 400, and 100 for --wards."),
    ] = None,
    output: OutputPath = None,
) -> None:
    """How many wards and months are needed to see a given fall: simulated on your own history.

    Counts scatter, cluster and hang together in the simulation as they do in the history, and the
    method that sees the fall is the one that `openward impact` will use.

    Examples:

        openward power rates.csv --area w1 --fall 30

        openward power rates.csv --wards 6 --wards 12 --months 12 --fall 30 -o power.csv
    """
    with working(f"reading and checking {rates}"):
        read = files.read(rates)
    say(f"note: {note}" for note in read.notes)
    try:
        rows = selected(read.table, indicator=indicator, area_id=area, stratum=stratum,
                        source=source)  # fmt: skip
        series = all_series(rows)
        histories = [history_of(one) for one in series]
    except BadInput as bad:
        raise BadInput(bad.problems, bad.file or str(rates)) from None
    falls = sorted({one / 100 for one in fall})
    made = {"seed": seed, "replicates": replicates or (WEDGE_REPLICATES if wards else REPLICATES)}
    with working("simulating"):
        if wards:
            found = list(_wedges(series, histories, wards, months, falls, made))
        else:
            found = list(_alone(series, histories, months, falls, made))
    put_table(pa.Table.from_pylist(found), output)


def _alone(
    series: list[Series],
    histories: list[History],
    months: list[int],
    falls: list[float],
    made: dict[str, int],
) -> Iterator[dict[str, object]]:
    for one, history in zip(series, histories, strict=True):
        cells = [power_alone(history, after, fall, **made) for after in months for fall in falls]
        for after in months:
            text = power_alone_says(one, after, least_visible(cells, after))
            say([f"note: {one.area_id}: {text}"])
        yield from (_row(one.indicator, one.area_id, cell, made["seed"]) for cell in cells)


def _wedges(
    series: list[Series], histories: list[History], wards: list[int], months: list[int],
    falls: list[float], made: dict[str, int],
) -> Iterator[dict[str, object]]:  # fmt: skip
    names = " + ".join(dict.fromkeys(one.indicator for one in series))
    for count in wards:
        cells = [power_wedge(histories, count, after, fall, **made)
                 for after in months for fall in falls]  # fmt: skip
        for after in months:
            text = power_wedge_says(count, series[0].period, after, least_visible(cells, after))
            say([f"note: {text}"])
        yield from (_row(names, "all", cell, made["seed"]) for cell in cells)


def _row(indicator: str, area: str, cell: Power, seed: int) -> dict[str, object]:
    return {
        "indicator": indicator, "area_id": area, "wards": cell.wards, "periods": cell.periods,
        "fall_percent": round(100 * cell.fall, 1), "power": cell.power, "power_low_95": cell.low,
        "power_high_95": cell.high, "method": cell.method, "seed": seed,
    }  # fmt: skip
