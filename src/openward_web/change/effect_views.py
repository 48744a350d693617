"""Did it work, and could one ever tell? Asked by a champion or a lead, of their own figures."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openward.charts import render as charts
from openward.charts.series_spec import series_spec
from openward.indicators.catalogue import catalogue
from openward.problems import BadInput
from openward.rates.files import csv_text
from openward.reports.pictures import PAPER
from openward.table_files import csv_lines
from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.change import selectors
from openward_web.change.before import before_of, command_before, history_rows
from openward_web.change.effect import Effect, effect_of
from openward_web.change.figures_of import Asked, asked_of
from openward_web.change.models import Change
from openward_web.design.addresses import with_query
from openward_web.design.paper import pdf_response
from openward_web.design.pictures import drawn, picture_at, svg_response
from openward_web.figures.collections import UPLOADED
from openward_web.recording.selectors import now
from openward_web.wards.selectors import local_day


@require_safe
def effect(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """The answer, why to doubt it, and how to get it again."""
    found = _change(request, change_id)
    asked = asked_of(request, found.ward)
    shown = _told(found, asked)
    if asked is None:
        return render(request, "change/effect.jinja", shown)
    try:
        answer = effect_of(asked, found.started_on)
    except BadInput as bad:
        return render(request, "change/effect.jinja", shown | {"sentences": bad.sentences()})
    place = reverse("change:effect_svg", args=[found.pk])
    alt = _("%(name)s over time; the table below has the numbers.") % {"name": answer.picture.title}
    shown |= {
        "answer": answer, "command": command_of(asked, found),
        "picture": picture_at(place, asked.query, alt, answer.picture.caption),
        "links": {name: with_query(reverse(f"change:effect_{name}", args=[found.pk]), **asked.query)
                  for name in ("pdf", "csv", "data")},
    }  # fmt: skip
    return render(request, "change/effect.jinja", shown)


@require_safe
def effect_pdf(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """The same on paper."""
    return _answered(request, change_id, _paper)


@require_safe
def effect_svg(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """The picture: as it was, and as the time before would have led to."""
    return _answered(request, change_id, lambda _found, _asked, answer: svg_response(charts.svg(
        series_spec(answer.picture, **drawn(request)), answer.picture.title, answer.picture.caption
    )))  # fmt: skip


@require_safe
def effect_csv(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Every way of asking, as the command writes it."""
    return _answered(
        request, change_id,
        lambda _found, _asked, answer: _file(csv_lines(answer.rows), "answer.csv"),
    )  # fmt: skip


@require_safe
def effect_data(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """The figures that were asked about, as a rate table."""
    return _answered(
        request, change_id,
        lambda _found, asked, _answer: _file(csv_text(asked.rows), "rates.csv"),
    )  # fmt: skip


@require_safe
def before(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """How large a fall could be seen, and after how long."""
    found = _change(request, change_id)
    asked = asked_of(request, found.ward)
    shown = {"one": found, "asked": asked}
    if asked is not None:
        try:
            shown |= {"power": before_of(asked, found.started_on),
                      "command": command_before(asked, found.started_on),
                      "data": with_query(reverse("change:before_data", args=[found.pk]),
                                         **asked.query)}  # fmt: skip
        except BadInput as bad:
            shown["sentences"] = bad.sentences()
    return render(request, "change/before.jinja", shown)


@require_safe
def before_data(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """The months before the start, as a rate table."""
    found = _change(request, change_id)
    asked = asked_of(request, found.ward)
    rows = asked and history_rows(asked, found.started_on)
    if rows is None or not rows.num_rows:
        place = reverse("change:before", args=[found.pk])
        return redirect(with_query(place, **request.GET.dict()))
    return _file(csv_text(rows), "rates.csv")


def command_of(asked: Asked, found: Change) -> str:
    """What gives the same answer on the command line."""
    season = " --season" if asked.season else ""
    return (f"openward impact rates.csv --change {found.started_on} --area {asked.area_id} "
            f"--indicator {asked.figure}{season} -o answer.csv")  # fmt: skip


def _told(found: Change, asked: Asked | None) -> dict[str, Any]:
    """What stands on the page and on paper beside the answer."""
    return {
        "one": found, "asked": asked, "is_sent": asked and asked.source == UPLOADED,
        "questions": selectors.questions_of(found), "today": local_day(found.ward, now()),
        "figures": catalogue(),
    }  # fmt: skip


def _change(request: HttpRequest, change_id: UUID) -> Change:
    return selectors.change_or_404(reach_of(request), change_id, Capability.SEE_WARD_FIGURES)


def _answered(
    request: HttpRequest, change_id: UUID, made: Callable[[Change, Asked, Effect], HttpResponse]
) -> HttpResponse:
    """What is made of an answer; where there is none, the page that says why."""
    found = _change(request, change_id)
    asked = asked_of(request, found.ward)
    if asked is not None:
        try:
            return made(found, asked, effect_of(asked, found.started_on))
        except BadInput:
            pass
    return redirect(with_query(reverse("change:effect", args=[found.pk]), **request.GET.dict()))


def _paper(found: Change, asked: Asked, answer: Effect) -> HttpResponse:
    spec = series_spec(answer.picture, layout=PAPER, headed=False)
    svg = charts.svg(spec, answer.picture.title, answer.picture.caption)
    shown = _told(found, asked) | {"answer": answer, "command": command_of(asked, found),
             "svg": mark_safe(svg)}  # noqa: S308 - drawn by us  # fmt: skip
    return pdf_response(render_to_string("change/effect_paper.jinja", shown), "effect")


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
