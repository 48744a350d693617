"""The map of the region: which countries have a page here, and nothing else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openward.charts import render
from openward.charts.frame import WIDE
from openward.charts.map import map_spec
from openward.countries.loading import Country
from openward_web.country import selectors
from openward_web.design.pictures import LAYOUTS, Picture, picture_at, svg_response


@require_safe
def map_svg(request: HttpRequest) -> HttpResponse:
    """The map, in one of two widths."""
    found = selectors.all_countries()
    spec = map_spec(_codes(found), LAYOUTS.get(request.GET.get("width", ""), WIDE))
    if spec is None:
        raise Http404
    return svg_response(render.svg(spec, _("Countries that have a page here"), _alt(found)))


def map_of(found: list[Country]) -> Picture | None:
    """The map as a page shows it; None where no boundaries are installed."""
    if map_spec(_codes(found), WIDE) is None:
        return None
    caption = _("Boundaries as Natural Earth draws them; we say nothing about where they lie.")
    return picture_at(reverse("country:map_svg"), {}, _alt(found), caption)


def _codes(found: list[Country]) -> dict[str, str]:
    return {one.name: one.iso for one in found}


def _alt(found: list[Country]) -> str:
    names = ", ".join(f"{one.name} ({one.iso})" for one in found)
    return _("A map of the countries that have a page here, all in one colour: %(names)s.") % {
        "names": names
    }
