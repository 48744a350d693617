"""One place at a glance: all kinds side by side, so that one replacing another is seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openward.indicators.catalogue import catalogue
from openward.rates.schema import REPORTED
from openward_web.design.tables import Cell, Column, Table
from openward_web.figures import wording
from openward_web.figures.around import around_of
from openward_web.figures.collections import RECORD
from openward_web.figures.kept import NOT_PLACED, Area
from openward_web.figures.kinds import kinds
from openward_web.figures.selectors import Row, only, with_values

#: What is told of each kind, apart: how many people, incidents and measures, and how long.
COUNTED = ("persons", "incidents", "measures", "hours")
MONTHS = 12
Group = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Overview:
    """month: the last whole month by kind. year: each kind over the months. silent: in words, the
    months of which not all was stated. figures: name and address of each, by authority.
    span: the days of the year. around: what the ward was like in each month, beside its measures;
    None where nobody entered any of it.
    """

    month: Table | None
    year: Table | None
    silent: str
    figures: list[Group]
    span: tuple[date, date] | None
    around: Table | None


def places(areas: Iterable[Area]) -> dict[str, str]:
    """The wards and facilities, "type:id" and name, by name; facilities first."""
    found = {f"{kind}:{key}": (kind != "facility", name.casefold(), name)
             for kind, key, name in areas if not key.startswith(NOT_PLACED)}  # fmt: skip
    return {key: found[key][2] for key in sorted(found, key=lambda key: found[key])}


def of_place(table: pa.Table, area_type: str, area_id: str) -> Overview:
    """What stands on the page of one place."""
    mine = only(table, area_type=area_type, area_id=area_id)
    rows: dict[str, list[Row]] = {}
    for row in with_values(mine):
        rows.setdefault(row["indicator"], []).append(row)
    whole = [row for row in rows.get("ow-statements", []) if row["period_end"].day == 1]
    return Overview(
        month=_month(rows, whole[-1]) if whole else None,
        year=_year(rows, whole[-MONTHS:]) if len(whole) >= MONTHS else None,
        silent=_silent(whole[-MONTHS:]),
        figures=_figures(rows, area_type, area_id),
        span=_span(whole[-MONTHS:]),
        around=around_of(rows, whole[-MONTHS:]),
    )


def _span(months: Sequence[Row]) -> tuple[date, date] | None:
    whole = len(months) == MONTHS
    return (months[0]["period_start"], months[-1]["period_end"]) if whole else None


def _month(rows: dict[str, list[Row]], month: Row) -> Table:
    """People, incidents, measures and hours of the last whole month, each kind in a line."""
    heads = (_("People"), _("Incidents"), _("Measures"), _("Hours"))
    cells = []
    for kind, words in kinds().items():
        found = [_of_period(rows.get(f"ow-{what}-{kind}", []), month) for what in COUNTED]
        cells.append([Cell(words), *(_numerator(row) for row in found)])
    return _table(wording.period_words(month["period_start"], month["period_end"]), heads, cells)


def _year(rows: dict[str, list[Row]], months: Sequence[Row]) -> Table:
    """Each kind over the months, added up, and measures for the bed-days of all."""
    heads = (_("Incidents"), _("Measures"), _("Hours"), _("Measures for each 1,000 bed-days"))
    cells = []
    for kind, words in kinds().items():
        measures = _in_months(rows.get(f"ow-measures-{kind}", []), months)
        others = [_in_months(rows.get(f"ow-{what}-{kind}", []), months)
                  for what in ("incidents", "hours")]  # fmt: skip
        counted = [_added(found) for found in (others[0], measures, others[1])]
        cells.append([Cell(words), *counted, _rate(measures)])
    caption = wording.period_words(months[0]["period_start"], months[-1]["period_end"])
    return _table(caption, heads, cells)


def _table(caption: str, heads: Iterable[str], cells: Sequence[Sequence[Cell]]) -> Table:
    columns = [Column(_("Kind")), *(Column(words, is_number=True) for words in heads)]
    return Table(caption, columns, cells)


def _of_period(rows: Iterable[Row], month: Row) -> Row | None:
    same = (row for row in rows if row["period_start"] == month["period_start"])
    return next(same, None)


def _in_months(rows: Iterable[Row], months: Sequence[Row]) -> list[Row]:
    starts = {month["period_start"] for month in months}
    return [row for row in rows if row["period_start"] in starts]


def _numerator(row: Row | None) -> Cell:
    """A number that was counted; what is not counted of a kind stays empty."""
    if row is None:
        return Cell(_("not counted for this kind"), is_missing=True)
    if row["status"] != REPORTED:
        return Cell(wording.status_words(row["status"]), is_number=True, is_missing=True)
    return Cell(wording.number_words(row["numerator"], row["numerator_unit"]), is_number=True)


def _added(rows: Sequence[Row]) -> Cell:
    """The sum of the months that were reported; "at least" where one was not."""
    told = [row for row in rows if row["status"] == REPORTED]
    if not rows:
        return _numerator(None)
    if not told:
        return _numerator(rows[-1])
    text = wording.number_words(sum(row["numerator"] for row in told), told[0]["numerator_unit"])
    if len(told) < len(rows):
        text = _("at least %(number)s") % {"number": text}
    return Cell(text, is_number=True)


def _rate(rows: Sequence[Row]) -> Cell:
    """The ratio of the sums; none where a month was not reported."""
    days = sum(row["denominator"] or 0 for row in rows)
    if not days or any(row["status"] != REPORTED for row in rows):
        return Cell(_("not reported"), is_number=True, is_missing=True)
    value = 1000 * sum(row["numerator"] for row in rows) / days
    row = {**rows[-1], "value": value}
    return Cell(wording.value_words(row, catalogue().get(row["indicator"])), is_number=True)


def _silent(months: Sequence[Row]) -> str:
    """Months of which the ward did not say that all is recorded: nothing there is no zero."""
    quiet = [row for row in months if (row["numerator"] or 0) < (row["denominator"] or 0)]
    if not quiet:
        return ""
    names = ", ".join(wording.period_words(row["period_start"], row["period_end"])
                      for row in quiet)  # fmt: skip
    return ngettext(
        "Of %(names)s it was not said of every day that all is recorded: nothing there is no zero.",
        "Of %(n)s months it was not said of every day that all is recorded: nothing there is no "
        "zero. They are: %(names)s.", len(quiet),
    ) % {"n": len(quiet), "names": names}  # fmt: skip


def _figures(rows: Iterable[str], area_type: str, area_id: str) -> list[Group]:
    """Every figure of the place, by who made its rule; our own first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code in sorted(rows):
        words = catalogue().get(code)
        place = reverse("figures:area", args=[RECORD, code, area_type, area_id])
        name = words.short_name if words else code
        found.setdefault(words.authority if words else "", []).append((name, place))
    return sorted(found.items(), key=lambda group: (group[0] != "OpenWard", group[0]))
