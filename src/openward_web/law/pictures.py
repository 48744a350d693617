"""The pictures of the law pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openward.charts import render
from openward.charts.clocks import clocks_spec
from openward.charts.frame import NARROW, WIDE
from openward_web.law import presenters, selectors

LAYOUTS = {"narrow": NARROW, "wide": WIDE}


@require_safe
def example_svg(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A worked example: measures as bars, duties as lines to the moment due."""
    law = selectors.law_or_404(code)
    found = presenters.drawn_example(law, number)
    if found is None:
        raise Http404
    clocks = presenters.clocks(law, *found)
    width = request.GET.get("width", "")
    spec = clocks_spec(clocks, LAYOUTS.get(width, WIDE), headed=width not in LAYOUTS)
    return HttpResponse(render.svg(spec, clocks.title, clocks.legend), content_type="image/svg+xml")
