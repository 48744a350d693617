"""What happened: incidents, the measures used in them, and what was tried instead."""

from __future__ import annotations

from typing import Annotated

from openward.register.columns import Amount, Codes, Count, Day, Key, Moment, Refers, table


@table("incidents", spans=(("started_at", "ended_at"),))
class Incident:
    """A crisis. It holds zero or more measures: one that ended well is recorded too."""

    incident_id: Annotated[str, Key()]
    person_id: Annotated[str, Refers("persons")]
    ward_id: Annotated[str | None, Refers("wards")] = None
    started_at: Moment
    ended_at: Moment | None = None
    danger_to: Annotated[str | None, Codes("danger_to")] = None
    request_refused: bool | None = None
    refusal_reason: Annotated[str | None, Codes("refusal_reason")] = None
    waiting_minutes: Count | None = None
    promise_broken: bool | None = None
    noise: Annotated[str | None, Codes("noise")] = None
    person_needed: Annotated[str | None, Codes("person_needed")] = None
    recorded_at: Moment | None = None


@table("attempts", spans=(("started_at", "ended_at"),))
class Attempt:
    """What was tried in an incident before, or instead of, a measure."""

    incident_id: Annotated[str, Refers("incidents")]
    what: Annotated[str, Codes("attempt")]
    from_plan: bool | None = None
    role: Annotated[str | None, Codes("role")] = None
    started_at: Moment | None = None
    ended_at: Moment | None = None
    helped: Annotated[str | None, Codes("helped")] = None


@table("outcomes")
class Outcome:
    """What came of an incident."""

    incident_id: Annotated[str, Refers("incidents")]
    kind: Annotated[str, Codes("outcome_kind")]
    severity: Annotated[str | None, Codes("severity")] = None


@table("measures", spans=(("started_at", "ended_at"),))
class Measure:
    """One coercive measure from start to end. A chemical measure is a `point`: it has no end, and
    its clocks run from the dose. age_years: completed years on the day of the start.
    """

    measure_id: Annotated[str, Key()]
    incident_id: Annotated[str | None, Refers("incidents")] = None
    person_id: Annotated[str, Refers("persons")]
    stay_id: Annotated[str | None, Refers("stays")] = None
    ward_id: Annotated[str | None, Refers("wards")] = None
    place: Annotated[str | None, Codes("place")] = None
    kind: Annotated[str, Codes("measure_kind")]
    technique: Annotated[str | None, Codes("technique")] = None
    started_at: Moment
    ended_at: Moment | None = None
    end_state: Annotated[str, Codes("end_state")]
    time_precision: Annotated[str | None, Codes("time_precision")] = None
    age_years: Count | None = None
    danger_over_at: Moment | None = None
    ended_by_role: Annotated[str | None, Codes("role")] = None
    ended_reason: Annotated[str | None, Codes("ended_reason")] = None
    injury_person: Annotated[str | None, Codes("injury")] = None
    injury_staff: Annotated[str | None, Codes("injury")] = None
    injury_other: Annotated[str | None, Codes("injury")] = None
    police_or_guards: Annotated[str | None, Codes("police_or_guards")] = None
    recorded_at: Moment | None = None


@table("measure_places", spans=(("started_at", "ended_at"),))
class MeasurePlace:
    """The ward of a measure over an interval, when it moves with the person."""

    measure_id: Annotated[str, Refers("measures")]
    ward_id: Annotated[str, Refers("wards")]
    started_at: Moment
    ended_at: Moment | None = None


@table("breaks", spans=(("started_at", "ended_at"),))
class Break:
    """A measure broken off for a while. free_to_leave: the person could have stayed away."""

    measure_id: Annotated[str, Refers("measures")]
    started_at: Moment
    ended_at: Moment | None = None
    reason: Annotated[str | None, Codes("break_reason")] = None
    free_to_leave: bool | None = None


@table("doses")
class Dose:
    """One dose; drug is its international nonproprietary name."""

    dose_id: Annotated[str, Key()]
    measure_id: Annotated[str | None, Refers("measures")] = None
    drug: str
    amount: Amount | None = None
    unit: Annotated[str | None, Codes("dose_unit")] = None
    route: Annotated[str | None, Codes("route")] = None
    given_at: Moment
    as_needed: bool | None = None
    will: Annotated[str | None, Codes("will")] = None
    ordered_by_role: Annotated[str | None, Codes("role")] = None


@table("deaths", spans=(("died_at", "reported_at"),))
class Death:
    """A death during a measure or within the time after it that the law looks at."""

    person_id: Annotated[str, Refers("persons")]
    measure_id: Annotated[str | None, Refers("measures")] = None
    died_at: Moment
    reported_to: Annotated[str | None, Codes("recipient")] = None
    reported_at: Moment | None = None


@table("segregation_days", unique=("measure_id", "day"))
class SegregationDay:
    """One day of long-term segregation: minutes of air, activity and contact."""

    measure_id: Annotated[str, Refers("measures")]
    day: Day
    air_minutes: Count | None = None
    activity_minutes: Count | None = None
    contact_minutes: Count | None = None


@table("restrictions", spans=(("started_at", "ended_at"),))
class Restriction:
    """Another restriction, kept so that substitution shows."""

    person_id: Annotated[str, Refers("persons")]
    ward_id: Annotated[str | None, Refers("wards")] = None
    kind: Annotated[str, Codes("restriction_kind")]
    started_at: Moment
    ended_at: Moment | None = None
