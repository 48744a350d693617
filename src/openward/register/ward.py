"""The ward: staff, shifts, training, changes, tallies, statements on completeness."""

from __future__ import annotations

from typing import Annotated

from openward.register.columns import Amount, Codes, Count, Day, Hours, Key, Moment, Refers, table


@table("staff", spans=(("started_on", "ended_on"),))
class Staff:
    """A member of staff: a denominator, never an output row."""

    staff_id: Annotated[str, Key()]
    ward_id: Annotated[str | None, Refers("wards")] = None
    role: Annotated[str | None, Codes("role")] = None
    started_on: Day | None = None
    ended_on: Day | None = None


@table("staffing", spans=(("starts_at", "ends_at"),), unique=("ward_id", "day", "shift", "role"))
class Staffing:
    """Planned and worked hours of one role in one shift."""

    ward_id: Annotated[str, Refers("wards")]
    day: Day
    shift: Annotated[str, Codes("shift")]
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    role: Annotated[str, Codes("role")]
    planned_hours: Hours | None = None
    worked_hours: Hours | None = None
    agency_hours: Hours | None = None
    beds_occupied: Count | None = None


@table("staffing_rules", spans=(("valid_from", "valid_to"),))
class StaffingRule:
    """How many occupied beds one member of staff may have beside them, by a rule of a place.

    Without ward_id the rule is for every ward, without shift for every shift.
    """

    ward_id: Annotated[str | None, Refers("wards")] = None
    shift: Annotated[str | None, Codes("shift")] = None
    beds_per_staff: Amount
    valid_from: Day
    valid_to: Day | None = None


@table("trainings", spans=(("completed_on", "valid_until"),))
class Training:
    """One person's completed course."""

    training_id: Annotated[str, Key()]
    staff_id: Annotated[str | None, Refers("staff")] = None
    participant_kind: Annotated[str | None, Codes("participant_kind")] = None
    ward_id: Annotated[str | None, Refers("wards")] = None
    course: str
    cohort_id: str | None = None
    trainer_id: str | None = None
    completed_on: Day
    valid_until: Day | None = None


@table("changes", spans=(("started_on", "ended_on"),))
class Change:
    """What a ward does differently, from a day on."""

    change_id: Annotated[str, Key()]
    ward_id: Annotated[str, Refers("wards")]
    practice: str
    started_on: Day
    ended_on: Day | None = None


@table("shift_tallies", unique=("ward_id", "day", "shift", "kind"))
class ShiftTally:
    """How often something happened in a shift, as the ward counted."""

    ward_id: Annotated[str, Refers("wards")]
    day: Day
    shift: Annotated[str, Codes("shift")]
    kind: Annotated[str, Codes("tally_kind")]
    count: Count


@table("statements", spans=(("period_start", "period_end"),))
class Statement:
    """What a ward states about a period. Without `complete` or `none_happened` a period without
    measures is not reported.
    """

    ward_id: Annotated[str, Refers("wards")]
    period_start: Day
    period_end: Day
    kind: Annotated[str, Codes("statement_kind")]
    statement: Annotated[str, Codes("statement")]
    stated_at: Moment | None = None
