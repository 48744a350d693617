"""A report as one HTML page that needs nothing from elsewhere; printed, it is A4."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from openward.charts.words import period_text
from openward.reports.pictures import counts_cell, drawn, is_drawn, side_by_side
from openward.reports.report import Report, now_row, value_words
from openward.reports.sentences import PRINTED, Sentence

FOLDER = Path(__file__).parent / "jinja2"
Translate = Callable[[str], str]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def html_of(report: Report, translate: Translate = str, language: str = "en") -> str:
    """The page. translate: from English templates to the language; numbers stay as they are.

    The words around the figures are translated; names and periods are those of the catalogue.
    """

    def words(text: str, **values: object) -> str:
        return translate(text) % values if values else translate(text)

    def said(sentence: Sentence) -> str:
        text = sentence.said(translate)
        return text[:1].upper() + text[1:]

    return _environment().get_template("report.jinja").render(
        report=report, _=words, said=said, language=language, drawn=drawn, svg=Markup,
        side_by_side=side_by_side, value_words=value_words, counts_cell=counts_cell,
        now_row=now_row, is_drawn=is_drawn,
        period=period_text(*report.period, PRINTED),
        style=Markup((FOLDER / "report.css").read_text("utf-8")),  # noqa: S704 -- our own file
    )  # fmt: skip
