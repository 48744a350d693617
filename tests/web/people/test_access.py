"""Who comes near a person: their own account, once; and only those whom they let in."""

from __future__ import annotations

import pytest

from openward_web.accounts import actions as account_actions
from openward_web.accounts.models import Account, BrokenGlass, Grant
from openward_web.accounts.rules import Role
from openward_web.people.models import Person, PlanLine
from tests.web.names import OTHER_WARD, WARD
from tests.web.people.story import by, line, nurse, person_account, plan_of, post
from tests.web.service import NOON, PASSWORD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    service()
    return person_here(1)


def test_staff_make_one_account_for_the_person_and_no_second(person: Person) -> None:
    staff, page = nurse(), f"/people/{person.pk}/invite/"
    shown = post(staff, page, username="anna").content.decode()
    assert "Shown only now" in shown
    assert post(staff, page, username="not-anna").status_code == 409
    assert Grant.objects.get(person=person).role == Role.PERSON
    assert not Account.objects.filter(username="not-anna").exists()


def test_staff_let_nobody_near_a_person(person: Person) -> None:
    post(nurse(), f"/people/{person.pk}/invite/", username="anna", role="supporter")
    assert not Grant.objects.filter(person=person, role=Role.SUPPORTER).exists()


def test_the_person_lets_somebody_near_and_ends_it(person: Person) -> None:
    line(person, "Sit with me")
    mine = signed_in(person_account(person))
    shown = post(mine, "/me/supporters/", username="sister", role="supporter").content.decode()
    assert "Shown only now" in shown
    sister = Account.objects.get(username="sister")
    sister.must_change_password = False
    sister.save()
    hers = signed_in(sister)
    assert hers.get("/")["Location"] == "/supported/"
    assert plan_of(person) in hers.get("/supported/").content.decode()
    assert "Sit with me" in hers.get(plan_of(person)).content.decode()
    grant = Grant.objects.get(account_id=sister.pk)
    assert post(mine, f"/me/supporters/{grant.pk}/end/").status_code == 302
    assert hers.get(plan_of(person)).status_code == 403


def test_nobody_ends_the_persons_own_account_as_a_supporter(person: Person) -> None:
    own = person_account(person)
    grant = Grant.objects.get(account_id=own.pk)
    assert post(signed_in(own), f"/me/supporters/{grant.pk}/end/").status_code == 404


@pytest.mark.parametrize("page", ["first-lines", "plan"])
def test_a_peer_worker_of_the_ward_sees_nobody_who_did_not_let_them_near(
    person: Person, page: str
) -> None:
    line(person)
    peer = signed_in(account(Role.PEER_WORKER, ward_id=WARD))
    address = plan_of(person) if page == "plan" else f"/wards/{WARD}/{page}/"
    assert peer.get(address).status_code in {403, 404}


@pytest.mark.parametrize("what", ["add", "sign", "card", "review"])
def test_a_reason_opens_a_plan_from_elsewhere_to_be_read_and_not_written(
    person: Person, what: str
) -> None:
    line(person)
    far = account(Role.WARD_STAFF, ward_id=OTHER_WARD)
    BrokenGlass.objects.create(
        pk=far.pk, account_id=far.pk, person=person, reason="transferred today",
        started_at=NOON, ends_at="2100-01-01T00:00:00Z",
    )  # fmt: skip
    client = signed_in(far)
    assert client.get(plan_of(person)).status_code == 200
    sent = post(client, f"{plan_of(person)}{what}/", part="do", voice="mine", text="No",
                who="staff", made="with_person")  # fmt: skip
    assert sent.status_code == 404
    assert client.get(f"/people/{person.pk}/invite/").status_code == 404
    assert PlanLine.objects.count() == 1


def test_what_is_done_together_is_done_wholly_or_not_at_all(person: Person) -> None:
    own = person_account(person)
    with pytest.raises(account_actions.HasAccount):
        account_actions.invite(
            entry_id=own.pk, by=by(own), at=NOON, username="x", role=Role.PERSON,
            person_id=person.pk, password=PASSWORD,
        )  # fmt: skip
    assert not Account.objects.filter(username="x").exists()
