"""The figures of a ward or facility from its own record, all kinds together."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openward_web.accounts.access import reach_of
from openward_web.figures import collections, overview
from openward_web.figures.groups import groups_of
from openward_web.figures.presenters import Field, Option
from openward_web.figures.week import week_table


@require_safe
def of_record(request: HttpRequest) -> HttpResponse:
    """One place, all kinds side by side, and the way to every figure."""
    found = collections.of_record(reach_of(request))
    if found is None:
        return render(request, "figures/no_record.jinja")
    places = overview.places(found.areas)
    asked = request.GET.get("place", "")
    if asked and asked not in places:
        raise Http404
    chosen = asked or next(iter(places))
    options = [Option(key, name) for key, name in places.items()]
    area_type, area_id = chosen.split(":", 1)
    shown = overview.of_place(found.table, area_type, area_id)
    return render(
        request,
        "figures/record.jinja",
        {
            "collection": found,
            "name": places[chosen],
            "fields": [Field("place", _("Place"), options, chosen)] if len(options) > 1 else [],
            "shown": shown,
            "groups": groups_of(found.groups, area_type, area_id) if found.groups else None,
            "week": week_table(area_type, area_id, shown.span) if shown.span else None,
        },
    )
