"""What every picture over time shares: where a period stands, the lane below zero, the axes.

A period without a number is a gap, and a mark of its own in a lane under the zero line, so that
nobody reads it as a zero. Moments are plain numbers to the renderer: every label is made here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from openward.charts.axes import Spec, axis, linear_ticks
from openward.charts.frame import GOAL_LANE, LANE, Layout, y_axis_room, y_axis_title
from openward.charts.palette import BACKGROUND, TEXT
from openward.charts.series import Line
from openward.charts.words import NO_NUMBER, Words, period_lines, tick_text

#: A diamond, a cross, a dash and an empty square: told apart without colour.
NO_NUMBER_SHAPES = dict(
    zip(NO_NUMBER, ("diamond", "M-1,-1L1,1M1,-1L-1,1", "stroke", "square"), strict=True)
)
#: Where a row stands, and how high.
AT: Spec = {"x": {"field": "at", "type": "quantitative"}}
VALUE: Spec = {"y": {"field": "value", "type": "quantitative"}}


def moment(day: date) -> int:
    """The start of a day in milliseconds of 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def middle(start: date, end: date) -> int:
    """The middle of a period in milliseconds of 1970, so that a break falls between two dots."""
    return (moment(start) + moment(end)) // 2


def middles(line: Line) -> list[int]:
    """Where each period of the line stands."""
    return [middle(*days) for days in zip(line.period_start, line.period_end, strict=True)]


def line_rows(line: Line, places: Sequence[float]) -> list[Spec]:
    """The periods that have a number, each at its place."""
    rows = [
        {"at": at, "value": value, "piece": piece}
        for at, value, piece in zip(places, line.value, line.segments(), strict=True)
    ]
    for row, low, high in zip(rows, line.low, line.high, strict=False):
        row |= {"low": low, "high": high}
    return [row for row, reason in zip(rows, line.reasons(), strict=True) if reason is None]


def path_layers(rows: list[Spec], colour: str, dash: Sequence[int]) -> list[Spec]:
    """The line through the rows, broken between pieces, and bars where rounding matters."""
    rounded = [row for row in rows if row.get("low") is not None and row["low"] != row["high"]]
    bar = {"type": "rule", "color": colour, "strokeWidth": 2, "opacity": 1}
    path = {"type": "line", "color": colour, "strokeWidth": 2, "strokeDash": list(dash)}
    ends = {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}
    piece = {"detail": {"field": "piece", "type": "nominal"}}
    return [
        {"data": {"values": rounded}, "mark": bar, "encoding": AT | ends},
        {"data": {"values": rows}, "mark": path, "encoding": AT | VALUE | piece},
    ]


def lane_height(number: int, layout: Layout) -> int:
    """Pixels from the top of the plot to a lane below the zero line; lanes count from 0."""
    return layout.plot_height + GOAL_LANE + LANE * (number + 1)


def lane_rows(line: Line, places: Sequence[float], number: int, layout: Layout) -> list[Spec]:
    """The periods that have no number, each at its place in the lane."""
    return [
        {"at": at, "what": reason, "lane": lane_height(number, layout)}
        for at, reason in zip(places, line.reasons(), strict=True)
        if reason is not None
    ]


def lane_layer(rows: list[Spec], key: Spec) -> Spec:
    """Periods without a number, below zero so that none looks like zero; `key` is `legend(…)`."""
    lane = {"y": {"field": "lane", "type": "quantitative", "scale": None, "axis": None}}
    mark = {"type": "point", "size": 55, "strokeWidth": 2, "opacity": 1}
    return {"data": {"values": rows}, "mark": mark, "encoding": AT | lane | key}


def no_number_entries(lines: Iterable[Line], words: Words) -> list[Spec]:
    """What the legend explains of every kind of "no number" that is in the picture."""
    present = {reason for line in lines for reason in line.reasons()}
    look = {"stroke": TEXT, "fill": BACKGROUND}
    return [
        {"key": reason, "name": words.no_number(reason), "shape": NO_NUMBER_SHAPES[reason]} | look
        for reason in NO_NUMBER
        if reason in present
    ]


def legend(entries: list[Spec], y_label: str, layout: Layout) -> Spec:
    """Stroke, fill and shape by the field `what`, explained above the name of the value axis.

    An entry has key, name, stroke, fill and shape.
    """
    keys = [entry["key"] for entry in entries]
    names = {entry["key"]: entry["name"] for entry in entries}
    explained = {
        "title": None,
        "orient": "top",
        "columns": layout.legend_columns,
        "offset": y_axis_room(y_label, layout),
        "labelLimit": 0,
        "labelExpr": f"({json.dumps(names)})[datum.label]",
        "symbolOpacity": 1,
    }
    return {
        channel: {
            "field": "what",
            "type": "nominal",
            "scale": {"domain": keys, "range": [entry[channel] for entry in entries]},
            "legend": explained,
        }
        for channel in ("stroke", "fill", "shape")
    }


def time_axis(lines: Sequence[Line], words: Words, layout: Layout) -> Spec:
    """The axis of periods below all lanes, with as many labels as there is room for."""
    periods = sorted(
        {
            period
            for line in lines
            for period in zip(line.period_start, line.period_end, strict=True)
        }
    )
    shown = periods[:: -(-len(periods) // layout.most_x_ticks)]
    ticks = [float(middle(*period)) for period in shown]
    labels: list[str | list[str]] = [period_lines(*period, words) for period in shown]
    domain = [moment(periods[0][0]), moment(max(end for _, end in periods))]
    return place_axis(ticks, labels, domain, len(lines), title=None)


def place_axis(
    ticks: Sequence[float],
    labels: Sequence[str | list[str]],
    domain: Sequence[float],
    lanes: int,
    *,
    title: str | None,
) -> Spec:
    """An axis of places below so many lanes."""
    offset = GOAL_LANE + LANE * (lanes + 1)
    look = {"title": title, "grid": False, "offset": offset, "labelOverlap": False}
    return {
        "scale": {"type": "linear", "domain": list(domain), "nice": False, "zero": False},
        "axis": axis(ticks, labels, **look),
    }


def value_axis(largest: float, y_label: str, words: Words, layout: Layout) -> Spec:
    """The axis of values, from zero to a round number that is not below `largest`."""
    ticks = linear_ticks(largest, layout.most_y_ticks)
    labels = [tick_text(tick, words) for tick in ticks]
    title = y_axis_title(y_label, layout)
    return {
        "scale": {"type": "linear", "domain": [0, ticks[-1]], "nice": False},
        "axis": axis(ticks, labels, domain=False, ticks=False, grid=True, **title),
    }


def largest_of(rows: Iterable[Spec]) -> float:
    """The largest value or rounding bound of the rows; 0 where there is none."""
    numbers = [number for row in rows for number in (row["value"], row.get("high"))]
    return max((number for number in numbers if number is not None), default=0.0)
