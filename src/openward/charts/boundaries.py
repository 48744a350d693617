"""Boundaries of countries, as Natural Earth draws them (public domain): none of our judgement.

They come with a package at set-up and are not in git; without them there is no map.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("boundaries.json")
Point = tuple[float, float]


@cache
def boundaries() -> dict[str, Any] | None:
    """The topology (TopoJSON), or None where it was not installed."""
    return json.loads(FILE.read_text("utf-8")) if FILE.exists() else None


@cache
def middles() -> dict[str, Point]:
    """The middle of the largest piece of each country, by name, as degrees east and north."""
    topology = boundaries()
    if topology is None:
        return {}
    arcs = [*_decoded(topology)]
    return {
        shape["properties"]["name"]: _middle(max(_rings(shape, arcs), key=lambda r: abs(_area(r))))
        for shape in topology["objects"]["countries"]["geometries"]
        if shape.get("arcs")
    }


def _decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Lines are stored as steps on a grid."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * wide + west, y * high + south))
        yield line


def _rings(shape: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    pieces = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for piece in pieces:
        yield [*_joined(piece[0], arcs)]


def _joined(ring: Iterable[int], arcs: list[list[Point]]) -> Iterator[Point]:
    """A negative number is a line walked backwards."""
    for number in ring:
        yield from arcs[number] if number >= 0 else reversed(arcs[~number])


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def _middle(ring: list[Point]) -> Point:
    """The centre of gravity of a ring."""
    area, x, y = _area(ring), 0.0, 0.0
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return x / (6 * area), y / (6 * area)
