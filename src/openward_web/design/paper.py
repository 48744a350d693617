"""Pages as PDF, from the same HTML as on the screen."""

from pathlib import Path

from django.http import HttpResponse

STYLES = Path(__file__).parent / "static" / "openward" / "paper.css"


def pdf_response(html: str, name: str) -> HttpResponse:
    """A PDF of a page that needs nothing from elsewhere; never kept by a cache."""
    from weasyprint import CSS, HTML  # takes a second to load

    page = HTML(string=html, url_fetcher=_nothing)
    body = page.write_pdf(stylesheets=[CSS(filename=STYLES)], pdf_variant="pdf/ua-1")
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _nothing(url: str, *args: object, **options: object) -> dict[str, object]:
    raise ValueError(f"a printed page fetches nothing: {url[:60]}")
