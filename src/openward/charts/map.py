"""A map of countries that have a page: one colour for all of them, since none is ahead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import log, pi, radians, tan

from openward.charts.axes import Spec
from openward.charts.boundaries import Point, boundaries, middles
from openward.charts.frame import PADDING, SCHEMA_URL, Layout
from openward.charts.palette import BACKGROUND, FONT, GRID, SERIES

#: Degrees around the outermost middles.
AROUND = 3.0
#: Pixels of height for each of width.
SHAPE = 1.05


def map_spec(codes: Mapping[str, str], layout: Layout) -> Spec | None:
    """The map. codes: what stands on each country, by its name; None without boundaries."""
    found = {code: middles()[name] for name, code in codes.items() if name in middles()}
    if not found:
        return None
    width, height = layout.width - 2 * PADDING, round(layout.width * SHAPE)
    return {
        "$schema": SCHEMA_URL,
        "width": width,
        "height": height,
        "padding": PADDING,
        "background": BACKGROUND,
        "projection": _projection([*found.values()], width, height),
        "layer": [_shapes(codes), *_names(found, layout)],
        "config": {"font": FONT, "view": {"stroke": None}},
    }


def _projection(points: list[Point], width: int, height: int) -> Spec:
    west, east = min(x for x, _ in points) - AROUND, max(x for x, _ in points) + AROUND
    south, north = min(y for _, y in points) - AROUND, max(y for _, y in points) + AROUND
    scale = min(width / radians(east - west), height / (_up(north) - _up(south)))
    return {
        "type": "mercator",
        "center": [(west + east) / 2, (south + north) / 2],
        "scale": scale,
        "translate": [width / 2, height / 2],
        "clipExtent": [[0, 0], [width, height]],
    }


def _up(north: float) -> float:
    """How far north a latitude lies on Mercator's map, in radians."""
    return log(tan(pi / 4 + radians(north) / 2))


def _shapes(codes: Mapping[str, str]) -> Spec:
    inside = f"indexof({json.dumps(sorted(codes))}, datum.properties.name) >= 0"
    return {
        "data": {"values": boundaries(), "format": {"type": "topojson", "feature": "countries"}},
        "mark": {"type": "geoshape", "stroke": BACKGROUND, "strokeWidth": 1},
        "encoding": {"color": {"condition": {"test": inside, "value": SERIES[0]}, "value": GRID}},
    }


def _names(found: Mapping[str, Point], layout: Layout) -> list[Spec]:
    """Twice: what lies behind the letters keeps them apart from the sea and from neighbours."""
    rows = [{"code": code, "east": x, "north": y} for code, (x, y) in sorted(found.items())]
    letters = {"type": "text", "fontWeight": "bold", "fontSize": layout.font_size}
    behind = {"stroke": SERIES[0], "strokeWidth": 4, "strokeJoin": "round", "color": SERIES[0]}
    where = {
        "longitude": {"field": "east", "type": "quantitative"},
        "latitude": {"field": "north", "type": "quantitative"},
        "text": {"field": "code"},
    }
    return [
        {"data": {"values": rows}, "mark": letters | look, "encoding": where}
        for look in (behind, {"color": BACKGROUND})
    ]
