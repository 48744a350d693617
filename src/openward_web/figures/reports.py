"""One month of a place on paper: from a published collection, a reader's own table, or a release.

Whose numbers are protected by a publisher or a release may be read by everybody, so by a ministry.
A table that somebody sent themselves is for that session, and makes reports of wards and hospitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openward.places import place_name
from openward.problems import BadInput, Problem
from openward.reports.page import html_of
from openward.reports.places import READERS, Parents, wholes
from openward.reports.report import Report, report_of
from openward_web.design.paper import pdf_response
from openward_web.figures import collections, wording
from openward_web.figures.presenters import Option

READER_OF = {area_type: reader for reader, types in READERS.items() for area_type in types}
OUR_OWN = "ow-"
#: Setting more takes longer than somebody waits for a page.
MOST_FIGURES = 60


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What a reader can choose: of which place, and which month."""

    places: list[Option]
    months: list[Option]


@require_safe
def of_collection(request: HttpRequest, slug: str) -> HttpResponse:
    """The report of one place of a collection."""
    found = collections.collection_or_404(slug, request)
    return report_response(request, told(found), _protected(found), {}, found.about)


def told(found: collections.Collection) -> pa.Table:
    """What reports tell of a collection. Of a record our own figures, month by month: one of every
    authority's rules would be a book, and a month that still runs would read as a fall.
    """
    if found.slug != collections.RECORD:
        return found.table
    codes = found.table["indicator"].cast(pa.string())
    is_over = pc.equal(pc.day(found.table["period_end"]), 1)
    return found.table.filter(pc.and_(pc.starts_with(codes, OUR_OWN), is_over))


def _protected(found: collections.Collection) -> str:
    """How small numbers are hidden; empty where nobody says so."""
    return _("as the publisher hid them") if found.about else ""


def report_response(
    request: HttpRequest, table: pa.Table, protected: str, parents: Parents,
    about: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The report that the query asks for, as PDF; else what is wrong, in sentences.

    about: of published figures, as in their content file.
    """
    area_type, _colon, area_id = request.GET.get("place", "").partition(":")
    reader = READER_OF.get(area_type)
    if reader is None:
        raise Http404
    try:
        rows = _bearable(_of_type(table, area_type))
        made = report_of(
            rows, reader=reader, area_id=area_id, month=_month(request), parents=parents,
            protected=protected,
        )  # fmt: skip
    except BadInput as bad:
        said = {"sentences": bad.sentences()}
        return render(request, "figures/no_report.jinja", said, status=422)
    html = html_of(_with_origin(made, about or {}), _, get_language() or "en")
    return pdf_response(html, f"report-{reader}-{made.period[0]:%Y-%m}")


def _with_origin(made: Report, about: Mapping[str, Any]) -> Report:
    """With publisher, licence and limits of a published collection; licences ask for both."""
    if not about:
        return made
    origin = _("Publisher: %(publisher)s. Licence: %(licence)s.") % {
        "publisher": about["publisher"], "licence": about["licence"],
    }  # fmt: skip
    cannot_say = tuple(dict.fromkeys([*made.cannot_say, *about["cannot_say"]]))
    return replace(made, origin=origin, cannot_say=cannot_say)


def _month(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        raise Http404 from None


def _of_type(table: pa.Table, area_type: str) -> pa.Table:
    """Without the other places of the same reader, which may have the same identifier."""
    others = [each for each in READERS[READER_OF[area_type]] if each != area_type]
    return table.filter(pa.array([each not in others for each in table["area_type"].to_pylist()]))


def _bearable(table: pa.Table) -> pa.Table:
    if len(set(table["indicator"].to_pylist())) > MOST_FIGURES:
        what = _("more than %(most)s figures") % {"most": MOST_FIGURES}
        raise BadInput(Problem(what, _("make this report with the command openward report")))
    return table


def choice_of_area(table: pa.Table, area_type: str, area_id: str) -> ReportChoice:
    """The months of one place."""
    rows = [row for row in _rows(table) if row[:2] == (area_type, area_id)]
    return ReportChoice([_place(*row[:3]) for row in rows[:1]], _months(rows))


def choice_of_wholes(table: pa.Table) -> ReportChoice:
    """The regions and countries of a table, also those that only its rows name."""
    found = wholes(table)
    rows = _rows(table)
    found |= {(area_type, area_id) for area_type, area_id, *_ in rows
              if READER_OF[area_type] == "ministry"}  # fmt: skip
    places = [_place(area_type, code, place_name(code)) for area_type, code in found]
    return ReportChoice(sorted(places, key=lambda place: place.words), _months(rows))


def choice_of_all(table: pa.Table) -> ReportChoice:
    """Every place of a table by name, the wholes that its rows name included."""
    places = {place.value: place for place in choice_of_wholes(table).places}
    places |= {f"{row[0]}:{row[1]}": _place(*row[:3]) for row in _rows(table)}
    by_name = sorted(places.values(), key=lambda place: place.words.casefold())
    return ReportChoice(by_name, _months(_rows(table)))


Place = tuple[str, str, str, date, date]


def _rows(table: pa.Table) -> list[Place]:
    names = ("area_type", "area_id", "area_name", "period_start", "period_end")
    return list(zip(*(table[name].to_pylist() for name in names), strict=True))


def _place(area_type: str, area_id: str, name: str) -> Option:
    return Option(f"{area_type}:{area_id}", name)


def _months(rows: Iterable[Place]) -> list[Option]:
    """Each period by its last month, the latest first."""
    periods = {(end, start) for *_, start, end in rows}
    return [
        Option(f"{end - timedelta(days=1):%Y-%m}", wording.period_words(start, end))
        for end, start in sorted(periods, reverse=True)
    ]
