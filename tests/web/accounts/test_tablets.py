"""A tablet of the ward: enrolled once, opened with a name and six digits, closed by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts import actions, tablets
from openward_web.accounts.models import ApiToken, Device, DeviceSecret
from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from openward_web.ledger.writing import payload_of_entry
from tests.web.service import (
    HOSPITAL,
    NOON,
    NURSE,
    OTHER_WARD,
    SECOND_WARD,
    WARD,
    account,
    service,
    with_password,
)

from .tablet import NUMBER, enrolled, nurse, type_pin

pytestmark = pytest.mark.django_db
BOARD = f"/wards/{WARD}/"


@pytest.fixture(autouse=True)
def a_service() -> None:
    service()


def test_an_enrolled_tablet_opens_the_board_of_its_ward_with_name_and_number() -> None:
    tablet = enrolled()
    assert tablet.get(BOARD).headers["Location"].startswith("/accounts/pin/")
    assert type_pin(tablet, nurse())
    assert tablet.get(BOARD).status_code == 200
    assert tablet.cookies[tablets.COOKIE]["httponly"]


def test_a_code_enrols_one_tablet_and_only_for_a_quarter_of_an_hour() -> None:
    key = actions.enrol_device(entry_id=uuid7(), by=NURSE, at=NOON, ward_id=WARD, name="Hall")
    code = tablets.new_code(key, NOON)
    assert tablets.enrol(code, NOON + tablets.CODE_HOLDS) is None
    assert tablets.enrol(code.lower() + " ", NOON) is not None
    assert tablets.enrol(code, NOON) is None


def test_the_cookie_is_kept_as_a_hash_and_no_secret_enters_the_ledger() -> None:
    tablet = enrolled()
    type_pin(tablet, nurse())
    cookie, secret = tablet.cookies[tablets.COOKIE].value, DeviceSecret.objects.get()
    assert secret.cookie_hash and secret.cookie_hash not in cookie and secret.code_hash is None
    written = " ".join(str(payload_of_entry(e)) for e in Entry.objects.filter(tree="record"))
    assert "Hall" in written
    for hidden in (NUMBER, secret.cookie_hash, cookie, "argon2"):
        assert hidden not in written


def test_a_lead_of_the_facility_is_among_the_names() -> None:
    lead = account(Role.FACILITY_LEAD, facility_id=HOSPITAL)
    tablets.set_pin(lead, NUMBER)
    assert type_pin(enrolled(), lead)


@pytest.mark.parametrize(
    "cookie", ["", "x", ":", f"{uuid7()}:x", "{device}:x", "{device}:", "a:b:c"]
)
def test_a_made_up_cookie_is_no_tablet(client: Client, cookie: str) -> None:
    enrolled()
    client.cookies[tablets.COOKIE] = cookie.format(device=Device.objects.get().pk)
    assert client.get("/accounts/pin/").headers["Location"] == "/accounts/login/"


def test_a_number_opens_nothing_on_another_device(client: Client) -> None:
    assert not type_pin(client, nurse())


@pytest.mark.parametrize("ward", [SECOND_WARD, OTHER_WARD])
def test_a_number_opens_nothing_on_a_tablet_of_another_ward(ward: object) -> None:
    tablet = enrolled(ward)
    somebody = nurse()
    assert somebody.display_name not in tablet.get("/accounts/pin/").content.decode()
    assert not type_pin(tablet, somebody)


@pytest.mark.parametrize("role", [Role.PEER_WORKER, Role.ADMINISTRATOR, Role.PERSON])
def test_a_number_is_for_staff_alone(role: Role) -> None:
    assert not type_pin(enrolled(), nurse(role=role))


def test_a_number_of_somebody_who_left_the_ward_opens_nothing() -> None:
    tablet, left = enrolled(), account(Role.WARD_STAFF, ward_id=WARD, valid_to=NOON)
    tablets.set_pin(left, NUMBER)
    assert not type_pin(tablet, left)


def test_a_number_opens_no_other_role_of_the_same_account() -> None:
    tablet, somebody = enrolled(), nurse()
    actions.grant_role(entry_id=uuid7(), by=NURSE, at=NOON, account_id=somebody.pk,
                       role=Role.ADMINISTRATOR)  # fmt: skip
    type_pin(tablet, somebody)
    assert tablet.get("/accounts/").status_code == 403
    by_password = Client()
    by_password.force_login(somebody)
    assert by_password.get("/accounts/").status_code == 200


def test_what_is_opened_with_a_number_ends_when_the_tablet_is_revoked() -> None:
    tablet = enrolled()
    type_pin(tablet, nurse())
    device = Device.objects.get()
    actions.revoke_device(entry_id=uuid7(), by=NURSE, at=NOON, device_id=device.pk)
    assert tablet.get(BOARD).headers["Location"].startswith("/accounts/login/")


def test_what_is_opened_with_a_number_is_not_carried_to_another_device(client: Client) -> None:
    tablet = enrolled()
    type_pin(tablet, nurse())
    client.cookies["sessionid"] = tablet.cookies["sessionid"].value
    assert client.get(BOARD).status_code == 302


def test_the_session_of_a_tablet_ends_five_minutes_after_the_last_tap() -> None:
    tablet = enrolled()
    type_pin(tablet, nurse())
    session = Session.objects.get(pk=tablet.session.session_key)
    assert session.expire_date <= datetime.now(UTC) + timedelta(seconds=300)
    session.expire_date = datetime.now(UTC) - timedelta(seconds=1)
    session.save()
    assert tablet.get(BOARD).headers["Location"].startswith("/accounts/pin/")


@pytest.mark.parametrize(("headers", "goes_on"), [({"HX-Request": "true"}, False), ({}, True)])
def test_a_board_that_fetches_itself_again_is_no_tap(
    headers: dict[str, str], *, goes_on: bool
) -> None:
    tablet = enrolled()
    type_pin(tablet, nurse())
    tablet.get(BOARD)
    soon = datetime.now(UTC) + timedelta(seconds=9)
    session = tablet.session
    session[tablets.TAPPED] -= 60
    session.save()
    Session.objects.filter(pk=session.session_key).update(expire_date=soon)
    tablet.get(f"{BOARD}now/", headers=headers)
    assert (Session.objects.get(pk=session.session_key).expire_date > soon) == goes_on


def test_the_lock_button_leaves_the_tablet_to_the_next_colleague() -> None:
    tablet = enrolled()
    type_pin(tablet, nurse())
    assert 'data-idle-seconds="300"' in tablet.get(BOARD).content.decode()
    assert tablet.get("/accounts/lock/").status_code == 405
    assert tablet.post("/accounts/lock/").headers["Location"] == "/accounts/pin/"
    assert tablet.get(BOARD).status_code == 302


def test_a_tap_on_its_way_while_a_colleague_locks_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tablet = enrolled()
    type_pin(tablet, nurse())

    def gone(*_: object, **__: object) -> None:
        raise UpdateError

    monkeypatch.setattr(SessionStore, "save", gone)
    assert tablet.post(f"{BOARD}call/", {"kind": "help"}).status_code == 401


def test_what_is_written_on_a_tablet_names_the_tablet() -> None:
    tablet, somebody = enrolled(), nurse()
    type_pin(tablet, somebody)
    tablet.post(f"{BOARD}call/", {"kind": "help", "entry_id": str(uuid7()), "occurred_at": ""})
    entry = Entry.objects.get(action="call_for_help")
    assert (entry.actor_id, entry.device_id) == (somebody.pk, Device.objects.get().pk)


@pytest.mark.parametrize("page", ["/accounts/pin/", "/accounts/tablet/", "/accounts/lock/"])
def test_nothing_is_sent_to_a_tablet_from_another_site(page: str) -> None:
    assert Client(enforce_csrf_checks=True).post(page, {"code": "x"}).status_code == 403


@pytest.mark.parametrize("asked", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_after_the_number_nobody_is_sent_elsewhere(asked: str) -> None:
    tablet, somebody = enrolled(), nurse()
    said = {"account": str(somebody.pk), "pin": NUMBER}
    assert tablet.post("/accounts/pin/", said | {"next": asked}).headers["Location"] == "/"
    tablet.post("/accounts/lock/")
    assert tablet.post("/accounts/pin/", said | {"next": BOARD}).headers["Location"] == BOARD


def test_nobody_makes_a_key_of_a_colleague_on_a_tablet_left_open() -> None:
    tablet = enrolled()
    type_pin(tablet, with_password(nurse()))
    for page in ("my-pin", "api-tokens", "passkeys/add", "factors/app/on"):
        asked = tablet.get(f"/accounts/{page}/").headers["Location"]
        assert asked.startswith("/accounts/again/")
    tablet.post("/accounts/api-tokens/", {"name": "mine"})
    assert not ApiToken.objects.exists()
