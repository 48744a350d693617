"""One series over time with its centre line and limits, and the rules in words.

Limits are steps, since they change with the denominator. No area between them is coloured and no
colour judges: a point that a rule names has another shape and the rule in words beside it. A rule
that speaks of a whole phase stands once, above that phase.
"""

from __future__ import annotations

from collections.abc import Sequence

from openward.charts.axes import Spec, linear_ticks
from openward.charts.control import ControlPicture, control_notes, stretches
from openward.charts.control_labels import Place, beside_layers, label_rows, top_label_layers
from openward.charts.frame import LINE, WIDE, Layout, framed, goal_layers
from openward.charts.palette import DOTS, HIGHLIGHT, REFERENCE, TEXT
from openward.charts.timeline import (
    AT,
    VALUE,
    lane_layer,
    lane_rows,
    largest_of,
    legend,
    line_rows,
    middles,
    moment,
    no_number_entries,
    path_layers,
    place_axis,
    time_axis,
    value_axis,
)
from openward.charts.words import ENGLISH, Words, tick_text

CENTRE_SHAPE = "M-1.3,0L1.3,0"
LIMIT_SHAPE = "M-1.3,0L-0.4,0M0.4,0L1.3,0"
LIMIT_DASH = (5, 3)
#: `zero`: a centre line on the goal would be a second line at the same place.
WITHOUT_CENTRE = ("table", "zero")


def control_spec(
    picture: ControlPicture, words: Words = ENGLISH, layout: Layout = WIDE, *, headed: bool = True
) -> Spec:
    """The Vega-Lite specification: the line, its centre and limits, phases, rules and gaps."""
    place = _place(picture, words, layout)
    rows = line_rows(picture.line(), place.at)
    key = legend(_legend_entries(picture, words), picture.y_label, layout)
    layers = goal_layers(_zero_words(picture, words), layout)
    layers += top_label_layers(picture, place, words, layout)
    layers += _step_layers(picture, place)
    layers += path_layers(rows, DOTS, [1, 0])
    layers += beside_layers(picture, place, words, layout)
    layers.append(_point_layer(picture, rows, place, key))
    layers.append(lane_layer(lane_rows(picture.line(), place.at, 0, layout), key))
    layers[-2]["encoding"]["x"] |= _across(picture, place, words, layout)
    layers[-2]["encoding"]["y"] |= value_axis(place.top, picture.y_label, words, layout)
    notes = [*control_notes(picture, words), words.source.format(source=picture.source)]
    return framed(layers, picture.title, notes, layout, headed=headed)


def _place(picture: ControlPicture, words: Words, layout: Layout) -> Place:
    """Where each point stands, and how high the plot reaches."""
    count = len(picture.value)
    at: list[float] = [float(i + 1) for i in range(count)]
    left, right = [number - 0.5 for number in at], [number + 0.5 for number in at]
    if not picture.counts_gaps():
        at = [float(number) for number in middles(picture.line())]
        left = [float(moment(day)) for day in picture.period_start]
        right = [float(moment(day)) for day in picture.period_end]
    highest = largest_of(line_rows(picture.line(), at))
    highest = max([highest, *(limit for limit in (*picture.upper, *picture.centre) if limit)])
    flat = Place(at, left, right, highest)
    rows = label_rows(picture, flat, words, layout) + bool(stretches(picture, words))
    free = 1 - rows * layout.font_size * LINE / layout.plot_height
    return Place(at, left, right, linear_ticks(highest / free, layout.most_y_ticks)[-1])


def _zero_words(picture: ControlPicture, words: Words) -> str:
    """What zero means: the goal, except where zero is no absence of events."""
    if picture.counts_gaps():
        return words.longer
    return words.no_change if picture.kind == "mr" else words.goal


def _steps(limits: Sequence[float | None], picture: ControlPicture, place: Place) -> list[Spec]:
    """A line through the limits that holds for the whole of each period.

    A new piece starts with each phase and after each period without a limit.
    """
    rows: list[Spec] = []
    piece = 0
    for i, limit in enumerate(limits):
        joined = (
            i > 0
            and limits[i - 1] is not None
            and picture.phase[i] == picture.phase[i - 1]
            and place.right[i - 1] == place.left[i]
        )
        piece += not joined
        if limit is not None:
            for at in (place.left[i], place.right[i]):
                rows.append({"at": at, "value": limit, "piece": piece})
    return rows


def _step_layers(picture: ControlPicture, place: Place) -> list[Spec]:
    centre = [] if picture.kind in WITHOUT_CENTRE else _steps(picture.centre, picture, place)
    # At zero it would lie on the goal, and no point can be below it.
    lower = [limit or None for limit in picture.lower]
    piece = {"detail": {"field": "piece", "type": "nominal"}}
    line = {"type": "line", "color": REFERENCE}
    solid = line | {"strokeWidth": 1.5}
    dashed = line | {"strokeWidth": 1.25, "strokeDash": list(LIMIT_DASH)}
    return [
        {"data": {"values": rows}, "mark": mark, "encoding": AT | VALUE | piece}
        for rows, mark in (
            (centre, solid),
            (_steps(lower, picture, place), dashed),
            (_steps(picture.upper, picture, place), dashed),
        )
    ]


def _point_layer(picture: ControlPicture, rows: list[Spec], place: Place, key: Spec) -> Spec:
    named = {
        place.at[point] for first, last, _ in stretches(picture) for point in range(first, last + 1)
    }
    points = [row | {"what": "named" if row["at"] in named else "point"} for row in rows]
    x, y = {"x": dict(AT["x"])}, {"y": dict(VALUE["y"])}
    size = {
        "size": {
            "condition": {"test": "datum.what === 'named'", "value": 110},
            "value": 45 if len(rows) <= 60 else 20,
        }
    }
    mark = {"type": "point", "strokeWidth": 2, "opacity": 1}
    return {"data": {"values": points}, "mark": mark, "encoding": x | y | key | size}


def _legend_entries(picture: ControlPicture, words: Words) -> list[Spec]:
    """What the legend explains: points, lines, and each kind of "no number" in the picture."""
    point = words.point_gap if picture.counts_gaps() else words.point
    dot = {"stroke": DOTS, "fill": DOTS, "shape": "circle"}
    entries: list[Spec] = [{"key": "point", "name": point} | dot]
    if stretches(picture):
        look = {"stroke": TEXT, "fill": HIGHLIGHT, "shape": "square"}
        entries.append({"key": "named", "name": words.point_named} | look)
    line = {"stroke": REFERENCE, "fill": REFERENCE}
    if picture.kind not in WITHOUT_CENTRE and any(c is not None for c in picture.centre):
        name = words.median if picture.kind == "run" else words.centre
        entries.append({"key": "centre", "name": name, "shape": CENTRE_SHAPE} | line)
    if any(limit is not None for limit in (*picture.lower, *picture.upper)):
        entries.append({"key": "limits", "name": words.limits, "shape": LIMIT_SHAPE} | line)
    return entries + no_number_entries([picture.line()], words)


def _across(picture: ControlPicture, place: Place, words: Words, layout: Layout) -> Spec:
    """The axis of periods, or of gaps in their order."""
    if not picture.counts_gaps():
        return time_axis([picture.line()], words, layout)
    ticks = place.at[:: -(-len(place.at) // layout.most_x_ticks)]
    labels = [tick_text(tick, words) for tick in ticks]
    domain = [place.left[0], place.right[-1]]
    return place_axis(ticks, labels, domain, 1, title=words.gaps)
