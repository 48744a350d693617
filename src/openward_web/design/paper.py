"""Pages as PDF, from the same HTML as on the screen."""

import re
from pathlib import Path

from django.http import HttpResponse

STYLES = Path(__file__).parent / "static" / "openward" / "paper.css"
#: Text between tags, and in it as much as is set without a place to break; an entity is one letter.
BETWEEN_TAGS = re.compile(r">[^<>]{41,}<")
UNBROKEN = re.compile(r"(?:&[^;\s&]{1,10};|[^\s&]){40}(?=\S)")


def pdf_response(html: str, name: str) -> HttpResponse:
    """A PDF of a page that needs nothing from elsewhere; never kept by a cache."""
    response = HttpResponse(pdf(html), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def pdf(html: str) -> bytes:
    """The PDF itself."""
    from weasyprint import CSS, HTML  # takes a second to load

    page = HTML(string=breakable(html), url_fetcher=_nothing)
    made: bytes = page.write_pdf(stylesheets=[CSS(filename=STYLES)], pdf_variant="pdf/ua-1")
    return made


def breakable(html: str) -> str:
    """The page with places to break inside very long words: without them 100,000 letters in one
    word take minutes, and whoever typed them keeps a worker of the server busy."""
    return BETWEEN_TAGS.sub(
        lambda text: UNBROKEN.sub(lambda word: f"{word[0]}\u200b", text[0]), html
    )


def _nothing(url: str, *args: object, **options: object) -> dict[str, object]:
    raise ValueError(f"a printed page fetches nothing: {url[:60]}")
