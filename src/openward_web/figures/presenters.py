"""Figures as tables, links and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from openward.indicators.catalogue import Indicator
from openward_web.design.addresses import with_query
from openward_web.design.tables import Cell, Column, Table
from openward_web.figures import wording
from openward_web.figures.selectors import Row, View, period_code


@dataclass(frozen=True, slots=True)
class Option:
    """One choice in a list."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """A list to choose from."""

    name: str
    words: str
    options: Sequence[Option]
    chosen: str


def area_href(shown: View, area_type: str, area_id: str, indicator: str = "") -> str:
    """The page of one area, of the same stratum and from the same source."""
    code = indicator or shown.indicator
    place = reverse("figures:area", args=[shown.collection.slug, code, area_type, area_id])
    query = query_of(shown)
    return with_query(place, **{name: query.get(name, "") for name in ("stratum", "source")})


def area_table(shown: View, rows: Sequence[Row], caption: str) -> Table:
    """Areas by name: value, numerator, denominator."""
    hrefs = [area_href(shown, row["area_type"], row["area_id"]) for row in rows]
    headings = [Cell(row["area_name"], href) for row, href in zip(rows, hrefs, strict=True)]
    return _table(caption, _("Name"), headings, shown, rows)


def period_table(shown: View, rows: Sequence[Row], caption: str) -> Table:
    """One area over time."""
    headings = [Cell(wording.period_words(row["period_start"], row["period_end"])) for row in rows]
    return _table(caption, _("Period"), headings, shown, rows)


def _table(
    caption: str, first: str, headings: Sequence[Cell], shown: View, rows: Sequence[Row]
) -> Table:
    columns = [Column(first), Column(wording.unit_words(shown.words), is_number=True)]
    has_denominator = any(row["denominator"] is not None for row in rows)
    if has_denominator:
        columns += [
            Column(wording.numerator_words(shown.words), is_number=True),
            Column(wording.denominator_words(shown.words), is_number=True),
        ]
    cells = [
        [heading, *_number_cells(shown.words, row, has_denominator)]
        for heading, row in zip(headings, rows, strict=True)
    ]
    return Table(caption, columns, cells)


def _number_cells(words: Indicator | None, row: Row, has_denominator: bool) -> list[Cell]:
    is_missing = row["value"] is None
    cells = [Cell(wording.value_words(row, words), is_number=True, is_missing=is_missing)]
    if has_denominator:
        numbers = (
            wording.number_words(row["numerator"], row["numerator_unit"]),
            wording.number_words(row["denominator"], None),
        )
        cells += [Cell(number, is_number=True) for number in numbers]
    return cells


def text_table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table whose cells are words and numbers already."""
    headings = [Column(words, is_number=0 < place < len(columns) - 1)
                for place, words in enumerate(columns)]  # fmt: skip
    cells = [[Cell(text, is_number=heading.is_number)
              for text, heading in zip(row, headings, strict=True)] for row in rows]  # fmt: skip
    return Table(caption, headings, cells)


def query_of(shown: View) -> dict[str, str]:
    """The parameters of a view, without those that have one choice only."""
    choices = {
        "level": shown.levels,
        "period": shown.periods,
        "stratum": shown.strata,
        "source": shown.sources,
    }
    asked = {
        "level": shown.level,
        "period": period_code(shown.period),
        "stratum": shown.stratum,
        "source": shown.source,
    }
    return {name: value for name, value in asked.items() if len(choices[name]) > 1}


def choice_fields(shown: View, codes: Sequence[str], names: dict[str, str]) -> list[Field]:
    """What a reader can choose; lists with one entry are left out."""
    fields = [
        Field(
            "indicator", _("Figure"), [Option(code, names[code]) for code in codes], shown.indicator
        ),
        Field(
            "level",
            _("Areas"),
            [Option(level, wording.level_words(level)) for level in shown.levels],
            shown.level,
        ),
        Field("period", _("Period"), _period_options(shown), period_code(shown.period)),
        Field(
            "stratum",
            _("Group of people"),
            [Option(s, s or _("Everyone")) for s in shown.strata],
            shown.stratum,
        ),
        Field("source", _("Source"), [Option(s, s) for s in shown.sources], shown.source),
    ]
    return [field for field in fields if len(field.options) > 1]


def _period_options(shown: View) -> list[Option]:
    return [
        Option(period_code(period), wording.period_words(*period))
        for period in reversed(shown.periods)
    ]
