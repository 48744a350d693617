"""Making accounts and giving roles: never to oneself, never further than one's own reach."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts import actions, tokens
from openward_web.accounts.models import Account, Grant, Pin
from openward_web.accounts.rules import Narrowed, Role
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.ledger.writing import payload_of_entry
from tests.web.service import (
    HOSPITAL,
    NOON,
    NURSE,
    OTHER_HOSPITAL,
    OTHER_WARD,
    PASSWORD,
    WARD,
    account,
    service,
)

from .tablet import nurse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_service() -> None:
    service()


def desk(**place: UUID) -> tuple[Client, Account]:
    """An administrator, everywhere or at one place."""
    made, client = account(Role.ADMINISTRATOR, **place), Client()
    client.force_login(made)
    return client, made


def give(client: Client, to: Account, role: Role, **said: Any) -> int:
    return client.post(f"/accounts/{to.pk}/", {"role": role.value, **said}).status_code


def roles(who: Account) -> list[tuple[str, UUID | None, UUID | None]]:
    return list(Grant.objects.filter(account_id=who.pk, valid_to=None)
                .values_list("role", "ward_id", "facility_id"))  # fmt: skip


def test_a_new_account_has_a_password_shown_once_that_has_to_be_changed(client: Client) -> None:
    page = desk()[0].post("/accounts/", {"username": "new", "display_name": "New Nurse"})
    shown = re.search(r"<code>([\w-]{12,})</code>", page.content.decode())
    assert shown
    client.post("/accounts/login/", {"login": "new", "password": shown[1]})
    assert client.get("/").headers["Location"] == "/accounts/password/"
    said = {"oldpassword": shown[1], "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/password/", said)
    assert client.get("/accounts/factors/").status_code == 200


def test_no_password_is_in_the_ledger_and_the_names_are() -> None:
    made = actions.create_account(entry_id=uuid7(), by=NURSE, at=NOON, username="new",
                                  display_name="New Nurse", password=PASSWORD)  # fmt: skip
    entry = Entry.objects.get(action="create_account")
    assert payload_of_entry(entry) == {"username": "new", "display_name": "New Nurse"}
    assert entry.subject == f"account:{made.pk}"
    assert made.password.startswith("argon2")
    assert differences() == []


def test_an_account_sent_twice_is_one_and_keeps_the_password_chosen_since() -> None:
    said: dict[str, Any] = {"entry_id": uuid7(), "by": NURSE, "at": NOON, "username": "new",
                            "display_name": "New"}  # fmt: skip
    made = actions.create_account(**said, password="the first of two passwords")  # noqa: S106
    made.set_password(PASSWORD)
    made.save()
    assert actions.create_account(**said, password="sent a second time").check_password(PASSWORD)  # noqa: S106


def test_a_name_that_is_taken_is_said_beside_the_field() -> None:
    account(None, "nurse")
    page = desk()[0].post("/accounts/", {"username": "Nurse", "display_name": "Another"})
    assert page.status_code == 422
    assert "This name is taken." in page.content.decode()


def test_accounts_stand_by_name() -> None:
    for name in ("zoe", "ada", "mia"):
        account(None, name)
    body = desk()[0].get("/accounts/").content.decode()
    assert body.index("Ada") < body.index("Mia") < body.index("Zoe")


def test_a_role_is_given_at_a_place_and_withdrawn() -> None:
    client, somebody = desk()[0], account(None)
    assert give(client, somebody, Role.WARD_STAFF, ward=WARD) == 302
    assert roles(somebody) == [("ward_staff", WARD, None)]
    grant = Grant.objects.get(account_id=somebody.pk)
    client.post(f"/accounts/{somebody.pk}/roles/{grant.pk}/withdraw/")
    assert roles(somebody) == []
    assert differences() == []


def test_a_ministry_is_given_its_own_country() -> None:
    client, other = desk()[0], account(None)
    assert give(client, other, Role.MINISTRY, country="LT", facility=str(HOSPITAL)) == 422
    assert give(client, other, Role.MINISTRY, country="LT") == 302
    assert Grant.objects.get(account_id=other.pk).region == "LT"
    of_one_hospital = desk(facility_id=HOSPITAL)[0]
    assert give(of_one_hospital, account(None), Role.MINISTRY, country="LT") == 422


def test_a_role_may_end_by_itself_after_its_last_day() -> None:
    somebody = account(None)
    give(desk()[0], somebody, Role.WARD_STAFF, ward=WARD, until="2099-05-31")
    ends = Grant.objects.get(account_id=somebody.pk).valid_to
    assert ends is not None and ends.isoformat() == "2099-05-31T22:00:00+00:00"
    assert give(desk()[0], somebody, Role.WARD_STAFF, ward=WARD, until="2020-01-01") == 422


@pytest.mark.parametrize(
    "said", [{}, {"ward": WARD, "facility": HOSPITAL}, {"ward": UUID(int=9)}, {"ward": "x"}]
)
def test_a_role_at_the_bedside_has_one_place(said: dict[str, Any]) -> None:
    somebody = account(None)
    assert give(desk()[0], somebody, Role.WARD_STAFF, **said) == 422
    assert roles(somebody) == []


def test_nobody_gives_a_role_to_themselves_or_locks_themselves_out() -> None:
    client, own = desk()
    answer = client.post(f"/accounts/{own.pk}/", {"role": "ward_staff", "ward": WARD})
    assert answer.status_code == 403
    assert "Somebody else has to do this" in answer.content.decode()
    grant = Grant.objects.get(account_id=own.pk)
    for what in (f"roles/{grant.pk}/withdraw", "password", "open-or-close"):
        assert client.post(f"/accounts/{own.pk}/{what}/").status_code == 403
    assert roles(own) == [("administrator", None, None)]


@pytest.mark.parametrize(
    ("role", "said", "answer"),
    [(Role.WARD_STAFF, {"ward": WARD}, 302), (Role.FACILITY_LEAD, {"facility": HOSPITAL}, 302),
     (Role.WARD_STAFF, {"ward": OTHER_WARD}, 422), (Role.MINISTRY, {}, 422),
     (Role.FACILITY_LEAD, {"facility": OTHER_HOSPITAL}, 422), (Role.ADMINISTRATOR, {}, 422)],
)  # fmt: skip
def test_an_administrator_of_one_facility_gives_roles_there_alone(
    role: Role, said: dict[str, Any], answer: int
) -> None:
    assert give(desk(facility_id=HOSPITAL)[0], account(None), role, **said) == answer


@pytest.mark.parametrize("place", [{}, {"facility_id": OTHER_HOSPITAL}])
def test_whoever_opens_more_than_oneself_is_out_of_reach(place: dict[str, UUID]) -> None:
    client, other = desk(facility_id=HOSPITAL)[0], account(Role.ADMINISTRATOR, "other", **place)
    for what in ("", "password/", "open-or-close/"):
        assert client.post(f"/accounts/{other.pk}/{what}").status_code == 404
    assert "Other" not in client.get("/accounts/").content.decode()


def test_a_new_password_ends_sessions_tokens_and_number_and_is_changed_first(
    client: Client,
) -> None:
    somebody = nurse()
    token = tokens.make_token(entry_id=uuid7(), by=NURSE, at=NOON, account=somebody, name="till",
                              narrowed=Narrowed(frozenset()))  # fmt: skip
    client.force_login(somebody)
    answer = desk()[0].post(f"/accounts/{somebody.pk}/password/")
    assert answer.status_code == 200
    assert client.get(f"/wards/{WARD}/").status_code == 302
    somebody.refresh_from_db()
    assert somebody.must_change_password and not Pin.objects.exists()
    assert tokens.token_of(token, NOON) is None


def test_a_closed_account_can_be_opened_again(client: Client) -> None:
    somebody, (admin, _) = nurse(), desk()
    for is_active in (False, True):
        admin.post(f"/accounts/{somebody.pk}/open-or-close/")
        somebody.refresh_from_db()
        assert somebody.is_active == is_active
    client.force_login(somebody)
    assert client.get(f"/wards/{WARD}/").status_code == 200


def test_the_lead_sees_who_may_open_what_in_the_facility(client: Client) -> None:
    for name, place in (("ada", {"ward_id": WARD}), ("zoe", {"ward_id": OTHER_WARD}),
                        ("gone", {"ward_id": WARD, "valid_to": NOON})):  # fmt: skip
        account(Role.WARD_STAFF, name, **place)
    client.force_login(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))
    body = client.get("/accounts/colleagues/").content.decode()
    assert "Ada" in body and "Zoe" not in body and "Gone" not in body


def test_an_administrator_opens_no_record_and_no_board() -> None:
    client = desk()[0]
    assert client.get(f"/wards/{WARD}/").status_code == 403
    assert client.get("/").headers["Location"] == "/accounts/"


def test_a_tablet_is_enrolled_and_revoked_by_the_lead_of_its_facility_alone() -> None:
    client = Client()
    client.force_login(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))
    assert (
        client.post("/accounts/tablets/", {"name": "Hall", "ward": OTHER_WARD}).status_code == 422
    )
    page = client.post("/accounts/tablets/", {"name": "Hall", "ward": WARD})
    assert re.search(r">[A-Z2-9]{10}<", page.content.decode())
    assert "North, Birch" in page.content.decode()
