"""Public pages on the law. Parse, select, present: nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openward.law.rule import Jurisdiction
from openward_web.law import presenters, selectors


@dataclass(frozen=True, slots=True)
class Picture:
    """Addresses and words of a picture on a page."""

    wide: str
    narrow: str
    alt: str
    caption: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The jurisdictions by name, and how much of each is known."""
    found = sorted(selectors.laws().values(), key=lambda law: law.name)
    rows = [(law, _known(law)) for law in found]
    return render(request, "law/index.jinja", {"laws": rows})


@require_safe
def jurisdiction(request: HttpRequest, code: str) -> HttpResponse:
    """One jurisdiction: its rules in plain words, the standard beside it, a worked example."""
    law = selectors.law_or_404(code)
    shown = {
        "law": law,
        "standard": selectors.beside(law),
        "sections": presenters.sections(law),
        "example": _example(law),
    }
    return render(request, "law/jurisdiction.jinja", shown)


def _known(law: Jurisdiction) -> str:
    known = sum(not rule.unknown for rule in law.rules)
    read = sum(rule.verified for rule in law.rules)
    return _("%(known)s rules, %(read)s of them read in the source") % {
        "known": known, "read": read,
    }  # fmt: skip


def _example(law: Jurisdiction, number: int = 1) -> dict[str, Any] | None:
    found = presenters.drawn_example(law, number)
    if found is None:
        return None
    clocks = presenters.clocks(law, *found)
    place = reverse("law:example_svg", args=[law.code, number])
    alt = _("A time line of the example; the table below has the moments.")
    picture = Picture(f"{place}?width=wide", f"{place}?width=narrow", alt, clocks.legend)
    table = presenters.example_table(law, *found)
    return {"words": found[0].words, "picture": picture, "table": table}
