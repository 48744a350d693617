"""One area over time: a plain line, without limits or signals.

A period without a number is a gap, and a mark of its own in a lane under the zero line, so that
nobody reads it as a zero. No line runs across a gap or across a change of the counting rule.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from openward.charts.axes import Spec, axis, linear_ticks
from openward.charts.frame import (
    GOAL_LANE,
    LANE,
    WIDE,
    Layout,
    framed,
    goal_layers,
    y_axis_room,
    y_axis_title,
)
from openward.charts.lettering import shortened
from openward.charts.palette import BACKGROUND, BREAK, SERIES, TEXT
from openward.charts.series import Line, Series
from openward.charts.words import ENGLISH, NO_NUMBER, Words, period_lines, tick_text

#: A diamond, a cross, a dash and an empty square: told apart without colour.
NO_NUMBER_SHAPES = dict(
    zip(NO_NUMBER, ("diamond", "M-1,-1L1,1M1,-1L-1,1", "stroke", "square"), strict=True)
)
SERIES_SHAPES = ("circle", "triangle-up", "square", "triangle-down")
SERIES_DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])


def series_spec(
    series: Series, words: Words = ENGLISH, layout: Layout = WIDE, *, headed: bool = True
) -> Spec:
    """The Vega-Lite specification of the lines, their gaps, breaks and rounding, and the goal."""
    entries = _legend_entries(series, words, layout)
    layers = goal_layers(words.goal, layout)
    layers += _break_layers(series, words, layout)
    for number, line in enumerate(series.lines):
        layers += _line_layers(line, number)
    layers += _lane_owners(series, layout)
    layers.append(_point_layer(series, entries, layout))
    layers.append(_lane_layer(series, entries, layout))
    layers[-2]["encoding"]["x"] |= _time_axis(series, words, layout)
    layers[-2]["encoding"]["y"] |= _value_axis(series, words, layout)
    notes = [series.caption, words.source.format(source=series.source)]
    return framed(layers, series.title, notes, layout, headed=headed)


def _middle(start: date, end: date) -> int:
    """The middle of a period in milliseconds of 1970, so that a break falls between two dots."""
    return (_moment(start) + _moment(end)) // 2


def _moment(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _rows(line: Line) -> list[Spec]:
    """The periods that have a number."""
    rows = [
        {"at": _middle(start, end), "value": value, "piece": piece}
        for start, end, value, piece in zip(
            line.period_start, line.period_end, line.value, line.segments(), strict=True
        )
    ]
    for row, low, high in zip(rows, line.low, line.high, strict=False):
        row |= {"low": low, "high": high}
    return [row for row, reason in zip(rows, line.reasons(), strict=True) if reason is None]


def _line_layers(line: Line, number: int) -> list[Spec]:
    rows = _rows(line)
    colour = SERIES[number]
    rounded = [row for row in rows if row.get("low") is not None and row["low"] != row["high"]]
    bar = {"type": "rule", "color": colour, "strokeWidth": 2, "opacity": 1}
    path = {"type": "line", "color": colour, "strokeWidth": 2, "strokeDash": SERIES_DASHES[number]}
    ends = {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}
    piece = {"detail": {"field": "piece", "type": "nominal"}}
    return [
        {"data": {"values": rounded}, "mark": bar, "encoding": _at() | ends},
        {"data": {"values": rows}, "mark": path, "encoding": _at() | _value() | piece},
    ]


def _at() -> Spec:
    return {"x": {"field": "at", "type": "temporal"}}


def _value() -> Spec:
    return {"y": {"field": "value", "type": "quantitative"}}


def _point_layer(series: Series, entries: list[Spec], layout: Layout) -> Spec:
    rows = [
        row | {"what": str(number)}
        for number, line in enumerate(series.lines)
        for row in _rows(line)
    ]
    encoding = _at() | _value() | _legend(series, entries, layout)
    mark = {"type": "point", "size": 55, "strokeWidth": 2, "opacity": 1}
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _lane_layer(series: Series, entries: list[Spec], layout: Layout) -> Spec:
    """Periods without a number, one lane per line, below zero so that none looks like zero."""
    rows = [
        {
            "at": _middle(start, end),
            "what": reason,
            "lane": _lane(lane, layout),
        }
        for lane, line in enumerate(series.lines)
        for start, end, reason in zip(
            line.period_start, line.period_end, line.reasons(), strict=True
        )
        if reason is not None
    ]
    lane = {"y": {"field": "lane", "type": "quantitative", "scale": None, "axis": None}}
    mark = {"type": "point", "size": 55, "strokeWidth": 2, "opacity": 1}
    encoding = _at() | lane | _legend(series, entries, layout)
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _lane(number: int, layout: Layout) -> int:
    return layout.plot_height + GOAL_LANE + LANE * (number + 1)


def _lane_owners(series: Series, layout: Layout) -> list[Spec]:
    """At the start of each lane the symbol of its line, where there are several."""
    if len(series.lines) == 1:
        return []
    return [
        {
            "data": {"values": [{}]},
            "mark": {
                "type": "point",
                "shape": SERIES_SHAPES[number],
                "color": SERIES[number],
                "filled": True,
                "size": 45,
                "opacity": 1,
            },
            "encoding": {"x": {"value": -10}, "y": {"value": _lane(number, layout)}},
        }
        for number, line in enumerate(series.lines)
        if any(line.reasons())
    ]


def _legend_entries(series: Series, words: Words, layout: Layout) -> list[Spec]:
    """What the legend explains: each line, and each kind of "no number" that is in the picture."""
    entries: list[Spec] = []
    room = (layout.width - 60) / layout.legend_columns - 20
    for number, line in enumerate(series.lines):
        name = shortened(line.name, room, layout.font_size)
        look = {"stroke": SERIES[number], "fill": SERIES[number], "shape": SERIES_SHAPES[number]}
        entries.append({"key": str(number), "name": name} | look)
    present = {reason for line in series.lines for reason in line.reasons()}
    for reason in NO_NUMBER:
        if reason in present:
            look = {"stroke": TEXT, "fill": BACKGROUND, "shape": NO_NUMBER_SHAPES[reason]}
            entries.append({"key": reason, "name": words.no_number(reason)} | look)
    return entries


def _legend(series: Series, entries: list[Spec], layout: Layout) -> Spec:
    keys = [entry["key"] for entry in entries]
    names = {entry["key"]: entry["name"] for entry in entries}
    legend = {
        "title": None,
        "orient": "top",
        "columns": layout.legend_columns,
        "offset": y_axis_room(series.y_label, layout),
        "labelLimit": 0,
        "labelExpr": f"({json.dumps(names)})[datum.label]",
        "symbolOpacity": 1,
    }
    return {
        channel: {
            "field": "what",
            "type": "nominal",
            "scale": {"domain": keys, "range": [entry[channel] for entry in entries]},
            "legend": legend,
        }
        for channel in ("stroke", "fill", "shape")
    }


def _break_layers(series: Series, words: Words, layout: Layout) -> list[Spec]:
    days = sorted({day for line in series.lines for day in line.definition_changes()})
    mark = {"type": "rule", "color": BREAK, "strokeWidth": 1.5, "strokeDash": [3, 3]}
    label = {"type": "text", "text": words.definition_change, "dy": 8}
    layers: list[Spec] = []
    for day in days:
        base: Spec = {"data": {"values": [{"at": _moment(day)}]}}
        late = _part(series, day) > 0.5
        side = {"align": "right" if late else "left", "dx": -5 if late else 5}
        text = label | side | {"color": BREAK, "fontSize": layout.font_size}
        layers.append(base | {"mark": mark, "encoding": _at()})
        layers.append(base | {"mark": text, "encoding": _at() | {"y": {"value": 0}}})
    return layers


def _span(series: Series) -> tuple[int, int]:
    starts = [day for line in series.lines for day in line.period_start]
    ends = [day for line in series.lines for day in line.period_end]
    return _moment(min(starts)), _moment(max(ends))


def _part(series: Series, day: date) -> float:
    first, last = _span(series)
    return (_moment(day) - first) / (last - first)


def _time_axis(series: Series, words: Words, layout: Layout) -> Spec:
    periods = sorted(
        {
            period
            for line in series.lines
            for period in zip(line.period_start, line.period_end, strict=True)
        }
    )
    shown = periods[:: -(-len(periods) // layout.most_x_ticks)]
    ticks = [float(_middle(*period)) for period in shown]
    labels: list[str | list[str]] = [period_lines(*period, words) for period in shown]
    offset = GOAL_LANE + LANE * len(series.lines) + LANE
    return {
        "scale": {"type": "utc", "domain": list(_span(series)), "nice": False},
        "axis": axis(ticks, labels, title=None, grid=False, offset=offset, labelOverlap=False),
    }


def _value_axis(series: Series, words: Words, layout: Layout) -> Spec:
    numbers = [
        number
        for line in series.lines
        for row in _rows(line)
        for number in (row["value"], row.get("high"))
        if number is not None
    ]
    ticks = linear_ticks(max(numbers, default=0.0), layout.most_y_ticks)
    labels = [tick_text(tick, words) for tick in ticks]
    title = y_axis_title(series.y_label, layout)
    return {
        "scale": {"type": "linear", "domain": [0, ticks[-1]], "nice": False},
        "axis": axis(ticks, labels, domain=False, ticks=False, grid=True, **title),
    }
