"""When a debrief is offered again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from openward.learning.offers import Offer, formal_due_at, offer_again_at

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("offers", "again"),
    [
        ([], None),
        ([Offer(NOON, "yes")], None),
        ([Offer(NOON, "no")], NOON + 3 * DAY),
        ([Offer(NOON, "later")], NOON + 3 * DAY),
        ([Offer(NOON, None)], NOON + 3 * DAY),
        ([Offer(NOON, "no"), Offer(NOON + DAY, "yes")], None),
        ([Offer(NOON + DAY, "no"), Offer(NOON, "yes")], NOON + 4 * DAY),
        ([Offer(NOON, "yes"), Offer(NOON, "no")], None),
        ([Offer(NOON, "no"), Offer(NOON, "yes")], None),
    ],
)
def test_what_was_declined_is_offered_again_after_72_hours(
    offers: list[Offer], again: datetime | None
) -> None:
    assert offer_again_at(offers) == again


def test_the_law_of_the_place_comes_before_our_own_bound() -> None:
    assert formal_due_at(NOON) == NOON + 3 * DAY
    assert formal_due_at(NOON, DAY) == NOON + DAY
