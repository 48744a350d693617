"""Whom measures happen to, by sex and by age: a question to the service, no trait of people.

Only for those who work there. What is passed on goes through a release, which hides small groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from django.utils.translation import gettext as _

from openward.indicators.catalogue import catalogue
from openward.rates.schema import REPORTED
from openward.statistics.intervals import share_interval
from openward_web.design.tables import Cell, Column, Table
from openward_web.figures import wording
from openward_web.figures.kinds import MEASURES, kinds
from openward_web.figures.selectors import Row, only, with_values

STRATA = ("sex", "age")
#: People with any measure among those who were there.
PEOPLE = "nl-share"
#: Of fewer people a share says nothing.
FEWEST_PEOPLE = 10
CODES = (PEOPLE, *MEASURES)


@dataclass(frozen=True, slots=True)
class Groups:
    """people: who was there, and who had a measure. measures: of each kind, for bed-days."""

    people: Table
    measures: Table


def groups_of(table: pa.Table, area_type: str, area_id: str) -> Groups | None:
    """The tables of one place; None before a month is over, or where nobody said what happened."""
    rows: dict[str, dict[str, Row]] = {code: {} for code in CODES}
    for row in with_values(only(table, area_type=area_type, area_id=area_id)):
        rows[row["indicator"]][row["stratum"]] = row
    there = [row for row in rows[PEOPLE].values()
             if row["status"] == REPORTED and row["denominator"]]  # fmt: skip
    if not there:
        return None
    period = wording.period_words(there[0]["period_start"], there[0]["period_end"])
    measures = [[Cell(group_words(row["stratum"])),
                 *(_rate(rows[code].get(row["stratum"])) for code in MEASURES)]
                for row in there]  # fmt: skip
    caption = _("Measures for each 1,000 bed-days, %(period)s") % {"period": period}
    heads = [kinds()[code.removeprefix("ow-measures-")] for code in MEASURES]
    return Groups(
        _table(_("People, %(period)s") % {"period": period}, _people_heads(), _people(there)),
        _table(caption, heads, measures),
    )


def group_words(stratum: str) -> str:
    """A group of people in words."""
    name, _equals, value = stratum.partition("=")
    sexes = {
        "female": _("Women and girls"), "male": _("Men and boys"),
        "other": _("Another sex or gender"), "not_recorded": _("Sex not recorded"),
    }  # fmt: skip
    if name == "sex":
        return sexes[value]
    return _("Age not recorded") if value == "not_recorded" else _("Aged %(ages)s") % {
        "ages": value.replace("-", "–")
    }  # fmt: skip


def _people_heads() -> list[str]:
    return [_("Were here"), _("Had a measure"), _("Share, %"),
            _("What chance leaves open (95 %)")]  # fmt: skip


def _people(rows: Sequence[Row]) -> list[list[Cell]]:
    held = np.array([row["numerator"] for row in rows])
    found = share_interval(held, np.array([row["denominator"] for row in rows]))
    return [
        [Cell(group_words(row["stratum"])), _number(row["denominator"]), _number(row["numerator"]),
         *_share(row, 100 * float(found.low[n]), 100 * float(found.high[n]))]
        for n, row in enumerate(rows)
    ]  # fmt: skip


def _share(row: Row, low: float, high: float) -> list[Cell]:
    if row["denominator"] < FEWEST_PEOPLE:
        few = _("too few people")
        return [Cell(few, is_number=True, is_missing=True) for _place in range(2)]
    bounds = _("%(low)s to %(high)s") % {"low": f"{low:.0f}", "high": f"{high:.0f}"}
    return [Cell(f"{row['value']:.0f}", is_number=True), Cell(bounds, is_number=True)]


def _number(number: float) -> Cell:
    return Cell(f"{number:,.0f}", is_number=True)


def _rate(row: Row | None) -> Cell:
    missing = row is None or row["value"] is None
    words = _("not reported") if row is None else wording.value_words(
        row, catalogue().get(row["indicator"])
    )  # fmt: skip
    return Cell(words, is_number=True, is_missing=missing)


def _table(caption: str, heads: Iterable[str], cells: Sequence[Sequence[Cell]]) -> Table:
    columns = [Column(_("Group")), *(Column(words, is_number=True) for words in heads)]
    return Table(caption, columns, cells)
