"""Pages as PDF, from the same HTML as on the screen."""

from pathlib import Path

from django.http import HttpResponse

STYLES = Path(__file__).parent / "static" / "openward" / "paper.css"


def pdf_response(html: str, name: str) -> HttpResponse:
    """A PDF of a page that needs nothing from elsewhere; never kept by a cache."""
    response = HttpResponse(pdf(html), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def pdf(html: str) -> bytes:
    """The PDF itself."""
    from weasyprint import CSS, HTML  # takes a second to load

    page = HTML(string=html, url_fetcher=_nothing)
    made: bytes = page.write_pdf(stylesheets=[CSS(filename=STYLES)], pdf_variant="pdf/ua-1")
    return made


def _nothing(url: str, *args: object, **options: object) -> dict[str, object]:
    raise ValueError(f"a printed page fetches nothing: {url[:60]}")
