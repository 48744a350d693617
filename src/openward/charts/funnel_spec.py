"""Areas of one period against their size, with the limits of chance around the ratio of sums.

The picture asks a question of a service; it does not rank. Names stand only at areas outside the
99.8 % limits, which have another shape; no colour says good or bad, and no area is called safe.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from openward.charts.axes import Spec, linear_ticks
from openward.charts.distribution_spec import (
    CROWD,
    HALO,
    area_rows,
    dot_size,
    place,
    reference_layers,
    size_axis,
    size_domain,
)
from openward.charts.frame import WIDE, Layout, framed, goal_layers
from openward.charts.funnel_picture import OUTSIDE, FunnelPicture, funnel_notes
from openward.charts.lettering import shortened, text_width
from openward.charts.palette import DOTS, HIGHLIGHT, REFERENCE, TEXT
from openward.charts.timeline import legend, value_axis
from openward.charts.words import ENGLISH, Words

#: Pixels that the vertical axis takes at most.
AXIS_ROOM = 60
#: More names would cover each other; the notes and the table have them all.
MOST_NAMED = 8
#: Dots for 95 %, a full line for 99.8 %, on the lines and in the legend.
DASHES = ((2, 3), (1, 0))
SHAPES = ("M-1.3,0L-0.9,0M-0.2,0L0.2,0M0.9,0L1.3,0", "M-1.3,0L1.3,0")


def funnel_spec(
    funnel: FunnelPicture, words: Words = ENGLISH, layout: Layout = WIDE, *, headed: bool = True
) -> Spec:
    """The Vega-Lite specification: areas, both pairs of limits, the ratio of sums, the goal."""
    areas = funnel.areas
    rows = _marked_rows(funnel)
    top = _top(funnel, rows, layout)
    layers = goal_layers(words.goal, layout)
    layers += _limit_layers(funnel, rows, top)
    layers += reference_layers(areas, words, layout)
    points = _dots(rows, legend(_entries(rows, words), areas.y_label, layout))
    layers += [points, *_names(rows, top, layout)]
    points["encoding"]["x"] |= size_axis(areas, rows, words, layout)
    points["encoding"]["y"] |= value_axis(top, areas.y_label, words, layout)
    notes = [*funnel_notes(funnel, words), words.source.format(source=areas.source)]
    return framed(layers, areas.title, notes, layout, headed=headed)


def _marked_rows(funnel: FunnelPicture) -> list[Spec]:
    """The areas that are in the picture, each with what the legend calls it."""
    signals = dict(zip(funnel.areas.area_id, funnel.signal, strict=True))
    return [
        row | {"what": "outside" if signals[row["id"]] in OUTSIDE else "area"}
        for row in area_rows(funnel.areas)
    ]


def _top(funnel: FunnelPicture, rows: list[Spec], layout: Layout) -> float:
    """Room for every area; limits of the smallest may leave the plot at its top."""
    values = [row["value"] for row in rows]
    highest = max([*values, (funnel.areas.reference or 0.0) * 2], default=0.0) * 1.1
    return linear_ticks(highest, layout.most_y_ticks)[-1]


def _limit_layers(funnel: FunnelPicture, rows: list[Spec], top: float) -> list[Spec]:
    """The four lines of the limits, left out where they would leave the plot."""
    low, high = size_domain(rows)
    sizes: Sequence[float | None] = funnel.curve_size if funnel.curve else funnel.areas.size
    limits = funnel.curve or funnel.limits
    layers: list[Spec] = []
    for number, column in enumerate(limits.columns()):
        points = [
            {"size": size, "value": value if value <= top else None}
            for size, value in zip(sizes, column, strict=True)
            if size and value is not None and low <= size <= high
        ]
        points.sort(key=lambda point: point["size"] or 0.0)
        mark = {"type": "line", "color": REFERENCE, "strokeWidth": 1.25}
        dash = {"strokeDash": list(DASHES[number // 2])}
        layers.append({"data": {"values": points}, "mark": mark | dash, "encoding": place()})
    return layers


def _dots(rows: list[Spec], key: Spec) -> Spec:
    few = 60 if len(rows) < CROWD else dot_size(len(rows))
    test = {"test": "datum.what === 'outside'", "value": 100}
    mark = {"type": "point", "strokeWidth": 1.5, "opacity": 0.9}
    size = {"size": {"condition": test, "value": few}}
    return {"data": {"values": rows}, "mark": mark, "encoding": place() | key | size}


def _entries(rows: list[Spec], words: Words) -> list[Spec]:
    dot = {"stroke": DOTS, "fill": DOTS, "shape": "circle"}
    entries: list[Spec] = [{"key": "area", "name": words.one_area} | dot]
    if any(row["what"] == "outside" for row in rows):
        look = {"stroke": TEXT, "fill": HIGHLIGHT, "shape": "square"}
        entries.append({"key": "outside", "name": words.outside_area} | look)
    line = {"stroke": REFERENCE, "fill": REFERENCE}
    names = (words.inside_95, words.inside_998)
    for key, name, shape in zip(("95", "998"), names, SHAPES, strict=True):
        entries.append({"key": key, "name": name, "shape": shape} | line)
    return entries


def _names(rows: list[Spec], top: float, layout: Layout) -> list[Spec]:
    """Names of areas outside, in the order of names, where no other name stands."""
    low, high = size_domain(rows)
    room = layout.width - AXIS_ROOM
    taken: list[tuple[float, float, float]] = []
    layers: list[Spec] = []
    outside = [row for row in rows if row["what"] == "outside"]
    for row in sorted(outside, key=lambda row: str(row["name"]).casefold()):
        part = math.log(row["size"] / low) / math.log(high / low)
        late = part > 0.5
        cut = shortened(row["name"], max(part, 1 - part) * room - 12, layout.font_size)
        width = text_width(cut, layout.font_size) + 10
        start = part * room - (width if late else 0)
        height = layout.plot_height * (1 - row["value"] / top)
        clash = (start < b and a < start + width and abs(height - h) < 18 for a, b, h in taken)
        if len(taken) < MOST_NAMED and not any(clash):
            taken.append((start, start + width, height))
            side = {"align": "right" if late else "left", "dx": -9 if late else 9, "dy": -8}
            label = {"type": "text", "text": cut, "fontSize": layout.font_size} | side
            base: Spec = {"data": {"values": [row]}, "encoding": place()}
            layers += [base | {"mark": label | HALO}, base | {"mark": label | {"color": TEXT}}]
    return layers
