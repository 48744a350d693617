"""What a list changes: who comes, moves, leaves; and what is asked first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from openward.census.movements import Doubt, Here, Kind, Movement, Question
from openward.census.present_list import Present, differences
from openward.problems import BadInput

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
EARLIER, LATER = AT - timedelta(days=1), AT + timedelta(hours=1)
HERE = [Here("1", "A", False), Here("2", "A", False), Here("3", "B", False)]


def present(*people: str, since: datetime | None = None) -> list[Present]:
    """People as `number ward`."""
    split = [person.split() for person in people]
    return [
        Present(number, ward, None, since, None, "not_recorded", row)
        for row, (number, ward) in enumerate(split, start=2)
    ]


def changes(found: list[Movement | Question]) -> list[tuple[Kind, str, str | None]]:
    return [(m.kind, m.local_number, m.ward_code) for m in found if isinstance(m, Movement)]


def questions(found: list[Movement | Question]) -> list[tuple[Doubt, str]]:
    return [(q.doubt, q.local_number) for q in found if isinstance(q, Question)]


def test_a_list_that_says_what_the_register_says_changes_nothing() -> None:
    assert differences(present("1 A", "2 A", "3 B"), HERE, AT) == []


def test_who_comes_moves_and_leaves() -> None:
    found = differences(present("1 A", "3 A", "4 B"), HERE, AT)
    assert changes(found) == [
        (Kind.TRANSFER, "3", "A"), (Kind.ADMIT, "4", "B"), (Kind.DISCHARGE, "2", "A"),
    ]  # fmt: skip
    assert {thing.at for thing in found if isinstance(thing, Movement)} == {AT}


def test_since_is_when_it_happened() -> None:
    (moved,) = differences(present("1 B", since=EARLIER), HERE[:1], AT)
    assert isinstance(moved, Movement)
    assert (moved.at, moved.from_ward_code) == (EARLIER, "A")


def test_the_same_list_gives_the_same_message_ids() -> None:
    first, again = (differences(present("1 A", "4 B"), HERE[:1], AT) for _ in range(2))
    assert first == again
    assert isinstance(first[0], Movement)
    assert first[0].message_id == "present-list/20261123T080000Z/admit/4"


def test_somebody_on_leave_who_is_on_the_list_is_asked_about() -> None:
    (found,) = differences(present("1 A"), [Here("1", "A", True)], AT)
    assert questions([found]) == [(Doubt.ON_LEAVE_AND_PRESENT, "1")]
    assert isinstance(found, Question)
    assert changes(list(found.if_yes)) == [(Kind.RETURN, "1", "A")]


def test_who_is_back_on_another_ward_also_moves() -> None:
    (found,) = differences(present("1 B"), [Here("1", "A", True)], AT)
    assert isinstance(found, Question)
    assert [movement.kind for movement in found.if_yes] == [Kind.RETURN, Kind.TRANSFER]


def test_somebody_on_leave_who_is_not_on_the_list_stays_on_leave() -> None:
    assert differences(present("2 A"), [Here("1", "A", True), Here("2", "A", False)], AT) == []


@pytest.mark.parametrize(
    ("people", "asked"), [(("1 A", "2 A"), False), (("1 A",), True), ((), True)]
)
def test_if_more_than_half_would_leave_nobody_does_before_that_is_answered(
    people: tuple[str, ...], asked: bool
) -> None:
    found = differences(present(*people), HERE, AT)
    leaving = len(HERE) - len(people)
    assert questions(found) == ([(Doubt.MOST_WOULD_LEAVE, "")] if asked else [])
    assert len(changes(found)) == (0 if asked else leaving)
    if asked and isinstance(found[0], Question):
        assert len(found[0].if_yes) == leaving


def test_exactly_half_may_leave() -> None:
    assert changes(differences(present("1 A"), HERE[:2], AT)) == [(Kind.DISCHARGE, "2", "A")]


def test_questions_come_first() -> None:
    found = differences(present("4 B"), HERE, AT)
    assert [type(thing) for thing in found] == [Question, Movement]


def test_what_is_written_after_the_list_stays() -> None:
    here = [Here("1", "A", False, LATER), Here("2", "B", True, LATER), Here("3", "B", False, LATER)]
    assert differences(present("2 B", "3 A"), here, AT) == []


def test_who_left_after_the_list_is_asked_about() -> None:
    found = differences(present("1 A"), [], AT, {"1": LATER, "2": LATER})
    assert questions(found) == [(Doubt.BEFORE_WHAT_IS_WRITTEN, "1")]
    assert changes(differences(present("1 A"), [], AT, {"1": EARLIER})) == [(Kind.ADMIT, "1", "A")]


def test_who_moved_before_the_last_that_is_written_is_asked_about() -> None:
    found = differences(present("1 B", since=EARLIER), [Here("1", "A", False, EARLIER)], AT)
    assert questions(found) == [(Doubt.BEFORE_WHAT_IS_WRITTEN, "1")]


def test_nobody_is_there_since_a_moment_after_the_list() -> None:
    with pytest.raises(BadInput, match="2:since: a moment after that of the list"):
        differences(present("1 A", since=LATER), [], AT)
