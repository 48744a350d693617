"""Public pages on the law. Parse, select, present: nothing is written here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openward_web.law import presenters, selectors


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
