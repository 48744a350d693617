"""The plan: its versions, who reads which part, its card, and its code."""

from __future__ import annotations

from datetime import timedelta

import pytest
from uuid6 import uuid7

from openward.plans.readers import Relation
from openward_web.accounts.rules import Role
from openward_web.people import actions, plan
from openward_web.people.models import Person, Plan, PlanCard, PlanLine
from openward_web.wards.models import Stay
from tests.web.names import SECOND_WARD, WARD
from tests.web.people.story import by, incident, line, nurse, person_account, plan_of, post
from tests.web.service import NOON, NURSE, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    service()
    return person_here(1)


def supporter(person: Person):  # type: ignore[no-untyped-def]
    return signed_in(account(Role.SUPPORTER, person_id=person.pk))


def keep_from(person: Person, part: str, readers: str) -> None:
    own = person_account(person)
    actions.choose_readers(entry_id=uuid7(), by=by(own), at=NOON, person_id=person.pk, part=part,
                           readers=readers)  # fmt: skip


def sign(person: Person, who: str = "staff", made: str = "with_person") -> None:
    actions.sign(entry_id=uuid7(), by=NURSE, at=NOON, plan=Plan.objects.get(ended_on=None),
                 who=who, how="paper", made=made)  # fmt: skip


def test_a_change_after_signing_begins_another_version(person: Person) -> None:
    line(person, "Sit with me")
    line(person, "Be quiet")
    assert [p.version for p in plan.versions(person.pk)] == [1]
    sign(person)
    line(person, "Walk with me")
    assert [p.version for p in plan.versions(person.pk)] == [2, 1]
    first = plan.shown_parts(person.pk, Relation.SELF, 1)
    assert [x.text for p in first for x in p.mine] == ["Sit with me", "Be quiet"]


@pytest.mark.parametrize(
    ("readers", "seen_by_staff", "seen_by_supporter"),
    [("ward", True, True), ("supporters", False, True), ("only_me", False, False)],
)
def test_a_part_is_seen_by_whom_the_person_chose(
    person: Person, readers: str, seen_by_staff: bool, seen_by_supporter: bool
) -> None:
    line(person, "The red room", part="do_not")
    actions.make_card(entry_id=uuid7(), by=NURSE, at=NOON, person_id=person.pk)
    keep_from(person, "do_not", readers)
    happened = incident(person)
    pages = [plan_of(person), f"{plan_of(person)}whole/", f"{plan_of(person)}versions/1/"]
    for client, seen in ((nurse(), seen_by_staff), (supporter(person), seen_by_supporter)):
        for page in pages:
            body = client.get(page).content.decode()
            assert ("The red room" in body) is seen, page
            assert ("keeps this to themselves" in body) is not seen, page
    staff = nurse()
    for page in (f"/wards/{WARD}/first-lines/", f"/measures/{happened.measures.get().pk}/"):
        assert ("The red room" in staff.get(page).content.decode()) is seen_by_staff
    mine = signed_in(person_account(person)).get(plan_of(person)).content.decode()
    assert "The red room" in mine


def test_only_the_first_three_stand_on_the_card_and_the_person_says_which(person: Person) -> None:
    for text in ("one", "two", "three", "four"):
        line(person, text)
    line(person, "what staff think", voice="staff")
    last = PlanLine.objects.get(text="four")
    actions.put_first(entry_id=uuid7(), by=by(person_account(person)), at=NOON, line=last)
    card = plan.cards([person.pk], Relation.STAFF)[person.pk]
    assert [x.text for x in card.do] == ["four", "one", "two"]


def test_the_cards_of_a_ward_take_as_many_queries_as_one(
    person: Person, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    people = [person] + [person_here(number) for number in range(2, 8)]
    for one in people:
        line(one)
    with django_assert_num_queries(3):
        found = plan.cards([one.pk for one in people], Relation.STAFF)
    assert all(card.do for card in found.values())


def test_made_without_the_person_stands_out(person: Person) -> None:
    line(person, voice="staff")
    sign(person, made="without_person")
    for page in (plan_of(person), f"{plan_of(person)}whole/", f"/wards/{WARD}/first-lines/"):
        assert "Made without the person." in nurse().get(page).content.decode()


def test_the_persons_word_on_how_it_was_made_stands_above_that_of_staff(person: Person) -> None:
    line(person)
    sign(person, made="with_person")
    client = signed_in(person_account(person))
    post(client, f"{plan_of(person)}sign/", who="person", made="without_person")
    assert Plan.objects.get().made == "without_person"


def test_a_code_opens_the_plan_after_signing_in_until_the_card_is_lost(person: Person) -> None:
    line(person)
    staff = nurse()
    post(staff, f"{plan_of(person)}card/")
    first = PlanCard.objects.get()
    assert staff.get(f"/cards/{first.pk}/")["Location"] == plan_of(person)
    assert (
        signed_in(account(Role.WARD_STAFF, ward_id=SECOND_WARD))
        .get(f"/cards/{first.pk}/")
        .status_code
        == 404
    )
    post(staff, f"{plan_of(person)}card/")
    assert staff.get(f"/cards/{first.pk}/").status_code == 404
    for size in ("wallet", "a4"):
        paper = staff.get(f"{plan_of(person)}card-{size}.pdf")
        assert paper.content.startswith(b"%PDF")
    assert staff.get(f"{plan_of(person)}card-poster.pdf").status_code == 404


def test_the_plan_is_closed_to_the_ward_when_the_person_has_left(person: Person) -> None:
    line(person)
    staff = nurse()
    assert staff.get(plan_of(person)).status_code == 200
    Stay.objects.update(ended_at=NOON)
    assert staff.get(plan_of(person)).status_code == 404


def test_it_says_why_it_is_time_to_look_again(person: Person) -> None:
    line(person)
    sign(person)
    staff = nurse()
    assert "Time to look at it again" not in staff.get(f"{plan_of(person)}whole/").content.decode()
    post(staff, f"{plan_of(person)}review/", occurred_at=(NOON + timedelta(hours=1)).isoformat())
    body = staff.get(f"{plan_of(person)}whole/").content.decode()
    assert "somebody asked for it" in body
