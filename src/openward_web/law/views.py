"""Public pages on the law. Parse, select, present: nothing is written here."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from openward_web.design.paper import pdf_response
from openward_web.law import presenters, selectors
from openward_web.law.rights import rights_or_404


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The jurisdictions by name, and how much of each is known."""
    places, standards = selectors.by_name()
    shown = {
        "places": [(law, presenters.known_words(law)) for law in places],
        "standards": [(law, presenters.known_words(law)) for law in standards],
    }
    return render(request, "law/index.jinja", shown)


@require_safe
def jurisdiction(request: HttpRequest, code: str) -> HttpResponse:
    """One jurisdiction: its rules in plain words, the standard beside it, a worked example."""
    law = selectors.law_or_404(code)
    shown = {
        "law": law,
        "standard": selectors.beside(law),
        "terms": presenters.terms(law),
        "sections": presenters.sections(law),
        "example": presenters.shown_example(law),
    }
    return render(request, "law/jurisdiction.jinja", shown)


@require_safe
def rights(request: HttpRequest, code: str) -> HttpResponse:
    """What a person can ask for in one place, and whom they can reach; also on paper."""
    shown = {"place": rights_or_404(code), "today": datetime.now(UTC).date()}
    if request.GET.get("paper"):
        return pdf_response(render_to_string("law/rights_paper.jinja", shown), f"rights-{code}")
    return render(request, "law/rights.jinja", shown)
