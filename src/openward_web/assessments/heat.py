"""Many visits as one table: what is counted, for pages; the counting itself is the core's."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa
from django.db.models import QuerySet

from openward.instruments.assessment import FULL, Assessment
from openward.instruments.ratings import COMMITTEE, SCHEMA, table_of
from openward.instruments.roll_up import RolledUp, roll_up
from openward.simulate.assessments import region_scenario, simulate_region
from openward_web.assessments.models import Visit
from openward_web.assessments.selectors import agreed_levels

SHADES = 5


@dataclass(frozen=True)
class Cell:
    """Ratings of one item in one area. share: 0 to 100, None without ratings; shade: 0 to 4."""

    full: int
    ratings: int
    share: int | None
    shade: int | None


@dataclass(frozen=True)
class Heat:
    """Items × areas: how many ratings are "fully met"; and, apart, how many institutions."""

    areas: list[str]
    rows: list[tuple[str, str, list[Cell]]]
    institutions: list[dict[str, Any]]


def table_of_visits(visits: "QuerySet[Visit]", known: Assessment) -> pa.Table | None:
    """The agreed ratings of released visits as the core counts them; None: there are none."""
    rows = [
        (str(visit.pk), visit.started_on, str(visit.facility_id), visit.facility.kind,
         visit.facility.country, visit.facility.region or "", "", known.code, item, level,
         COMMITTEE, "")
        for visit in visits.filter(instrument=known.code)
        for item, level in agreed_levels(visit).items() if item in known.by_id
    ]  # fmt: skip
    if not rows:
        return None
    return table_of(dict(zip(SCHEMA.names, map(list, zip(*rows, strict=True)), strict=True)))


@cache
def synthetic_table() -> pa.Table:
    """The region that does not exist."""
    return simulate_region(region_scenario(), seed=1)[0]


def heat_of(table: pa.Table, known: Assessment, by: str, grain: str) -> Heat:
    """How many ratings of each item are fully met in each area."""
    rolled: RolledUp = roll_up(table, known, by=by, grain=grain)
    institutions = rolled.institutions.to_pylist()
    areas = [row["area"] for row in institutions]
    cells = {(row["item"], row["area"]): _cell(row)
             for row in rolled.ratings.to_pylist() if row["level"] == FULL}  # fmt: skip
    items = ["", *dict.fromkeys(item for item, _ in cells if item)]
    order = sorted(items, key=lambda item: [int(n) if n.isdigit() else 0 for n in item.split(".")])
    rows = [(item, known.by_id[item].title if item else "", [cells[item, a] for a in areas])
            for item in order]  # fmt: skip
    return Heat(areas, rows, institutions)


def _cell(row: dict[str, Any]) -> Cell:
    share = row["share_of_ratings"]
    if share is None:
        return Cell(row["ratings"], row["ratings_that_apply"], None, None)
    shade = min(int(share * SHADES), SHADES - 1)
    return Cell(row["ratings"], row["ratings_that_apply"], round(share * 100), shade)
