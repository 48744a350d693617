"""A shared tablet: enrolled once, opened with a name and six digits, locked when nobody taps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts import actions, tablets
from openward_web.accounts.models import Account, Device, DeviceSecret
from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from openward_web.ledger.writing import payload_of_entry
from tests.web.accounts.people import account, signed_in
from tests.web.service import HOSPITAL, NOON, NURSE, OTHER_WARD, WARD, service

pytestmark = pytest.mark.django_db
NUMBER = "314159"


@pytest.fixture
def nurse() -> Account:
    service()
    made = account("nurse", Role.WARD_STAFF, ward_id=WARD)
    tablets.set_pin(made, NUMBER)
    return made


def enrolled(ward_id: Any = WARD) -> Client:
    device = actions.enrol_device(
        entry_id=uuid7(), by=NURSE, at=NOON, ward_id=ward_id, name="Tablet"
    )
    client = Client()
    client.post("/accounts/tablet/", {"code": tablets.new_code(device, datetime.now(UTC))})
    return client


def opened(client: Client, who: Account, number: str = NUMBER) -> bool:
    client.post("/accounts/pin/", {"account": str(who.pk), "pin": number})
    return "_auth_user_id" in client.session


def test_a_name_and_a_number_open_the_board_on_the_own_ward(nurse: Account) -> None:
    client = enrolled()
    assert opened(client, nurse)
    assert client.get("/").status_code == 200
    assert client.session.get_expiry_age() <= tablets.IDLE_SECONDS


def test_a_number_opens_nothing_where_no_tablet_is_enrolled(nurse: Account) -> None:
    assert not opened(Client(), nurse)


def test_a_number_opens_nothing_on_the_tablet_of_another_ward(nurse: Account) -> None:
    assert not opened(enrolled(OTHER_WARD), nurse)


def test_a_lead_of_the_facility_is_among_the_names(nurse: Account) -> None:
    lead = account("lead", Role.FACILITY_LEAD, facility_id=HOSPITAL)
    tablets.set_pin(lead, NUMBER)
    assert opened(enrolled(), lead)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MINISTRY, Role.PERSON])
def test_nobody_but_staff_signs_in_with_a_number(nurse: Account, role: Role) -> None:
    other = account("other", role)
    tablets.set_pin(other, NUMBER)
    assert not opened(enrolled(), other)


def test_a_code_works_once_and_for_a_quarter_of_an_hour(nurse: Account) -> None:
    device = actions.enrol_device(entry_id=uuid7(), by=NURSE, at=NOON, ward_id=WARD, name="T")
    code = tablets.new_code(device, NOON)
    assert tablets.enrol(code, NOON + tablets.CODE_HOLDS) is None
    assert tablets.enrol(code.lower(), NOON) is not None
    assert tablets.enrol(code, NOON) is None


def test_a_revoked_tablet_is_none(nurse: Account) -> None:
    client = enrolled()
    device = Device.objects.get()
    actions.revoke_device(entry_id=uuid7(), by=NURSE, at=NOON, device_id=device.pk)
    assert not opened(client, nurse)


@pytest.mark.parametrize("cookie", ["", "nonsense", f"{uuid7()}:x", "{device}:x"])
def test_a_cookie_that_is_not_ours_is_no_tablet(nurse: Account, cookie: str) -> None:
    enrolled()
    client = Client()
    client.cookies[tablets.COOKIE] = cookie.format(device=Device.objects.get().pk)
    assert not opened(client, nurse)


def test_five_wrong_numbers_lock_for_a_quarter_of_an_hour(nurse: Account) -> None:
    for _ in range(tablets.WRONG_TRIES):
        assert not tablets.pin_is_right(nurse, "000000", NOON)
    assert not tablets.pin_is_right(nurse, NUMBER, NOON)
    assert not tablets.pin_is_right(nurse, NUMBER, NOON + timedelta(minutes=14))
    assert tablets.pin_is_right(nurse, NUMBER, NOON + tablets.LOCKED_FOR)


def test_a_right_number_forgets_wrong_ones(nurse: Account) -> None:
    for number in ["000000"] * 4 + [NUMBER] + ["000000"] * 4:
        tablets.pin_is_right(nurse, number, NOON)
    assert tablets.pin_is_right(nurse, NUMBER, NOON)


def test_locking_leaves_the_tablet_to_the_next_colleague(nurse: Account) -> None:
    client = enrolled()
    opened(client, nurse)
    assert client.post("/accounts/lock/")["Location"] == "/accounts/pin/"
    assert client.get("/wards/" + str(WARD) + "/")["Location"].startswith("/accounts/pin/")


def test_a_tap_on_its_way_while_a_colleague_locks_is_kept(
    nurse: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enrolled()
    opened(client, nurse)

    def gone(*_: object, **__: object) -> None:
        raise UpdateError

    monkeypatch.setattr(SessionStore, "save", gone)
    assert client.post(f"/wards/{WARD}/call/", {"kind": "help"}).status_code == 401


def test_whoever_came_with_a_number_cannot_choose_one(nurse: Account) -> None:
    client = enrolled()
    opened(client, nurse)
    assert client.get("/accounts/my-pin/").status_code == 404
    assert signed_in(nurse).get("/accounts/my-pin/").status_code == 200


def test_a_board_that_fetches_itself_keeps_nobody_signed_in(nurse: Account) -> None:
    client = enrolled()
    opened(client, nurse)
    session = client.session
    session.set_expiry(60)
    session.save()
    client.get(f"/wards/{WARD}/now/", headers={"HX-Request": "true"})
    assert client.session.get_expiry_age() == 60
    client.get(f"/wards/{WARD}/")
    assert client.session.get_expiry_age() == tablets.IDLE_SECONDS


def test_no_secret_enters_the_ledger(nurse: Account) -> None:
    client = enrolled()
    opened(client, nurse)
    written = " ".join(str(payload_of_entry(e)) for e in Entry.objects.filter(tree="record"))
    secret = DeviceSecret.objects.get()
    for hidden in (NUMBER, secret.cookie_hash, client.cookies[tablets.COOKIE].value, "argon2"):
        assert hidden and hidden not in written
