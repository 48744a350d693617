"""What holds for every run of movements: messages lose nothing, and lists are reached at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from openward.census.hl7_adt import MOVES, WITHDRAWS, read_adt
from openward.census.movements import Here, Kind, Movement, Question
from openward.census.present_list import Present, differences
from openward.census.replay import in_order, replay
from tests.adt_messages import SIGNS, adt

ZONES = [ZoneInfo(name) for name in ("Europe/Paris", "America/New_York", "Asia/Kolkata", "UTC")]
TRIGGERS = {kind: trigger for trigger, kind in MOVES.items()}
CANCELS = {kind: trigger for trigger, kind in WITHDRAWS.items()}
SEXES = {"female": "F", "male": "M", "other": "O", "not_recorded": "U"}
NULL = '""'
ESCAPES = {"\\": "\\E\\", "|": "\\F\\", "^": "\\S\\", "~": "\\R\\", "&": "\\T\\"}

TEXTS = (
    st.text(st.characters(min_codepoint=33, exclude_categories=("C", "Z")), min_size=1, max_size=20)
    .filter(lambda text: text != NULL)
)  # fmt: skip
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@st.composite
def movements(draw: st.DrawFn) -> Movement:
    """Any movement that a message can say."""
    kind = draw(st.sampled_from(list(Kind)))
    at = draw(MOMENTS)
    ward = draw(TEXTS)
    loose = kind not in (Kind.ADMIT, Kind.TRANSFER) and draw(st.booleans())
    return Movement(
        kind, draw(TEXTS), at, None if loose else ward, draw(st.none() | TEXTS),
        draw(st.none() | TEXTS), draw(st.none() | st.integers(1850, 1990)),
        draw(st.sampled_from(list(SEXES))), f"PAS/HOSP/{draw(TEXTS)}/{at:%Y%m%dT%H%M%SZ}", 1,
        "a.hl7",
        draw(st.none() | TEXTS) if kind is Kind.TRANSFER else None,
        draw(st.sampled_from(list(CANCELS))) if kind is Kind.CANCEL else None,
    )  # fmt: skip


def escaped(text: str | None) -> str:
    return "".join(ESCAPES.get(sign, sign) for sign in text or "")


def message(movement: Movement, zone: ZoneInfo, signs: str) -> str:
    """The message that a hospital would send."""
    cancels = movement.cancels
    moment = f"{movement.at.astimezone(zone):%Y%m%d%H%M%S%z}"
    control = movement.message_id.removeprefix("PAS/HOSP/").rsplit("/", 1)[0]
    return adt(CANCELS[cancels] if cancels else TRIGGERS[movement.kind], {
        "MSH-7": "", "MSH-10": escaped(control), "EVN-2": "", "EVN-6": moment,
        "PID-3": f"{escaped(movement.local_number)}^^^HOSP^MR",
        "PID-5": escaped(movement.name), "PID-7": str(movement.birth_year or ""),
        "PID-8": SEXES[movement.sex], "PV1-6": escaped(movement.from_ward_code),
        "PV1-3": f"{escaped(movement.ward_code)}^1^A^{escaped(movement.facility_code)}",
    }, signs)  # fmt: skip


@given(st.lists(movements(), min_size=1, max_size=4), st.sampled_from(ZONES),
       st.sampled_from(["\r", "\n", "\r\n"]))  # fmt: skip
def test_messages_made_of_movements_are_read_as_the_same(
    said: list[Movement], zone: ZoneInfo, end: str
) -> None:
    text = "".join(message(movement, zone, SIGNS) for movement in said).replace("\r", end)
    found = read_adt(text, zone, "a.hl7")
    assert found.movements == [replace(one, row=4 * n + 1) for n, one in enumerate(said)]
    assert not found.not_used
    assert not found.questions


def after(found: Iterable[Movement | Question], here: Iterable[Here], *, yes: bool) -> list[Here]:
    """Who is here once movements are written, and the answers too where they are yes."""
    state = {person.local_number: person for person in here}
    for thing in found:
        for one in (thing,) if isinstance(thing, Movement) else thing.if_yes if yes else ():
            before = state.pop(one.local_number, None)
            assert (before is None) == (one.kind is Kind.ADMIT)
            if before and one.kind in (Kind.LEAVE, Kind.RETURN):
                assert before.on_leave == (one.kind is Kind.RETURN)
                state[one.local_number] = before._replace(on_leave=one.kind is Kind.LEAVE)
            elif one.kind is not Kind.DISCHARGE:
                state[one.local_number] = Here(one.local_number, one.ward_code or "", False)
    return sorted(state.values())


NUMBERS = st.sampled_from("12345")
WARDS = st.sampled_from("AB")
PEOPLE = st.dictionaries(NUMBERS, st.tuples(WARDS, st.booleans())).map(
    lambda people: [Here(number, ward, away) for number, (ward, away) in sorted(people.items())]
)
LISTS = st.dictionaries(NUMBERS, WARDS).map(
    lambda people: [
        Present(number, ward, None, None, None, "not_recorded", row)
        for row, (number, ward) in enumerate(people.items(), start=2)
    ]
)


@given(LISTS, PEOPLE)
def test_when_the_answers_are_yes_the_register_says_what_the_list_says(
    present: Sequence[Present], here: Sequence[Here]
) -> None:
    found = after(differences(present, here, AT), here, yes=True)
    listed = {person.local_number: person.ward_code for person in present}
    assert {one.local_number: one.ward_code for one in found if not one.on_leave} == listed
    assert differences(present, found, AT) == []


@st.composite
def stories(draw: st.DrawFn) -> list[Movement]:
    """What may be said about a few people within an hour, sense or nonsense."""
    kinds = st.sampled_from([kind for kind in Kind if kind is not Kind.CANCEL])
    said = draw(st.lists(st.tuples(kinds, NUMBERS, WARDS, st.integers(0, 59)), max_size=12))
    return [
        Movement(kind, number, AT + timedelta(minutes=minute), ward, None, None, None,
                 "not_recorded", f"M{place}", place)
        for place, (kind, number, ward, minute) in enumerate(said)
    ]  # fmt: skip


@given(stories(), PEOPLE)
def test_what_is_written_without_a_question_never_contradicts_the_register(
    story: list[Movement], here: list[Here]
) -> None:
    found = replay(in_order(story), here, "AB")
    after(found, here, yes=False)
    held = {one.message_id for thing in found for one in
            ((thing,) if isinstance(thing, Movement) else thing.if_yes)}  # fmt: skip
    asked = {thing.row for thing in found if isinstance(thing, Question)}
    moves = {m for m in story if m.kind is not Kind.TRANSFER}
    assert {m.message_id for m in moves if m.row not in asked} <= held


@given(stories(), PEOPLE, st.randoms(use_true_random=False))
def test_the_order_and_repeats_of_messages_do_not_matter(
    story: list[Movement], here: list[Here], chance: Random
) -> None:
    shuffled = [*story, *story]
    chance.shuffle(shuffled)
    assert replay(in_order(shuffled), here) == replay(in_order(story), here)
    assert in_order(story, already={m.message_id for m in story}) == []
