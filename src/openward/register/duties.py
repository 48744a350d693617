"""What the law looks at: orders, reviews, observations, notices, court decisions."""

from __future__ import annotations

from typing import Annotated

from openward.register.columns import Codes, Count, Key, Moment, Refers, table


@table("orders", spans=(("made_at", "valid_until"),))
class Order:
    """An order for a measure, its renewal or change. expected_minutes: as foreseen at the start."""

    order_id: Annotated[str, Key()]
    measure_id: Annotated[str, Refers("measures")]
    previous_order_id: Annotated[str | None, Refers("orders")] = None
    kind: Annotated[str, Codes("order_kind")]
    made_at: Moment
    valid_until: Moment | None = None
    role: Annotated[str | None, Codes("role")] = None
    in_person: bool | None = None
    emergency: bool | None = None
    confirmed_at: Moment | None = None
    confirmed_by_role: Annotated[str | None, Codes("role")] = None
    expected_minutes: Count | None = None
    recorded_at: Moment | None = None


@table("reviews", spans=(("started_at", "done_at"),))
class Review:
    """A review during or after a measure: the legal kind, not the debrief."""

    review_id: Annotated[str, Key()]
    measure_id: Annotated[str, Refers("measures")]
    kind: Annotated[str | None, Codes("review_kind")] = None
    started_at: Moment | None = None
    done_at: Moment | None = None
    mode: Annotated[str | None, Codes("review_mode")] = None
    outcome: Annotated[str | None, Codes("review_outcome")] = None
    why_not_ended: Annotated[str | None, Codes("why_not_ended")] = None
    recorded_at: Moment | None = None


@table("review_people")
class ReviewPerson:
    """Who took part in a review, by role."""

    review_id: Annotated[str, Refers("reviews")]
    role: Annotated[str, Codes("role")]
    involved_in_decision: bool | None = None
    from_outside: bool | None = None


@table("observations", spans=(("started_at", "ended_at"),))
class Observation:
    """An observation: a moment when ended_at is empty, else continuous over the interval."""

    observation_id: Annotated[str, Key()]
    measure_id: Annotated[str, Refers("measures")]
    started_at: Moment
    ended_at: Moment | None = None
    mode: Annotated[str | None, Codes("observation_mode")] = None
    role: Annotated[str | None, Codes("role")] = None
    offered: Annotated[str | None, Codes("offered")] = None
    person_asked_for: Annotated[str | None, Codes("offered")] = None
    answered_at: Moment | None = None
    recorded_at: Moment | None = None


@table("notices", spans=(("sent_at", "received_at"),))
class Notice:
    """Somebody was told of a measure or a stay, or was not."""

    notice_id: Annotated[str, Key()]
    measure_id: Annotated[str | None, Refers("measures")] = None
    stay_id: Annotated[str | None, Refers("stays")] = None
    to: Annotated[str, Codes("recipient")]
    about: Annotated[str | None, Codes("notice_about")] = None
    sent_at: Moment | None = None
    received_at: Moment | None = None
    not_sent_reason: Annotated[str | None, Codes("not_sent_reason")] = None
    recorded_at: Moment | None = None


@table("court_decisions", spans=(("asked_at", "decided_at"),))
class CourtDecision:
    """A court was asked, and decided or not."""

    decision_id: Annotated[str, Key()]
    measure_id: Annotated[str | None, Refers("measures")] = None
    stay_id: Annotated[str | None, Refers("stays")] = None
    asked_at: Moment | None = None
    asked_by: Annotated[str | None, Codes("role")] = None
    decided_at: Moment | None = None
    outcome: Annotated[str | None, Codes("court_outcome")] = None
