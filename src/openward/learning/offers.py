"""When a debrief is due and when it is offered again. Declining costs nothing and asks for nothing.

The Six Core Strategies ask for a talk at once and a formal one within 24 to 48 hours (recalled, not
verified); 72 hours is our own bound where the law of the place says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FORMAL_WITHIN = timedelta(hours=72)
AGAIN_AFTER = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Offer:
    """A debrief was offered. answer: `yes`, `no`, `later`, or None while nobody answered."""

    offered_at: datetime
    answer: str | None


def formal_due_at(incident_started_at: datetime, by_law: timedelta | None = None) -> datetime:
    """By when the formal debrief is held: what the law of the place says, else 72 hours."""
    return incident_started_at + (FORMAL_WITHIN if by_law is None else by_law)


def offer_again_at(offers: Sequence[Offer]) -> datetime | None:
    """When a debrief that was declined is offered again; None where the last answer was yes, or
    where nothing was offered yet."""
    if not offers:
        return None
    # Moments are whole seconds: of two answers in one, the yes stands.
    last = max(offers, key=lambda offer: (offer.offered_at, offer.answer == "yes"))
    return None if last.answer == "yes" else last.offered_at + AGAIN_AFTER
