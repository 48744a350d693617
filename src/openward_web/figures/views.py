"""Public pages over rate tables. Parse, select, present: nothing is written here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openward.charts.table import control_table
from openward.indicators.catalogue import catalogue
from openward.places import place_name
from openward.rates.files import csv_text
from openward_web.design.addresses import with_query
from openward_web.figures import (
    charting,
    collections,
    pictures,
    presenters,
    reports,
    selectors,
    wording,
)
from openward_web.figures.asked import chosen_view_or_404, view_or_404
from openward_web.figures.elsewhere import published_beside
from openward_web.figures.selectors import View

#: How many people are missing from English returns that read as zero.
MISSING_STUDY = "https://doi.org/10.3389/fdgth.2022.945635"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The published collections."""
    found = [
        (c, [(code, _name(code)) for code in selectors.indicators(c)])
        for c in collections.published().values()
    ]
    return render(request, "figures/index.jinja", {"collections": found})


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """A collection opens with its first indicator; one of a single place with that place."""
    found = collections.collection_or_404(slug, request)
    first = selectors.indicators(found)[0]
    places = selectors.areas(found, first)
    if len(places) == 1:
        return redirect("figures:area", slug, first, *places[0])
    return redirect("figures:figure", slug, first)


@require_safe
def figure(request: HttpRequest, slug: str, indicator: str) -> HttpResponse:
    """One indicator: the whole, the distribution against size, the areas by name."""
    if request.GET.get("indicator", indicator) != indicator:
        return _to_another_indicator(request, slug)
    shown = view_or_404(request, slug, indicator)
    frame = _frame(shown)
    if not shown.is_source_chosen:
        return render(request, "figures/which_source.jinja", frame)
    table = selectors.table_of_period(shown)
    rows = selectors.with_values(table)
    limits = charting.funnel_of_areas(table)
    csv = f"{_figure_place(slug, indicator)}table.csv"
    return render(
        request,
        "figures/figure.jinja",
        {
            **frame,
            "rows": rows,
            "whole": selectors.whole(shown),
            "counts": selectors.counts(rows),
            "table": presenters.area_table(shown, rows, _caption(shown)),
            "picture": pictures.distribution_picture(shown, table),
            "said": charting.said_of_funnel(limits) if limits else None,
            "report": _wholes(shown),
            "csv": with_query(csv, **presenters.query_of(shown)),
        },
    )


def _wholes(shown: View) -> reports.ReportChoice | None:
    """Reports of countries and regions: only of figures that somebody has published."""
    return reports.choice_of_wholes(shown.collection.table) if shown.collection.about else None


def _report_of_area(shown: View, area_type: str, area_id: str) -> reports.ReportChoice | None:
    """Reports of one place; of a reader's own table only for wards and hospitals."""
    if not shown.collection.about and area_type not in ("ward", "facility"):
        return None
    found = reports.choice_of_area(reports.told(shown.collection), area_type, area_id)
    return found if found.months else None


def _whole_beside(shown: View, area_type: str) -> selectors.Row | None:
    """The figure for the whole; not beside itself, nor beside the only place there is."""
    alone = len(selectors.areas(shown.collection, shown.indicator)) == 1
    return None if alone or area_type in ("country", "all") else selectors.whole(shown)


