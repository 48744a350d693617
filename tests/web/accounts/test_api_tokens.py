"""Tokens of other systems: made on a page, shown once, for less than their account may do."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.models import ApiToken
from openward_web.accounts.rules import Narrowed, Role
from openward_web.accounts.tokens import hashed, make_token
from openward_web.ledger.models import Entry
from openward_web.ledger.writing import payload_of_entry
from tests.web.accounts.people import account, signed_in
from tests.web.accounts.tablet import enrolled, type_pin
from tests.web.accounts.tablet import nurse as tablet_nurse
from tests.web.api.calling import System
from tests.web.service import (
    NOON,
    NURSE,
    OTHER_WARD,
    PASSWORD,
    SECOND_WARD,
    WARD,
    person_here,
    service,
)

pytestmark = pytest.mark.django_db
PAGE = "/accounts/api-tokens/"
BOARD = {"name": "Bed display", "capabilities": ["see_board"], "wards": [str(WARD)]}


@pytest.fixture
def nurse() -> Client:
    service()
    person_here()
    return again("nina", Role.WARD_STAFF, ward_id=WARD)


def again(name: str, role: Role, **place: UUID) -> Client:
    """Somebody who typed their password a moment ago."""
    client = signed_in(account(name, role, **place))
    client.post("/accounts/again/", {"password": PASSWORD})
    return client


def made(client: Client, **said: object) -> str:
    page = client.post(PAGE, BOARD | said).content.decode()
    found = re.search(r"<code>(\S+)</code>", page)
    return found[1] if found else ""


def test_a_token_is_shown_once_and_kept_as_a_hash(nurse: Client) -> None:
    token = made(nurse)
    assert token and token not in nurse.get(PAGE).content.decode()
    assert ApiToken.objects.get().hash == hashed(token)
    assert System(token).get(f"/wards/{WARD}/board").status_code == 200


def test_a_token_does_nothing_that_it_was_not_made_for(nurse: Client) -> None:
    system = System(made(nurse))
    assert system.get(f"/wards/{WARD}/measures").status_code == 403
    answer = system.post(f"/wards/{WARD}/distress", person_id=str(person_here(2).pk))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "said", [{"capabilities": []}, {"capabilities": ["manage_accounts"]}, {"name": ""},
             {"wards": [str(SECOND_WARD)]}, {"wards": [str(OTHER_WARD)]}],
)  # fmt: skip
def test_nobody_makes_a_token_for_more_than_they_may(nurse: Client, said: dict[str, str]) -> None:
    assert made(nurse, **said) == ""
    assert not ApiToken.objects.exists()


def test_an_administrator_has_nothing_to_give_a_system() -> None:
    service()
    assert made(again("adam", Role.ADMINISTRATOR)) == ""


def test_a_short_number_revokes_no_token() -> None:
    service()
    tablet, somebody = enrolled(), tablet_nurse()
    make_token(entry_id=uuid7(), by=NURSE, at=NOON, account=somebody, name="till",
               narrowed=Narrowed(frozenset()))  # fmt: skip
    type_pin(tablet, somebody)
    assert tablet.post(f"{PAGE}{ApiToken.objects.get().pk}/revoke/").status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_making_and_revoking_are_entries_without_the_secret(nurse: Client) -> None:
    token = made(nurse)
    nurse.post(f"{PAGE}{ApiToken.objects.get().pk}/revoke/")
    entries = Entry.objects.filter(action__endswith="_token").order_by("position")
    assert [entry.action for entry in entries] == ["make_token", "revoke_token"]
    said = str([payload_of_entry(entry) for entry in entries])
    assert "Bed display" in said and token not in said and hashed(token) not in said
    assert System(token).get("/wards").status_code == 401


def test_nobody_revokes_the_token_of_somebody_else(nurse: Client) -> None:
    made(nurse)
    other = again("olga", Role.WARD_STAFF, ward_id=WARD)
    assert other.post(f"{PAGE}{ApiToken.objects.get().pk}/revoke/").status_code == 404
    assert other.post(f"{PAGE}{uuid7()}/revoke/").status_code == 404


def test_the_last_use_is_shown(nurse: Client) -> None:
    token = made(nurse)
    assert "Never used" in nurse.get(PAGE).content.decode()
    System(token).get("/wards")
    assert "Never used" not in nurse.get(PAGE).content.decode()
