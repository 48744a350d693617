"""What a ward was like, month by month, beside its measures: no cause, a question."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from openward.indicators.catalogue import catalogue
from openward.rates.schema import REPORTED
from openward_web.design.tables import Cell, Column, Table
from openward_web.figures import wording
from openward_web.figures.kinds import MEASURES
from openward_web.figures.selectors import Row

AROUND = ("ow-chppd", "ow-staffing-ratio", "ow-training", "ow-comfort-room")
Rows = dict[str, list[Row]]


def around_of(rows: Rows, months: Sequence[Row]) -> Table | None:
    """A line for each month; None where nothing of it was entered in any."""
    starts = [month["period_start"] for month in months]
    found = {code: {row["period_start"]: row for row in rows.get(code, [])} for code in AROUND}
    told = [row for by_month in found.values() for start, row in by_month.items()
            if start in starts and row["status"] == REPORTED and row["value"]]  # fmt: skip
    if not told:
        return None
    heads = [_("Measures of all kinds"), *(catalogue()[code].short_name for code in AROUND)]
    columns = [Column(_("Month")), *(Column(words, is_number=True) for words in heads)]
    lines = [
        [Cell(wording.period_words(month["period_start"], month["period_end"])),
         _measures(rows, month),
         *(_value(found[code].get(month["period_start"])) for code in AROUND)]
        for month in months
    ]  # fmt: skip
    return Table(_("Staff, training and rooms beside the measures"), columns, lines)


def _measures(rows: Rows, month: Row) -> Cell:
    """Of all kinds together; "at least" where a kind was not told of."""
    of_kinds = [row for code in MEASURES for row in rows.get(code, [])
                if row["period_start"] == month["period_start"]]  # fmt: skip
    told = [row["numerator"] for row in of_kinds if row["status"] == REPORTED]
    if not told:
        return Cell(_("not reported"), is_number=True, is_missing=True)
    text = f"{sum(told):,.0f}"
    if len(told) < len(of_kinds):
        text = _("at least %(number)s") % {"number": text}
    return Cell(text, is_number=True)


def _value(row: Row | None) -> Cell:
    if row is None or row["value"] is None:
        return Cell(_("not reported"), is_number=True, is_missing=True)
    return Cell(wording.value_words(row, catalogue().get(row["indicator"])), is_number=True)
