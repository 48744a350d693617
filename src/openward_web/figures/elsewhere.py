"""What others have published by the same rule: beside a figure of the record, never its goal."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from openward_web.design.tables import Cell, Column, Table
from openward_web.figures import collections, selectors, wording
from openward_web.figures.selectors import View


def published_beside(shown: View) -> Table | None:
    """The latest whole of each published collection with this rule; None where there is none.

    Not beside published figures themselves, which stand in their own table.
    """
    if shown.collection.about:
        return None
    found = [_whole_of(other, shown.indicator) for other in collections.published().values()]
    rows = [cells for cells in found if cells]
    if not rows:
        return None
    columns = [Column(_("Published by")), Column(_("Period")),
               Column(wording.unit_words(shown.words), is_number=True)]  # fmt: skip
    return Table(_("The same rule, published by others"), columns, rows)


def _whole_of(found: collections.Collection, code: str) -> list[Cell]:
    other = selectors.view(found, code, {"level": "country"})
    whole = selectors.whole(other) if other else None
    if other is None or whole is None or whole["value"] is None:
        return []
    place = reverse("figures:figure", args=[found.slug, code])
    return [
        Cell(f"{whole['area_name']}: {found.title}", place),
        Cell(wording.period_words(*other.period)),
        Cell(wording.value_words(whole, other.words), is_number=True),
    ]
