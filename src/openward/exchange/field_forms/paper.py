"""Instruments on paper: a form to print, for places where no telephone may come in."""

from __future__ import annotations

from html import escape

from openward.instruments.assessment import Assessment, Item, Level

STYLE = """@page { size: A4; margin: 15mm; @bottom-right { content: counter(page) " / "
counter(pages); font-size: 8pt } } body { font-family: sans-serif; font-size: 9.5pt } table {
border-collapse: collapse; width: 100% } th, td { border: 0.5pt solid #555; padding: 2pt 3pt;
text-align: left; vertical-align: top } thead { display: table-header-group } tr { break-inside:
avoid } .box { width: 9mm } .note { width: 38mm } .widest { font-weight: bold; background: #ddd }
.wide { font-weight: bold }
.item th { font-weight: normal } td { width: 9mm }
p.warning { border: 1.5pt solid #000; padding: 4pt }"""


def paper_html(known: Assessment) -> str:
    """The form as one page of HTML without any address in it."""
    warning = "" if known.text_is_loaded else f'<p class="warning">{escape(known.note)}</p>'
    levels = known.levels or next((levels for _, levels in known.scales), ())
    boxes = "".join(f'<th scope="col" class="box">{escape(_short(level))}</th>' for level in levels)
    legend = "; ".join(f"{escape(_short(level))}: {escape(level.name)}" for level in levels)
    rows = "".join(_row(known, item, len(levels)) for item in known.items)
    title = f"{known.official_name}, {known.version}"
    return (
        f'<!doctype html><html lang="{escape(known.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1>{warning}<p>{escape(known.about)}</p>"
        "<p>Place: ______________________ Day: ____________ Assessor: ______________________</p>"
        "<p>Leave empty what nobody assessed. Write no name of a person, and nothing that tells "
        f'who said it. {legend}.</p><table><thead><tr><th scope="col">Item</th>{boxes}'
        f'<th scope="col" class="note">Known from, note</th></tr></thead><tbody>{rows}</tbody>'
        "</table></body></html>"
    )


def paper_pdf(known: Assessment) -> bytes:
    """The form as a PDF file."""
    from weasyprint import HTML

    made: bytes = HTML(string=paper_html(known)).write_pdf(pdf_ua=True)
    return made


def _row(known: Assessment, item: Item, boxes: int) -> str:
    kind = "widest" if not item.parent else "wide" if known.below(item.id) else "item"
    words = f"{escape(item.id)} {escape(item.title)}"
    return f'<tr class="{kind}"><th scope="row">{words}</th>{"<td></td>" * boxes}<td></td></tr>'


def _short(level: Level) -> str:
    return level.official or level.name
