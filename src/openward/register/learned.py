"""What was learned: debriefs, own plans and their use, actions, support."""

from __future__ import annotations

from typing import Annotated

from openward.register.columns import Codes, Count, Day, Key, Moment, Refers, table


@table("debriefs")
class Debrief:
    """A talk after an incident. facilitator_role chosen_by_person: whether the person chose who."""

    debrief_id: Annotated[str, Key()]
    incident_id: Annotated[str, Refers("incidents")]
    whose: Annotated[str, Codes("debrief_whose")]
    kind: Annotated[str | None, Codes("debrief_kind")] = None
    held_at: Moment | None = None
    facilitator_role: Annotated[str | None, Codes("role")] = None
    chosen_by_person: bool | None = None


@table("debrief_offers")
class DebriefOffer:
    """A debrief was offered, and the answer."""

    debrief_id: Annotated[str, Refers("debriefs")]
    offered_at: Moment
    by_role: Annotated[str | None, Codes("role")] = None
    answer: Annotated[str | None, Codes("debrief_answer")] = None
    reason: Annotated[str | None, Codes("debrief_reason")] = None


@table("plans", spans=(("started_on", "ended_on"),))
class Plan:
    """One version of a person's own plan; what it says is not in the dataset."""

    plan_id: Annotated[str, Key()]
    person_id: Annotated[str, Refers("persons")]
    version: Count | None = None
    started_on: Day
    ended_on: Day | None = None
    made: Annotated[str | None, Codes("plan_made")] = None
    agreed: bool | None = None
    review_due_on: Day | None = None


@table("plan_uses")
class PlanUse:
    """An entry of the own plan in an incident: looked at, tried, did it help."""

    incident_id: Annotated[str, Refers("incidents")]
    plan_id: Annotated[str, Refers("plans")]
    entry: Annotated[str | None, Codes("plan_entry")] = None
    looked_at: bool | None = None
    tried: bool | None = None
    helped: Annotated[str | None, Codes("helped")] = None


@table("actions")
class Action:
    """What is to change after an incident or an assessment."""

    action_id: Annotated[str, Key()]
    incident_id: Annotated[str | None, Refers("incidents")] = None
    assessment_id: str | None = None
    ward_id: Annotated[str | None, Refers("wards")] = None
    kind: Annotated[str, Codes("action_kind")]
    owner_role: Annotated[str | None, Codes("role")] = None
    due_on: Day | None = None
    done_on: Day | None = None
    leader_answered_on: Day | None = None


@table("support")
class Support:
    """Support offered after an incident."""

    incident_id: Annotated[str, Refers("incidents")]
    for_: Annotated[str, Codes("support_for")]
    offered_at: Moment | None = None
    accepted: bool | None = None
