from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from openward.register.hand_overs import statements_of

DAY = date(2026, 3, 1)
SURE = "none_happened"


def said(*shifts: tuple[str, str]) -> list[dict[str, Any]]:
    first = datetime(2026, 3, 1, 14, tzinfo=UTC)
    return [{"ward_id": "w1", "day": DAY, "shift": shift, "statement": statement,
             "stated_at": first + timedelta(hours=hour)}
            for hour, (shift, statement) in enumerate(shifts)]  # fmt: skip


@pytest.mark.parametrize(
    ("shifts", "is_stated"),
    [
        ([("early", SURE), ("late", "complete"), ("night", SURE)], True),
        ([("day", SURE), ("night", SURE)], True),
        ([("early", SURE), ("late", SURE)], False),
        ([("early", SURE), ("late", "not_checked"), ("night", SURE)], False),
        ([("early", SURE), ("late", "not_checked"), ("night", SURE), ("late", SURE)], True),
        ([("early", SURE), ("late", SURE), ("night", SURE), ("late", "not_checked")], False),
        ([("day", SURE), ("night", SURE), ("late", "not_checked")], False),
    ],
)
def test_a_day_is_stated_once_every_shift_of_it_was_sure(
    shifts: list[tuple[str, str]], is_stated: bool
) -> None:
    found = statements_of(reversed(said(*shifts)))
    whole = {"ward_id": "w1", "period_start": DAY, "period_end": date(2026, 3, 2), "kind": "all",
             "statement": "complete"}  # fmt: skip
    assert found == ([whole] if is_stated else [])


def test_wards_and_days_are_apart() -> None:
    rows = said(("day", SURE), ("night", SURE))
    other = [{**row, "ward_id": "w2"} for row in rows[:1]]
    next_day = [{**row, "day": date(2026, 3, 2)} for row in rows]
    found = statements_of([*rows, *other, *next_day])
    assert [(row["ward_id"], row["period_start"].day) for row in found] == [("w1", 1), ("w1", 2)]
