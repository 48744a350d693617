"""Movements in order, and what contradicts the register."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from openward.census.movements import Doubt, Here, Kind, Movement, Question
from openward.census.replay import in_order, replay

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WARDS = ("A", "B")


def move(kind: Kind, minute: int, ward: str | None = "A", **other: object) -> Movement:
    at = START + timedelta(minutes=minute)
    values: dict[str, object] = {
        "kind": kind, "local_number": "1", "at": at, "ward_code": ward, "facility_code": None,
        "name": None, "birth_year": None, "sex": "not_recorded", "message_id": f"M{minute}",
        "row": minute + 1,
    }  # fmt: skip
    return Movement(**(values | other))  # type: ignore[arg-type]


ADMIT, MOVE, LEAVE, BACK, GONE = (
    move(Kind.ADMIT, 0), move(Kind.TRANSFER, 1, "B"), move(Kind.LEAVE, 2, "B"),
    move(Kind.RETURN, 3, "B"), move(Kind.DISCHARGE, 4, "B"),
)  # fmt: skip


def asked(found: list[Movement | Question]) -> list[tuple[Doubt, list[Kind]]]:
    """The doubts, and what the answer yes would write."""
    return [(q.doubt, [m.kind for m in q.if_yes]) for q in found if isinstance(q, Question)]


def test_movements_are_put_in_order() -> None:
    assert in_order([GONE, BACK, ADMIT, LEAVE, MOVE]) == [ADMIT, MOVE, LEAVE, BACK, GONE]


def test_at_one_moment_the_numbers_of_the_messages_decide() -> None:
    ten, nine = (move(Kind.ADMIT, 0, message_id=f"PAS/{n}") for n in (10, 9))
    assert in_order([ten, nine]) == in_order([nine, ten]) == [nine, ten]


def test_exact_repeats_are_taken_once_and_the_first_stays() -> None:
    again = move(Kind.ADMIT, 0, row=99, file="again.hl7")
    assert in_order([ADMIT, again]) == [ADMIT]


def test_what_was_read_before_is_left_out() -> None:
    assert in_order([ADMIT, MOVE], already={"M0"}) == [MOVE]


def test_a_whole_stay_is_written_as_it_stands() -> None:
    story = [ADMIT, MOVE, LEAVE, BACK, GONE]
    assert replay(story, [], WARDS) == story


@pytest.mark.parametrize(
    ("movement", "here", "expected"),
    [
        (MOVE, None, (Doubt.NOT_HERE, [Kind.ADMIT])),
        (BACK, None, (Doubt.NOT_HERE, [Kind.ADMIT])),
        (LEAVE, None, (Doubt.NOT_HERE, [])),
        (GONE, None, (Doubt.NOT_HERE, [])),
        (ADMIT, Here("1", "A", False), (Doubt.ALREADY_HERE, [])),
        (ADMIT, Here("1", "B", False), (Doubt.ALREADY_HERE, [Kind.TRANSFER])),
        (ADMIT, Here("1", "B", True), (Doubt.ALREADY_HERE, [Kind.RETURN, Kind.TRANSFER])),
        (LEAVE, Here("1", "B", True), (Doubt.ALREADY_ON_LEAVE, [])),
        (BACK, Here("1", "B", False), (Doubt.NOT_ON_LEAVE, [])),
        (MOVE, Here("1", "A", True), (Doubt.MOVED_WHILE_ON_LEAVE, [Kind.RETURN, Kind.TRANSFER])),
    ],
)
def test_what_contradicts_the_state_is_asked_and_not_written(
    movement: Movement, here: Here | None, expected: tuple[Doubt, list[Kind]]
) -> None:
    found = replay([movement], [here] if here else [], WARDS)
    assert asked(found) == [expected]
    assert len(found) == 1


def test_a_discharge_sent_twice_is_asked_about() -> None:
    again = move(Kind.DISCHARGE, 5, "B")
    assert asked(replay([ADMIT, MOVE, GONE, again], [], WARDS)) == [(Doubt.NOT_HERE, [])]


def test_somebody_on_leave_may_be_discharged() -> None:
    assert replay([GONE], [Here("1", "B", True)], WARDS) == [GONE]


@pytest.mark.parametrize("on_leave", [False, True])
def test_another_bed_on_the_same_ward_changes_nothing(on_leave: bool) -> None:
    assert replay([MOVE], [Here("1", "B", on_leave)], WARDS) == []


def test_what_follows_waits_with_the_question() -> None:
    found = replay([MOVE, LEAVE, BACK, GONE], [], WARDS)
    assert asked(found) == [(Doubt.NOT_HERE, [Kind.ADMIT, Kind.LEAVE, Kind.RETURN, Kind.DISCHARGE])]
    assert len(found) == 1


def test_other_people_do_not_wait() -> None:
    other = move(Kind.ADMIT, 5, local_number="2")
    assert other in replay([MOVE, other], [], WARDS)


def test_a_return_to_another_ward_is_written_and_the_move_is_asked() -> None:
    found = replay([BACK], [Here("1", "A", True)], WARDS)
    assert found[0] == BACK
    assert asked(found) == [(Doubt.OTHER_WARD, [Kind.TRANSFER])]


@pytest.mark.parametrize("movement", [LEAVE, GONE, move(Kind.TRANSFER, 1, "B", from_ward_code="C")])
def test_a_message_that_names_another_ward_than_the_register_is_said(movement: Movement) -> None:
    found = replay([movement], [Here("1", "A", False)], WARDS)
    assert found[0] == movement
    assert asked(found) == [(Doubt.OTHER_WARD, [])]


@pytest.mark.parametrize("movement", [MOVE, LEAVE, GONE])
def test_before_what_is_written_nothing_is_written(movement: Movement) -> None:
    here = [Here("1", "A", False, START + timedelta(hours=1))]
    assert asked(replay([movement], here, WARDS)) == [(Doubt.BEFORE_WHAT_IS_WRITTEN, [])]


def test_at_the_moment_of_what_is_written_something_may_follow() -> None:
    assert replay([GONE], [Here("1", "B", False, GONE.at)], WARDS) == [GONE]


def test_who_has_left_is_not_admitted_before_that() -> None:
    left = {"1": START + timedelta(hours=1)}
    assert asked(replay([ADMIT], [], WARDS, left)) == [(Doubt.BEFORE_WHAT_IS_WRITTEN, [])]
    assert replay([ADMIT], [], WARDS, {"1": START}) == [ADMIT]


def test_wards_of_others_are_asked_about_once() -> None:
    strange = [move(Kind.ADMIT, n, "SURG", local_number=str(n)) for n in range(3)]
    found = replay([*strange, move(Kind.DISCHARGE, 5, "SURG")], [], WARDS)
    assert asked(found) == [(Doubt.UNKNOWN_WARD, [])]
    assert isinstance(found[0], Question)
    assert found[0].sentence.startswith("4 messages are about ward SURG")


def test_who_moves_to_a_ward_of_others_may_have_left() -> None:
    found = replay([move(Kind.TRANSFER, 1, "SURG")], [Here("1", "A", False)], WARDS)
    assert asked(found) == [(Doubt.UNKNOWN_WARD, [Kind.DISCHARGE])]


def test_a_second_message_with_the_same_number_is_asked_about() -> None:
    other = move(Kind.ADMIT, 0, "B", local_number="2", message_id="M0")
    found = replay([ADMIT, other], [], WARDS)
    assert found[0] == ADMIT
    assert asked(found) == [(Doubt.SAME_MESSAGE_ID, [])]


def test_a_message_that_is_withdrawn_in_the_same_run_is_gone() -> None:
    withdrawn = move(Kind.CANCEL, 9, "B", cancels=Kind.DISCHARGE)
    later = move(Kind.LEAVE, 10, "B")
    assert replay([ADMIT, MOVE, GONE, withdrawn, later], [], WARDS) == [ADMIT, MOVE, later]


def test_an_admission_that_is_withdrawn_leaves_nothing() -> None:
    withdrawn = move(Kind.CANCEL, 9, cancels=Kind.ADMIT)
    assert replay([ADMIT, withdrawn], [], WARDS) == []


def test_nothing_is_withdrawn_from_under_an_open_question() -> None:
    withdrawn = move(Kind.CANCEL, 9, "B", cancels=Kind.LEAVE)
    moved = move(Kind.TRANSFER, 3, "A")
    found = replay([LEAVE, moved, withdrawn], [Here("1", "B", False)], WARDS)
    assert found[0] == LEAVE
    assert [doubt for doubt, _ in asked(found)] == [Doubt.MOVED_WHILE_ON_LEAVE, Doubt.WITHDRAWN]


def test_no_message_that_withdraws_another_is_ever_written() -> None:
    withdrawn = [move(Kind.CANCEL, n, cancels=kind) for n, kind in enumerate(Kind, start=10)]
    found = replay([ADMIT, *withdrawn], [], WARDS)
    assert all(thing.kind is not Kind.CANCEL for thing in found if isinstance(thing, Movement))


@pytest.mark.parametrize("cancels", [Kind.ADMIT, Kind.TRANSFER, Kind.DISCHARGE])
def test_what_may_be_written_already_is_withdrawn_by_hand(cancels: Kind) -> None:
    withdrawn = move(Kind.CANCEL, 9, "B", cancels=cancels)
    for story in ([withdrawn], [LEAVE, withdrawn]):
        assert (Doubt.WITHDRAWN, []) in asked(replay(story, [Here("1", "B", False)], WARDS))
