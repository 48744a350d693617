"""What every chart has in common: width, heading, source line, goal line and calm defaults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openward.charts.axes import Spec
from openward.charts.lettering import wrapped
from openward.charts.palette import BACKGROUND, FONT, GOAL, GRID, QUIET_TEXT, TEXT

SCHEMA_URL = "https://vega.github.io/schema/vega-lite/v6.json"
PADDING = 8
LINE = 1.3
#: Pixels below the zero line: the words of the goal, then one lane per series without numbers.
GOAL_LANE = 12
LANE = 16


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in pixels; most_*_ticks are upper limits."""

    width: int
    plot_height: int
    font_size: int
    title_size: int
    most_x_ticks: int
    most_y_ticks: int
    legend_columns: int


WIDE = Layout(720, 340, 13, 17, 12, 7, 2)
#: For screens of 360 px: letters are larger against the picture, ticks fewer.
NARROW = Layout(328, 260, 13, 16, 4, 5, 1)


def framed(
    layers: list[Spec], title: str, notes: Sequence[str], layout: Layout, *, headed: bool
) -> Spec:
    """A whole specification around the layers.

    headed=False leaves title and notes to the page around the picture.
    """
    spec: Spec = {
        "$schema": SCHEMA_URL,
        "width": layout.width,
        "height": layout.plot_height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": PADDING,
        "background": BACKGROUND,
        "layer": layers,
        "config": _config(layout),
    }
    if headed:
        spec["title"] = _heading(title, notes, layout)
    return spec


def goal_layers(label: str, layout: Layout) -> list[Spec]:
    """The line at zero, and its words just under it so that no dot covers them."""
    line = {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": GOAL, "strokeWidth": 1.25},
        "encoding": {"y": {"datum": 0, "type": "quantitative"}},
    }
    words = text_mark(label, layout, y=layout.plot_height + GOAL_LANE)
    return [line, words]


def text_mark(text: str, layout: Layout, *, y: int, x: int = 2) -> Spec:
    """Words that start `x` pixels from the left edge of the plot, `y` pixels from its top."""
    mark = {"type": "text", "text": text, "align": "left", "baseline": "middle", "color": TEXT}
    return {
        "data": {"values": [{}]},
        "mark": mark | {"fontSize": layout.font_size},
        "encoding": {"x": {"value": x}, "y": {"value": y}},
    }


def y_axis_room(label: str, layout: Layout) -> int:
    """Pixels above the plot that the name of the vertical axis takes."""
    lines = wrapped(label, layout.width - 60, layout.font_size)
    return round(16 + len(lines) * layout.font_size * LINE)


def y_axis_title(label: str, layout: Layout) -> Spec:
    """The name of the vertical axis, level and above the plot, where it can be read."""
    lines = wrapped(label, layout.width - 60, layout.font_size)
    return {
        "title": lines,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": 2,
        "titleY": -10 - (len(lines) - 1) * layout.font_size * LINE,
        "titleLineHeight": layout.font_size * LINE,
    }


def _heading(title: str, notes: Sequence[str], layout: Layout) -> Spec:
    room = layout.width - 2 * PADDING
    return {
        "text": wrapped(title, room, layout.title_size, bold=True),
        "subtitle": [line for note in notes for line in wrapped(note, room, layout.font_size)],
        "anchor": "start",
        "frame": "bounds",
        "offset": 14,
        "subtitlePadding": 6,
    }


def _config(layout: Layout) -> Spec:
    size = layout.font_size
    return {
        "font": FONT,
        "view": {"stroke": None},
        "title": {
            "color": TEXT,
            "fontSize": layout.title_size,
            "subtitleColor": QUIET_TEXT,
            "subtitleFontSize": size,
            "subtitleLineHeight": size * LINE,
        },
        "axis": {
            "labelColor": TEXT,
            "labelFontSize": size,
            "titleColor": TEXT,
            "titleFontSize": size,
            "titleFontWeight": "normal",
            "gridColor": GRID,
            "domainColor": QUIET_TEXT,
            "tickColor": QUIET_TEXT,
            "labelLineHeight": size * LINE,
        },
        "legend": {"labelColor": TEXT, "labelFontSize": size},
    }
