"""OpenWard's own set: what was used together, own plans, debriefs, and what came of incidents."""

from __future__ import annotations

from openward.indicators.calendar import DAY
from openward.indicators.rows.measures import begun
from openward.indicators.rows.uses import begun_with_plan, debriefs, incidents, uses
from openward.indicators.rule import ALL_KINDS, Count, Rule
from openward.indicators.rules.own_measures import BED_DAYS


def _share(above: Count, below: Count) -> Rule:
    return Rule(ALL_KINDS, "count", above, below, 100)


def _came_of(outcome: str) -> Rule:
    above = Count(incidents, test=f"has_{outcome}")
    return Rule(ALL_KINDS, "count", above, BED_DAYS, 1000, parts_below=DAY)


RULES = {
    "ow-combined": _share(Count(uses, test="is_combined"), Count(uses)),
    "ow-plan-in-place": _share(Count(begun_with_plan, test="has_plan"), Count(begun)),
    "ow-plan-followed": _share(Count(uses, test="followed_plan"), Count(uses, test="has_plan")),
    "ow-debrief-offered": _share(Count(uses, test="was_offered"), Count(uses)),
    "ow-debrief-held": _share(Count(uses, test="was_held"), Count(uses)),
    "ow-debriefs-refused": _share(
        Count(debriefs, test="is_refused"), Count(debriefs, test="is_offered")
    ),
    "ow-offered-again": _share(
        Count(debriefs, test="is_offered_again"), Count(debriefs, test="is_refused")
    ),
    "ow-outcomes-assault": _came_of("assault"),
    "ow-outcomes-self-harm": _came_of("self_harm"),
    "ow-police": _came_of("police_called"),
}
