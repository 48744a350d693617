"""From an address to what it asks for."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from openward_web.figures import selectors
from openward_web.figures.collections import collection_or_404
from openward_web.figures.selectors import View


def view_or_404(request: HttpRequest, slug: str, indicator: str, level: str = "") -> View:
    """The view that an address asks for; `level` in place of the one in the query."""
    found = collection_or_404(slug, request)
    query = request.GET.dict()
    shown = selectors.view(found, indicator, {**query, "level": level} if level else query)
    if shown is None or (level and shown.level != level):
        raise Http404
    return shown


def chosen_view_or_404(request: HttpRequest, slug: str, indicator: str, level: str = "") -> View:
    """The same, for pictures and downloads: where there are several sources, one was chosen."""
    shown = view_or_404(request, slug, indicator, level)
    if not shown.is_source_chosen:
        raise Http404
    return shown
