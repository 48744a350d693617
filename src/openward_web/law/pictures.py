"""The pictures of the law pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openward.charts import render
from openward.charts.clocks import clocks_spec
from openward_web.design.pictures import drawn, svg_response
from openward_web.law import presenters, selectors


@require_safe
def example_svg(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A worked example: measures as bars, duties as lines to the moment due."""
    law = selectors.law_or_404(code)
    found = selectors.example(law, number)
    if found is None:
        raise Http404
    clocks = presenters.clocks(law, *found)
    spec = clocks_spec(clocks, **drawn(request))
    return svg_response(render.svg(spec, clocks.title, clocks.legend))
