"""Words inside a control chart: above each phase, and beside the first points that a rule names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from openward.charts.axes import Spec
from openward.charts.control import ControlPicture, phase_rules, stretches
from openward.charts.frame import Layout
from openward.charts.lettering import shortened, text_width, wrapped
from openward.charts.palette import BACKGROUND, BREAK, TEXT
from openward.charts.timeline import AT
from openward.charts.words import Words, period_text

#: Pixels that the vertical axis takes at most.
AXIS_ROOM = 60
#: The rules of further points stand in the notes and in the table.
MOST_BESIDE = 3
#: A white edge under words keeps them readable over lines.
HALO = {"stroke": BACKGROUND, "strokeWidth": 4, "color": BACKGROUND, "strokeJoin": "round"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where each point stands and its period ends, in the unit of the axis; top of the plot."""

    at: Sequence[float]
    left: Sequence[float]
    right: Sequence[float]
    top: float

    def part(self, at: float) -> float:
        """How far along the axis, 0 to 1."""
        return (at - self.left[0]) / (self.right[-1] - self.left[0])


@dataclass(frozen=True, slots=True)
class Label:
    """Words that start or end at a place, in one of the rows at the top of the plot."""

    at: float
    text: str
    row: int
    late: bool
    dash: tuple[int, ...] | None


def label_rows(picture: ControlPicture, place: Place, words: Words, layout: Layout) -> int:
    """How many rows of words stand at the top of the plot."""
    return max((label.row + 1 for label in _labels(picture, place, words, layout)), default=0)


def top_label_layers(
    picture: ControlPicture, place: Place, words: Words, layout: Layout
) -> list[Spec]:
    """Where limits or the counting rule change: a thin vertical line and its words."""
    layers: list[Spec] = []
    for label in _labels(picture, place, words, layout):
        base: Spec = {"data": {"values": [{"at": label.at}]}}
        if label.dash is not None:
            rule = {"type": "rule", "color": BREAK, "strokeWidth": 1.25}
            dashed = {"strokeDash": list(label.dash)} if label.dash else {}
            layers.append(base | {"mark": rule | dashed, "encoding": AT})
        height = {"y": {"value": round(6 + label.row * layout.font_size * 1.3)}}
        side = {"align": "right" if label.late else "left", "dx": -5 if label.late else 5}
        text = {"type": "text", "text": label.text, "fontSize": layout.font_size} | side
        layers.append(base | {"mark": text | HALO, "encoding": AT | height})
        layers.append(base | {"mark": text | {"color": BREAK}, "encoding": AT | height})
    return layers


def _labels(picture: ControlPicture, place: Place, words: Words, layout: Layout) -> list[Label]:
    """Every text at the top, each in the first row where it covers no other."""
    room = layout.width - AXIS_ROOM
    taken: list[tuple[int, float, float]] = []
    labels: list[Label] = []
    for at, text, dash in _top_words(picture, place, words):
        late = place.part(at) > 0.5
        fits = max(place.part(at), 1 - place.part(at)) * room - 5
        row = -1
        for number, cut in enumerate(wrapped(text, fits, layout.font_size)):
            width = text_width(cut, layout.font_size) + 10
            start = place.part(at) * room - (width if late else 0)
            row += 1
            while any(r == row and start < b and a < start + width for r, a, b in taken):
                row += 1
            taken.append((row, start, start + width))
            labels.append(Label(at, cut, row, late, dash if number == 0 else None))
    return labels


def _top_words(
    picture: ControlPicture, place: Place, words: Words
) -> list[tuple[float, str, tuple[int, ...] | None]]:
    """Place, words and line (dash, empty for a full line, None for no line) in order of time."""
    found: list[tuple[float, str, tuple[int, ...] | None]] = []
    for point in range(1, len(picture.phase)):
        if picture.phase[point] != picture.phase[point - 1]:
            found.append((place.left[point], _new_limits(picture, point, words), ()))
        if picture.definition[point] != picture.definition[point - 1]:
            found.append((place.left[point], words.definition_change, (3, 3)))
    found += [(place.left[first], text, None) for first, _, text in phase_rules(picture, words)]
    return sorted(found, key=lambda item: item[0])


def _new_limits(picture: ControlPicture, point: int, words: Words) -> str:
    if picture.counts_gaps():
        return words.new_limits_gap.format(period=point + 1)
    period = period_text(picture.period_start[point], picture.period_end[point], words)
    return words.new_limits.format(period=period)


@dataclass(frozen=True, slots=True)
class Box:
    """Words beside a point, in pixels from the left and the top of the plot."""

    left: float
    right: float
    middle: float
    late: bool
    text: str

    def covers(self, x: float, y: float) -> bool:
        return self.left < x < self.right and abs(y - self.middle) < 12

    def meets(self, other: Box) -> bool:
        beside = self.right < other.left or other.right < self.left
        return not beside and abs(self.middle - other.middle) < 18


def beside_layers(
    picture: ControlPicture, place: Place, words: Words, layout: Layout
) -> list[Spec]:
    """The rule in words beside the first points of its stretch, where no other words stand."""
    path = _drawn_path(picture, place, layout)
    taken: list[Box] = []
    layers: list[Spec] = []
    for point, _last, text in stretches(picture, words):
        box = _box(_pixel(picture, place, point, layout), text, path, layout)
        if len(taken) == MOST_BESIDE or any(box.meets(other) for other in taken):
            continue
        taken.append(box)
        side = {"align": "right" if box.late else "left", "dx": -9 if box.late else 9}
        label = {"type": "text", "text": box.text, "fontSize": layout.font_size} | side
        data = {"values": [{"at": place.at[point]}]}
        base: Spec = {"data": data, "encoding": AT | {"y": {"value": round(box.middle)}}}
        layers += [base | {"mark": label | HALO}, base | {"mark": label | {"color": TEXT}}]
    return layers


def _pixel(
    picture: ControlPicture, place: Place, point: int, layout: Layout
) -> tuple[float, float]:
    """Where a point stands, nearly: the width of the axis is known to the renderer only."""
    value = picture.value[point] or 0.0
    across = place.part(place.at[point]) * (layout.width - AXIS_ROOM)
    return across, layout.plot_height * (1 - value / (place.top or 1.0))


def _drawn_path(picture: ControlPicture, place: Place, layout: Layout) -> list[tuple[float, float]]:
    """Places on the line between each point and the next, close enough to find words on it."""
    known = [point for point, value in enumerate(picture.value) if value is not None]
    dots = [_pixel(picture, place, point, layout) for point in known]
    steps = [step / 8 for step in range(8)]
    return [
        (x + (x2 - x) * step, y + (y2 - y) * step)
        for (x, y), (x2, y2) in pairwise(dots)
        for step in steps
    ]


def _box(
    dot: tuple[float, float], text: str, path: Sequence[tuple[float, float]], layout: Layout
) -> Box:
    """Words on the side of the dot where they cover least of the line."""
    room = layout.width - AXIS_ROOM
    x, y = dot
    cut = shortened(text, max(x, room - x) - 9, layout.font_size)
    width = text_width(cut, layout.font_size) + 9
    boxes = [
        Box(x - width if late else x, x if late else x + width, y + shift, late, cut)
        for shift in (-11, 14, 0)
        for late in (False, True)
        if (x - width >= 0 if late else x + width <= room) and y + shift < layout.plot_height - 8
    ]
    return min(boxes, key=lambda box: sum(box.covers(*place) for place in path))
