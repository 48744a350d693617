"""Areas of one period side by side: value against size, without limits.

No control limits of any kind: where the numerator is hours (seclusion and restraint in the United
States) hours of one person hang together, and Poisson or binomial limits would cry wolf. The
picture asks a question of a service; it does not rank.
"""

from __future__ import annotations

import math

from openward.charts.axes import Spec, axis, linear_ticks, log_ticks, root_ticks
from openward.charts.distribution import (
    Distribution,
    distribution_notes,
    needs_root_scale,
)
from openward.charts.frame import (
    GOAL_LANE,
    LANE,
    WIDE,
    Layout,
    framed,
    goal_layers,
    text_mark,
    y_axis_title,
)
from openward.charts.lettering import shortened, wrapped
from openward.charts.palette import BACKGROUND, CROWD_OPACITY, DOTS, HIGHLIGHT, REFERENCE, TEXT
from openward.charts.words import ENGLISH, Words, number_text, tick_text

#: From so many dots on they are drawn small and can be seen through.
CROWD = 100
#: A cube root, not a logarithm: it has a place for zero, and its axis starts there.
ROOT = 1 / 3
#: Pixels that the vertical axis and the space beside a dot take at most.
AXIS_ROOM = 80
#: A white edge under words keeps them readable over dots.
HALO = {"stroke": BACKGROUND, "strokeWidth": 4, "color": BACKGROUND, "strokeJoin": "round"}


def distribution_spec(
    distribution: Distribution,
    words: Words = ENGLISH,
    layout: Layout = WIDE,
    *,
    headed: bool = True,
) -> Spec:
    """The Vega-Lite specification: a dot for each area, the goal, the ratio of sums."""
    rows = area_rows(distribution)
    marked = [row for row in rows if row["id"] in distribution.highlight]
    crowd = [row for row in rows if row["id"] not in distribution.highlight]
    layers = [
        *goal_layers(words.goal, layout),
        dots(crowd, DOTS, CROWD_OPACITY if len(rows) >= CROWD else 0.9, dot_size(len(rows))),
        *reference_layers(distribution, words, layout),
        dots(marked, HIGHLIGHT, 1.0, 90),
        *name_layers(marked, rows, layout),
    ]
    _give_axes(layers[2], distribution, rows, words, layout)
    notes = distribution_notes(distribution, words)
    notes.append(words.source.format(source=distribution.source))
    return framed(layers, distribution.title, notes, layout, headed=headed)


def area_rows(distribution: Distribution) -> list[Spec]:
    """The areas that are in the picture."""
    columns = (
        distribution.area_id,
        distribution.area_name,
        distribution.size,
        distribution.value,
        distribution.reasons(),
    )
    return [
        {"id": area_id, "name": name, "size": size, "value": value}
        for area_id, name, size, value, reason in zip(*columns, strict=True)
        if reason is None
    ]


def dot_size(count: int) -> int:
    """Square pixels of one dot among so many."""
    return 18 if count >= CROWD else 60


def dots(rows: list[Spec], colour: str, opacity: float, size: int) -> Spec:
    """A circle for each row."""
    return {
        "data": {"values": rows},
        "mark": {"type": "circle", "color": colour, "opacity": opacity, "size": size},
        "encoding": place(),
    }


def place() -> Spec:
    """Where a row with size and value stands."""
    return {
        "x": {"field": "size", "type": "quantitative"},
        "y": {"field": "value", "type": "quantitative"},
    }


def _give_axes(
    layer: Spec, distribution: Distribution, rows: list[Spec], words: Words, layout: Layout
) -> None:
    layer["encoding"]["x"] |= size_axis(distribution, rows, words, layout)
    layer["encoding"]["y"] |= _value_axis(distribution, words, layout)


def size_axis(distribution: Distribution, rows: list[Spec], words: Words, layout: Layout) -> Spec:
    """The logarithmic axis of sizes, below the words of the goal and the ratio of sums."""
    low, high = size_domain(rows)
    x_ticks = log_ticks(low, high, layout.most_x_ticks)
    return {
        "scale": {"type": "log", "domain": [low, high], "nice": False},
        "axis": axis(
            x_ticks,
            [tick_text(tick, words) for tick in x_ticks],
            title=wrapped(distribution.x_label, layout.width - 60, layout.font_size),
            offset=GOAL_LANE + LANE // 2 + (LANE if distribution.reference is not None else 0),
            grid=False,
        ),
    }


def _value_axis(distribution: Distribution, words: Words, layout: Layout) -> Spec:
    values = distribution.drawn_values()
    largest = max([*values, distribution.reference or 0.0], default=0.0)
    if needs_root_scale(values):
        scale: Spec = {"type": "pow", "exponent": ROOT, "domain": [0, largest * 1.05]}
        ticks = root_ticks(largest * 1.05, ROOT, layout.most_y_ticks + 2)
    else:
        ticks = linear_ticks(largest, layout.most_y_ticks)
        scale = {"type": "linear", "domain": [0, ticks[-1]]}
    labels = [tick_text(tick, words) for tick in ticks]
    title = y_axis_title(distribution.y_label, layout)
    return {
        "scale": scale,
        "axis": axis(ticks, labels, domain=False, ticks=False, grid=True, **title),
    }


def reference_layers(distribution: Distribution, words: Words, layout: Layout) -> list[Spec]:
    """The line of the ratio of sums; its words stand below the plot, where no dot covers them."""
    if distribution.reference is None:
        return []
    figure = number_text(distribution.reference, distribution.decimals, words)
    lane = layout.plot_height + GOAL_LANE + LANE
    mark = {"type": "rule", "color": REFERENCE, "strokeWidth": 2, "strokeDash": [6, 4]}
    line = {"data": {"values": [{}]}, "mark": mark}
    at_value = {"y": {"datum": distribution.reference, "type": "quantitative"}}
    sample = {"x": {"value": 2}, "x2": {"value": 28}, "y": {"value": lane}}
    return [
        line | {"encoding": at_value},
        line | {"encoding": sample},
        text_mark(f"{distribution.reference_label}: {figure}", layout, y=lane, x=34),
    ]


def name_layers(marked: list[Spec], rows: list[Spec], layout: Layout) -> list[Spec]:
    """The highlighted areas' names, on the side of the dot where there is more room."""
    layers: list[Spec] = []
    low, high = size_domain(rows)
    for row in marked:
        part = math.log(row["size"] / low) / math.log(high / low)
        room = max(part, 1 - part) * (layout.width - AXIS_ROOM)
        label = {
            "type": "text",
            "text": shortened(row["name"], room, layout.font_size, bold=True),
            "align": "right" if part > 0.5 else "left",
            "dx": -9 if part > 0.5 else 9,
            "dy": -9,
            "fontSize": layout.font_size,
            "fontWeight": "bold",
        }
        base = {"data": {"values": [row]}, "encoding": place()}
        layers += [base | {"mark": label | HALO}, base | {"mark": label | {"color": TEXT}}]
    return layers


def size_domain(rows: list[Spec]) -> tuple[float, float]:
    """The ends of the axis of sizes."""
    sizes = [row["size"] for row in rows] or [1.0]
    return min(sizes) / 1.3, max(sizes) * 1.3
