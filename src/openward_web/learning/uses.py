"""What of a plan was used, and whether it helped: nobody's score, and the next version's start."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from openward_web.learning.models import PlanUse
from openward_web.people.models import PlanLine


@dataclass(frozen=True, slots=True)
class Used:
    """How often a line was tried, and what came of it."""

    line: PlanLine
    tried: int
    helped: int
    did_not_help: int


def of_person(person_id: UUID) -> Sequence[Used]:
    """Every line that was tried, in the order of the plan."""
    found = PlanUse.objects.filter(incident__person=person_id, line__isnull=False, tried=True)
    by_line: dict[UUID, list[PlanUse]] = {}
    for use in found.select_related("line").order_by("line__part", "line__place", "pk"):
        by_line.setdefault(use.line_id, []).append(use)
    return [
        Used(uses[0].line, len(uses), sum(u.helped == "yes" for u in uses),
             sum(u.helped == "no" for u in uses))
        for uses in by_line.values()
    ]  # fmt: skip


def of_incident(incident_id: UUID) -> dict[UUID | None, PlanUse]:
    """What was used in one incident, by line; None stands for the card as a whole."""
    return {use.line_id: use for use in PlanUse.objects.filter(incident=incident_id)}
