"""One area over time: a plain line, without limits or signals.

No line runs across a gap or across a change of the counting rule.
"""

from __future__ import annotations

from datetime import date

from openward.charts.axes import Spec
from openward.charts.frame import WIDE, Layout, framed, goal_layers
from openward.charts.lettering import shortened
from openward.charts.palette import BREAK, SERIES
from openward.charts.series import Series
from openward.charts.timeline import (
    AT,
    VALUE,
    lane_height,
    lane_layer,
    lane_rows,
    largest_of,
    legend,
    line_rows,
    middles,
    moment,
    no_number_entries,
    path_layers,
    time_axis,
    value_axis,
)
from openward.charts.words import ENGLISH, Words

SERIES_SHAPES = ("circle", "triangle-up", "square", "triangle-down")
SERIES_DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])


def series_spec(
    series: Series, words: Words = ENGLISH, layout: Layout = WIDE, *, headed: bool = True
) -> Spec:
    """The Vega-Lite specification of the lines, their gaps, breaks and rounding, and the goal."""
    rows = [line_rows(line, middles(line)) for line in series.lines]
    key = legend(_legend_entries(series, words, layout), series.y_label, layout)
    layers = goal_layers(words.goal, layout)
    layers += _break_layers(series, words, layout)
    for line, colour, dash in zip(rows, SERIES, SERIES_DASHES, strict=False):
        layers += path_layers(line, colour, dash)
    layers += _lane_owners(series, layout)
    layers.append(_point_layer(rows, key))
    layers.append(_lane_layer(series, key, layout))
    layers[-2]["encoding"]["x"] |= time_axis(series.lines, words, layout)
    largest = largest_of(row for line in rows for row in line)
    layers[-2]["encoding"]["y"] |= value_axis(largest, series.y_label, words, layout)
    notes = [series.caption, words.source.format(source=series.source)]
    return framed(layers, series.title, notes, layout, headed=headed)


def _point_layer(lines: list[list[Spec]], key: Spec) -> Spec:
    rows = [row | {"what": str(number)} for number, line in enumerate(lines) for row in line]
    mark = {"type": "point", "size": 55, "strokeWidth": 2, "opacity": 1}
    x, y = {"x": dict(AT["x"])}, {"y": dict(VALUE["y"])}
    return {"data": {"values": rows}, "mark": mark, "encoding": x | y | key}


def _lane_layer(series: Series, key: Spec, layout: Layout) -> Spec:
    """One lane per line."""
    rows = [
        row
        for number, line in enumerate(series.lines)
        for row in lane_rows(line, middles(line), number, layout)
    ]
    return lane_layer(rows, key)


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
            "encoding": {"x": {"value": -10}, "y": {"value": lane_height(number, layout)}},
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
    return entries + no_number_entries(series.lines, words)


def _break_layers(series: Series, words: Words, layout: Layout) -> list[Spec]:
    days = sorted({day for line in series.lines for day in line.definition_changes()})
    mark = {"type": "rule", "color": BREAK, "strokeWidth": 1.5, "strokeDash": [3, 3]}
    label = {"type": "text", "text": words.definition_change, "dy": 8}
    layers: list[Spec] = []
    for day in days:
        base: Spec = {"data": {"values": [{"at": moment(day)}]}}
        late = _part(series, day) > 0.5
        side = {"align": "right" if late else "left", "dx": -5 if late else 5}
        text = label | side | {"color": BREAK, "fontSize": layout.font_size}
        layers.append(base | {"mark": mark, "encoding": AT})
        layers.append(base | {"mark": text, "encoding": AT | {"y": {"value": 0}}})
    return layers


def _part(series: Series, day: date) -> float:
    """How far along the time axis the day is, 0 to 1."""
    first = min(start for line in series.lines for start in line.period_start)
    last = max(end for line in series.lines for end in line.period_end)
    return (day - first) / (last - first)
