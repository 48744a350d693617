"""A picture on a page: its addresses in two widths and as a download, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from openward.charts.frame import NARROW, WIDE
from openward_web.design.addresses import with_query

LAYOUTS = {"narrow": NARROW, "wide": WIDE}


@dataclass(frozen=True, slots=True)
class Picture:
    """As `figure` in `parts.jinja` draws it; download has its title in the picture."""

    wide: str
    narrow: str
    download: str
    alt: str
    caption: str


def picture_at(place: str, query: dict[str, str], alt: str, caption: str) -> Picture:
    """The picture whose address is `place`."""
    wide, narrow = (with_query(place, **query, width=width) for width in ("wide", "narrow"))
    return Picture(wide, narrow, with_query(place, **query), alt, caption)


def drawn(request: HttpRequest) -> dict[str, Any]:
    """Layout and heading: on a page the words stand beside the picture, in a download in it."""
    width = request.GET.get("width", "")
    return {"layout": LAYOUTS.get(width, WIDE), "headed": width not in LAYOUTS}


def svg_response(text: str) -> HttpResponse:
    """An SVG as an answer."""
    return HttpResponse(text, content_type="image/svg+xml")