def _to_another_indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of choices sends the indicator as a parameter; its place is in the address."""
    wanted = request.GET["indicator"]
    if wanted not in selectors.indicators(collections.collection_or_404(slug, request)):
        raise Http404
    kept = {name: request.GET.get(name, "") for name in ("level", "period", "stratum", "source")}
    return redirect(with_query(_figure_place(slug, wanted), **kept))


@require_safe
def area(
    request: HttpRequest, slug: str, indicator: str, area_type: str, area_id: str
) -> HttpResponse:
    """One area: its periods, the areas inside it, and its place among others."""
    shown = view_or_404(request, slug, indicator, area_type)
    periods = selectors.table_of_area(shown, area_type, area_id)
    rows = selectors.with_values(periods)
    if not rows:
        raise Http404
    frame = _frame(shown, area=rows[-1])
    if not shown.is_source_chosen:
        return render(request, "figures/which_source.jinja", frame)
    caption = _("%(name)s by period") % {"name": rows[-1]["area_name"]}
    one = charting.control_of(periods, rows)
    table = presenters.period_table(shown, rows, caption)
    if one is not None:
        drawn = control_table(pictures.control_picture(shown, rows, one))
        table = presenters.text_table(caption, drawn.columns, drawn.rows)
    return render(
        request,
        "figures/area.jinja",
        {
            **frame,
            "area": rows[-1],
            "rows": rows,
            "table": table,
            "picture": pictures.area_picture(shown, rows, one),
            "said": charting.said_of_control(one) if one else None,
            "inside": _inside(shown, rows[-1]),
            "report": _report_of_area(shown, area_type, area_id),
            "others": [
                (_name(code), presenters.area_href(shown, area_type, area_id, code))
                for code in selectors.indicators_of_area(shown.collection, area_type, area_id)
                if code != indicator
            ],
            "whole": _whole_beside(shown, area_type),
            "elsewhere": published_beside(shown),
        },
    )


@require_safe
def table_csv(request: HttpRequest, slug: str, indicator: str) -> HttpResponse:
    """The rows of a view as a rate table."""
    shown = chosen_view_or_404(request, slug, indicator)
    response = HttpResponse(
        csv_text(selectors.table_of_period(shown)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{slug}-{indicator}.csv"'
    return response


@require_safe
def no_number(request: HttpRequest) -> HttpResponse:
    """Zero, suppressed and not reported: three different things, with real counts."""
    shown = [_statuses(c) for c in collections.published().values()]
    return render(
        request, "figures/no_number.jinja", {"collections": shown, "study": MISSING_STUDY}
    )


def _frame(shown: View, area: selectors.Row | None = None) -> dict[str, object]:
    codes = selectors.indicators(shown.collection)
    names = {code: _name(code) for code in codes}
    return {
        "shown": shown,
        "words": shown.words,
        "name": names[shown.indicator],
        "fields": presenters.choice_fields(shown, codes, names),
        "trail": _trail(shown, area),
        "say": wording,
    }


def _trail(shown: View, area: selectors.Row | None) -> list[dict[str, str]]:
    """The way up: collection, then the region in which an area lies, if the table has it."""
    place = _figure_place(shown.collection.slug, shown.indicator)
    trail = [{"text": shown.collection.title, "href": place}]
    code = area["region"] if area and area["area_type"] != "region" else None
    if code and "region" in shown.levels:
        region = {"text": place_name(code), "href": presenters.area_href(shown, "region", code)}
        trail.append(region)
    return trail


def _inside(shown: View, row: selectors.Row) -> dict[str, object] | None:
    """The next smaller areas inside a region or a country, by name, and how many say what."""
    area_type, area_id = row["area_type"], row["area_id"]
    smaller = shown.levels[: shown.levels.index(area_type)]
    if area_type not in ("region", "country") or not smaller:
        return None
    asked = {**presenters.query_of(shown), "level": smaller[-1]}
    below = selectors.view(shown.collection, shown.indicator, asked)
    rows = selectors.rows_of_period(below, **{area_type: area_id}) if below else []
    if below is None or not rows:
        return None
    caption = _("%(what)s in %(name)s, by name") % {
        "what": wording.level_words(smaller[-1]),
        "name": row["area_name"],
    }
    return {
        "sentence": wording.counts_sentence(selectors.counts(rows)),
        "table": presenters.area_table(below, rows, caption),
    }


def _statuses(found: collections.Collection) -> tuple[collections.Collection, presenters.Table]:
    columns = [presenters.Column(_("Figure"))] + [
        presenters.Column(words, is_number=True)
        for words in (_("Above zero"), _("Zero"), _("Suppressed"), _("Not reported"))
    ]
    rows = []
    for code in selectors.indicators(found):
        level = selectors.area_types(selectors.only(found.table, indicator=code))[0]
        table = selectors.only(found.table, indicator=code, area_type=level)
        counted = selectors.counts(table.to_pylist())
        numbers = (counted.above_zero, counted.zero, counted.suppressed, counted.not_reported)
        rows.append(
            [
                presenters.Cell(_name(code), _figure_place(found.slug, code)),
                *(presenters.Cell(f"{n:,}", is_number=True) for n in numbers),
            ]
        )
    return found, presenters.Table(found.title, columns, rows)


def _caption(shown: View) -> str:
    return _("%(what)s by name, %(period)s") % {
        "what": wording.level_words(shown.level),
        "period": wording.period_words(*shown.period),
    }


def _figure_place(slug: str, indicator: str) -> str:
    return reverse("figures:figure", args=[slug, indicator])


def _name(code: str) -> str:
    words = catalogue().get(code)
    return words.short_name if words else code
