"""The pictures of the figures pages, each at an address of its own, in two widths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import pyarrow as pa
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openward.charts import render
from openward.charts.control import ControlPicture, control_notes
from openward.charts.control_spec import control_spec
from openward.charts.distribution import Distribution, distribution_notes
from openward.charts.distribution_spec import distribution_spec
from openward.charts.funnel_picture import funnel_notes
from openward.charts.funnel_spec import funnel_spec
from openward.charts.funnels import funnel_picture
from openward.charts.series import Line, Series
from openward.charts.series_spec import series_spec
from openward.charts.spc import Captions, Charted, picture
from openward.rates.value import bounds_of
from openward_web.design.pictures import Picture, drawn, picture_at, svg_response
from openward_web.figures import presenters, selectors, wording
from openward_web.figures.asked import chosen_view_or_404
from openward_web.figures.charting import control_of, funnel_of_areas, said_of_control
from openward_web.figures.selectors import Row, View


@require_safe
def distribution_svg(request: HttpRequest, slug: str, indicator: str) -> HttpResponse:
    """Value against size; with limits where the numerators are counts."""
    shown = chosen_view_or_404(request, slug, indicator)
    table = selectors.table_of_period(shown)
    areas = distribution(shown, selectors.with_values(table), request.GET.get("area", ""))
    if areas is None:
        raise Http404
    limits = funnel_of_areas(table)
    if limits is None:
        spec = distribution_spec(areas, **drawn(request))
        return svg_response(render.svg(spec, areas.title, " ".join(distribution_notes(areas))))
    found = funnel_picture(areas, limits)
    spec = funnel_spec(found, **drawn(request))
    return svg_response(render.svg(spec, areas.title, " ".join(funnel_notes(found))))


@require_safe
def series_svg(
    request: HttpRequest, slug: str, indicator: str, area_type: str, area_id: str
) -> HttpResponse:
    """One area over time: with limits where it can bear them, else a plain line."""
    shown = chosen_view_or_404(request, slug, indicator, area_type)
    table = selectors.table_of_area(shown, area_type, area_id)
    rows = selectors.with_values(table)
    one = control_of(table, rows)
    if one is not None:
        control = control_picture(shown, rows, one)
        spec = control_spec(control, **drawn(request))
        return svg_response(render.svg(spec, control.title, " ".join(control_notes(control))))
    found = series(shown, rows)
    if found is None:
        raise Http404
    return svg_response(
        render.svg(series_spec(found, **drawn(request)), found.title, found.caption)
    )


def control_picture(shown: View, rows: Sequence[Row], one: Charted) -> ControlPicture:
    """The chart of one area, with the sentence of what it shows."""
    label = wording.axis_words(shown.words, rows[-1])
    captions = Captions(
        title=f"{rows[-1]['area_name']}: {wording.unit_words(shown.words)}",
        source=shown.collection.about.get("publisher", shown.source),
        caption=said_of_control(one).shows,
        y_label=label,
        kind_words=said_of_control(one).why,
        decimals=_decimals(shown, rows),
    )
    return picture(one, captions)


def distribution(shown: View, rows: Sequence[Row], area_id: str = "") -> Distribution | None:
    """The areas of one period against their size; None for counts, which have no size."""
    sized = [row for row in rows if row["denominator"]]
    if len(sized) < 2 or not any(row["value"] is not None for row in sized):
        return None
    whole = selectors.whole(shown)
    return Distribution(
        title=wording.unit_words(shown.words),
        source=shown.collection.about.get("publisher", shown.source),
        caption=_(
            "Each dot is one place in %(period)s: how high its figure is, and how large it is."
        )
        % {"period": wording.period_words(*shown.period)},
        x_label=wording.denominator_words(shown.words),
        y_label=wording.axis_words(shown.words, rows[-1]),
        area_id=[row["area_id"] for row in rows],
        area_name=[row["area_name"] for row in rows],
        size=[row["denominator"] for row in rows],
        value=[row["value"] for row in rows],
        status=[row["status"] for row in rows],
        highlight=frozenset({area_id} - {""}),
        reference=whole["value"] if whole else None,
        reference_label=whole["area_name"] if whole else "",
        decimals=_decimals(shown, rows),
    )


def series(shown: View, rows: Sequence[Row]) -> Series | None:
    """One area over its periods; None where there is one period, or periods that overlap."""
    if len(rows) < 2 or not any(row["value"] is not None for row in rows):
        return None
    if any(b["period_start"] < a["period_end"] for a, b in pairwise(rows)):
        return None
    bounds = [bounds_of(row) for row in rows]
    line = Line(
        rows[-1]["area_name"],
        [row["period_start"] for row in rows],
        [row["period_end"] for row in rows],
        [row["value"] for row in rows],
        [row["status"] for row in rows],
        [row["definition"] for row in rows],
        [low for low, _high in bounds],
        [high for _low, high in bounds],
    )
    return Series(
        title=f"{line.name}: {wording.unit_words(shown.words)}",
        source=shown.collection.about.get("publisher", shown.source),
        caption=_("The figures as they are. A gap is a period without a number: it is not a zero."),
        y_label=wording.axis_words(shown.words, rows[-1]),
        lines=[line],
        decimals=_decimals(shown, rows),
    )


def distribution_picture(shown: View, table: pa.Table, area_id: str = "") -> Picture | None:
    """The picture for the page, with what a screen reader says of it."""
    areas = distribution(shown, selectors.with_values(table), area_id)
    if areas is None:
        return None
    place = reverse("figures:distribution_svg", args=[shown.collection.slug, shown.indicator])
    query = presenters.query_of(shown) | {"area": area_id}
    limits = funnel_of_areas(table)
    notes = (
        distribution_notes(areas) if limits is None else funnel_notes(funnel_picture(areas, limits))
    )
    return picture_at(place, query, f"{areas.title}. {notes[1]}", " ".join(notes))


def area_picture(shown: View, rows: Sequence[Row], one: Charted | None) -> Picture | None:
    """An area over time; with a single period its place among the others."""
    area = rows[-1]
    found = series(shown, rows)
    if found is None and one is None:
        return distribution_picture(shown, selectors.table_of_period(shown), area["area_id"])
    place = reverse(
        "figures:series_svg",
        args=[shown.collection.slug, shown.indicator, area["area_type"], area["area_id"]],
    )
    caption = found.caption if one is None else _notes_below(control_picture(shown, rows, one))
    alt = _("%(name)s, %(n)s periods; the table below has the numbers.") % {
        "name": area["area_name"],
        "n": len(rows),
    }
    return picture_at(place, presenters.query_of(shown), alt, caption)


def _notes_below(control: ControlPicture) -> str:
    """The notes under a chart whose sentences stand above it already."""
    said = (control.caption, control.kind_words)
    return " ".join(note for note in control_notes(control) if note not in said)


def _decimals(shown: View, rows: Sequence[Row]) -> int:
    values = [
        row["value"] for row in rows if row["value"] is not None and math.isfinite(row["value"])
    ]
    return max((wording.decimals(shown.words, value) for value in values), default=0)
