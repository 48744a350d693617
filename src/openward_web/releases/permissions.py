"""Which figures somebody may release: those of closed periods, of the places where they may."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
from django.utils.translation import gettext as _

from openward.problems import BadInput, Problem
from openward_web.accounts.access import Reach
from openward_web.accounts.rules import Capability
from openward_web.releases.selectors import names_of_places

RELEASE = Capability.RELEASE_FIGURES


def check_may_release(reach: Reach, table: pa.Table, today: date) -> None:
    """Refuse rows that are not theirs, and periods that are not over.

    Raises
    ------
    BadInput
        Says which areas and periods.
    """
    is_theirs = _theirs(reach)
    rows = table.select(["area_type", "area_id", "region", "period_end"]).to_pylist()
    areas = sorted({(row["area_type"], row["area_id"]) for row in rows if not is_theirs(row)})
    open_still = sorted({row["period_end"] for row in rows if row["period_end"] > today})
    remedy = _("leave it out")
    problems = [
        Problem(
            _("not a place whose figures you may release"), remedy, column="area_id", value=area
        )
        for _type, area in areas
    ]
    problems += [
        Problem(_("this period is not over"), remedy, column="period_end", value=str(day))
        for day in open_still
    ]
    if problems:
        raise BadInput(problems)


def _theirs(reach: Reach) -> Callable[[dict[str, Any]], bool]:
    """Whether a row is about a place in reach."""
    places = reach.places(RELEASE)
    named = names_of_places()
    wards, facilities = (
        {named[key] for key in found.values_list("pk", flat=True)}
        for found in (reach.wards(RELEASE), reach.facilities(RELEASE))
    )
    known = {"ward": wards, "facility": facilities, "region": set(places.regions)}

    def is_theirs(row: dict[str, Any]) -> bool:
        return places.everywhere or row["area_id"] in known.get(row["area_type"], set())

    return is_theirs
