"""Countries as pages show them: a table by name, and the form of a step."""

from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openward.countries.loading import Country
from openward_web.country import wording
from openward_web.country.selectors import Shown, by_kind
from openward_web.design.tables import Cell, Column, Table


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


def initial(before: Shown | None) -> dict[str, Any]:
    """What a form begins with."""
    return asdict(before.step) if before else {"state": "not_known"}
