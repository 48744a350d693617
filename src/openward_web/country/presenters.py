"""Countries as pages show them: a table by name, and the form of a step."""

from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openward.countries.loading import Country
from openward.countries.returns import Return
from openward.rates.schema import REPORTED
from openward_web.country import wording
from openward_web.country.selectors import Shown, by_kind
from openward_web.design.tables import Cell, Column, Table
from openward_web.figures.wording import status_words
from openward_web.recording.wording import label

#: More rows than anybody reads; all of them are in the file.
MOST_SHOWN = 500


def table(found: list[tuple[Country, list[Shown]]]) -> Table:
    """What is known of each country, by name; an empty place is not a no."""
    heads = [Column(_("Country")), *(Column(str(wording.KINDS[kind])) for kind in wording.COLUMNS)]
    rows = [[_named(one), *_cells(path)] for one, path in found]
    return Table(_("Countries by name"), heads, rows)


def _named(one: Country) -> Cell:
    return Cell(one.name, reverse("country:country", args=[one.code]))


def _cells(path: list[Shown]) -> list[Cell]:
    kinds = by_kind(path)
    return [_cell(kinds[kind]) for kind in wording.COLUMNS]


def _cell(steps: list[Shown]) -> Cell:
    if not steps:
        return Cell(_("not known to us"), is_missing=True)
    said = []
    for one in steps:
        known = one.step.state != "not_known"
        words = f"{one.step.title}: {wording.STATES[one.step.state]}" if known else one.step.title
        said.append(words if one.step.verified else _("%(words)s (not checked)") % {"words": words})
    return Cell("; ".join(dict.fromkeys(said)))


def returns_table(found: list[Return]) -> Table:
    """What came in, by name of the hospital; the latest month first."""
    heads = [
        Column(_("Hospital")),
        Column(_("Month")),
        Column(_("Kind")),
        Column(_("Measures"), is_number=True),
        Column(_("Bed-days"), is_number=True),
    ]
    order = sorted(found, key=lambda one: (one.hospital_name, one.hospital, -one.month.toordinal()))
    rows = [_returned(one) for one in order[:MOST_SHOWN]]
    return Table(_("By hospital, the latest month first"), heads, rows)


def _returned(one: Return) -> list[Cell]:
    said = one.status == REPORTED
    number = f"{one.measures:,}" if said else status_words(one.status)
    days = "" if one.bed_days is None else f"{one.bed_days:,}"
    return [
        Cell(f"{one.hospital_name} ({one.hospital})"),
        Cell(f"{one.month:%Y-%m}"),
        Cell(label("measure_kind", one.kind)),
        Cell(number, is_number=True, is_missing=not said),
        Cell(days, is_number=True),
    ]


def initial(before: Shown | None) -> dict[str, Any]:
    """What a form begins with: another source than that of what it corrects."""
    return asdict(before.step) | {"source": ""} if before else {"state": "not_known"}
