"""A worked example of the law as a picture: measures as bars, duties as lines to the moment due.

Time counts up from the start of the first measure; nothing counts down to a limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openward.charts.axes import Spec, axis, linear_ticks
from openward.charts.frame import WIDE, Layout, framed
from openward.charts.lettering import shortened
from openward.charts.palette import DOTS, GRID, HIGHLIGHT, QUIET_TEXT, TEXT

LANE_HEIGHT = 40
BAR_HEIGHT = 10
#: A circle is what was done, a square the moment due: told apart without colour.
DONE, DUE = "circle", "square"


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture: a measure, or a duty. Moments; due and met may be missing."""

    words: str
    start: datetime
    end: datetime
    is_measure: bool = False
    due: datetime | None = None
    met: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """A worked example, ready to draw. time_label names the horizontal axis."""

    title: str
    lanes: Sequence[Lane]
    time_label: str
    legend: str


def clocks_spec(clocks: Clocks, layout: Layout = WIDE, *, headed: bool = True) -> Spec:
    """The Vega-Lite specification: one lane for each measure and each duty."""
    start = min(lane.start for lane in clocks.lanes)
    rows = [_row(lane, number, start, layout) for number, lane in enumerate(clocks.lanes)]
    longest = max(max(row["to"], row["due"] or 0, row["met"] or 0) for row in rows)
    ticks = linear_ticks(max(longest, 1e-9), layout.most_x_ticks)
    spec = framed(_layers(rows, clocks, ticks, layout), clocks.title, [clocks.legend], layout,
                  headed=headed)  # fmt: skip
    return spec | {"height": LANE_HEIGHT * len(rows) + 8}


def _row(lane: Lane, number: int, start: datetime, layout: Layout) -> Spec:
    def hours(moment: datetime | None) -> float | None:
        return None if moment is None else (moment - start).total_seconds() / 3600

    top = number * LANE_HEIGHT + 12
    words = shortened(lane.words, layout.width - 16, layout.font_size)
    return {
        "words": words, "at": top, "line": top + 16, "from": hours(lane.start),
        "to": hours(lane.end), "due": hours(lane.due), "met": hours(lane.met),
        "measure": lane.is_measure,
    }  # fmt: skip


def _layers(rows: list[Spec], clocks: Clocks, ticks: list[float], layout: Layout) -> list[Spec]:
    labels = [f"{tick:g}" for tick in ticks]
    x = {
        "field": "from", "type": "quantitative",
        "scale": {"domain": [ticks[0], ticks[-1]], "nice": False},
        "axis": axis(ticks, labels, title=clocks.time_label, grid=True),
    }  # fmt: skip
    line = {"y": {"field": "line", "type": "quantitative", "scale": None, "axis": None}}
    measures = [row for row in rows if row["measure"]]
    duties = [row for row in rows if not row["measure"]]
    span = {"x": x, "x2": {"field": "to"}, **line}
    return [
        _lanes(rows, layout),
        {"data": {"values": measures}, "encoding": span,
         "mark": {"type": "rule", "strokeWidth": BAR_HEIGHT, "color": DOTS}},
        {"data": {"values": duties}, "encoding": span,
         "mark": {"type": "rule", "strokeWidth": 2, "color": QUIET_TEXT}},
        _marks(rows, "due", DUE, HIGHLIGHT, line),
        _marks(rows, "met", DONE, DOTS, line),
    ]  # fmt: skip


def _lanes(rows: list[Spec], layout: Layout) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": TEXT,
            "fontSize": layout.font_size}  # fmt: skip
    where = {"field": "at", "type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": rows},
        "mark": mark,
        "encoding": {"x": {"value": 2}, "y": where, "text": {"field": "words"}},
    }


def _marks(rows: list[Spec], field: str, shape: str, colour: str, line: Spec) -> Spec:
    shown = [row for row in rows if row[field] is not None]
    mark = {"type": "point", "shape": shape, "size": 80, "color": colour, "filled": True,
            "opacity": 1, "stroke": GRID, "strokeWidth": 1}  # fmt: skip
    where = {"field": field, "type": "quantitative"}
    return {"data": {"values": shown}, "mark": mark, "encoding": {"x": where, **line}}
