"""Parts, readers and the day of looking again: small tables of what follows from what."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from openward.plans.parts import part_on_card, parts
from openward.plans.readers import Readers, Relation, may_read
from openward.plans.review import Happened, Why, due_after, reasons_for_review
from openward.register.codes import code_list

SIGNED = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEFORE, AFTER = SIGNED - timedelta(hours=1), SIGNED + timedelta(hours=1)
DUE = date(2027, 3, 2)


@pytest.mark.parametrize(
    ("readers", "who"),
    [
        (Readers.WARD, {Relation.SELF, Relation.SUPPORTER, Relation.STAFF}),
        (Readers.SUPPORTERS, {Relation.SELF, Relation.SUPPORTER}),
        (Readers.ONLY_ME, {Relation.SELF}),
    ],
)
def test_each_choice_opens_a_part_to_these(readers: Readers, who: set[Relation]) -> None:
    assert {relation for relation in Relation if may_read(readers, relation)} == who


def test_every_part_has_easy_words_and_a_code_of_the_dataset() -> None:
    known = code_list("plan_entry").codes
    for part in parts().values():
        assert part.title
        assert part.ask.rstrip().endswith(("?", ".")), part.code
        assert not part.entry or part.entry in known


def test_the_card_has_its_three_places() -> None:
    assert [part_on_card(place) for place in ("do", "do_not", "call")] == [
        "do", "do_not", "supporters",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("happened", "today", "why"),
    [
        (Happened(), date(2026, 3, 3), []),
        (Happened(incidents=[BEFORE, SIGNED]), date(2026, 3, 3), []),
        (Happened(incidents=[AFTER]), date(2026, 3, 3), [Why.INCIDENT]),
        (Happened(asked=[AFTER], admissions=[AFTER]), date(2026, 3, 3), [Why.ASKED, Why.ADMISSION]),
        (Happened(discharges=[AFTER]), date(2026, 3, 3), [Why.DISCHARGE]),
        (Happened(), DUE - timedelta(days=1), []),
        (Happened(), DUE, [Why.YEAR]),
    ],
)
def test_a_plan_is_looked_at_again_because(happened: Happened, today: date, why: list[Why]) -> None:
    assert reasons_for_review(SIGNED, happened, DUE, today) == why


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    assert due_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert due_after(date(2026, 3, 2)) == DUE
