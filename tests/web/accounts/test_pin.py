"""Six digits: chosen with the password, locked after five wrong tries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from openward_web.accounts import tablets
from openward_web.accounts.models import Pin
from openward_web.accounts.rules import Role
from tests.web.service import NOON, PASSWORD, WARD, account, service, with_password

from .tablet import NUMBER, WRONG, enrolled, nurse, type_pin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_service() -> None:
    service()


def test_after_five_wrong_tries_the_right_number_opens_nothing_for_a_quarter_of_an_hour() -> None:
    somebody = nurse()
    assert not any(tablets.pin_is_right(somebody, WRONG, NOON) for _ in range(5))
    just_before = NOON + timedelta(minutes=15) - timedelta(seconds=1)
    assert not tablets.pin_is_right(somebody, NUMBER, just_before)
    assert tablets.pin_is_right(somebody, NUMBER, NOON + timedelta(minutes=15))


def test_four_wrong_tries_are_forgotten_after_a_right_one() -> None:
    somebody = nurse()
    for _ in range(3):
        assert not any(tablets.pin_is_right(somebody, WRONG, NOON) for _ in range(4))
        assert tablets.pin_is_right(somebody, NUMBER, NOON)


def test_a_try_is_counted_before_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    somebody, counted = nurse(), []

    def slow(number: str, hashed: str) -> bool:
        counted.append(Pin.objects.get(pk=somebody.pk).wrong_tries)
        return False

    monkeypatch.setattr(tablets, "check_password", slow)
    tablets.pin_is_right(somebody, WRONG, NOON)
    assert counted == [1]


def test_locking_one_number_locks_nobody_else() -> None:
    tablet, one, other = enrolled(), nurse(), nurse()
    assert not any(type_pin(tablet, one, WRONG) for _ in range(5))
    assert not type_pin(tablet, one)
    assert type_pin(tablet, other)


def test_the_password_still_opens_when_the_number_is_locked() -> None:
    tablet, somebody = enrolled(), with_password(nurse())
    for _ in range(5):
        type_pin(tablet, somebody, WRONG)
    tablet.post("/accounts/login/", {"login": somebody.username, "password": PASSWORD})
    assert tablet.get(f"/wards/{WARD}/").status_code == 200


def test_a_number_is_chosen_only_with_the_password_typed_a_moment_ago(client: Client) -> None:
    somebody = with_password(account(Role.WARD_STAFF, ward_id=WARD))
    client.force_login(somebody)
    assert client.post("/accounts/my-pin/", {"pin": NUMBER}).status_code == 302
    assert client.get("/accounts/my-pin/").headers["Location"].startswith("/accounts/again/")
    assert not Pin.objects.exists() and NUMBER not in str(dict(client.session))
    client.post("/accounts/again/", {"password": PASSWORD})
    client.post("/accounts/my-pin/", {"pin": NUMBER})
    pin = Pin.objects.get(pk=somebody.pk)
    assert pin.hash.startswith("argon2") and NUMBER not in pin.hash


@pytest.mark.parametrize("number", ["000000", "121212", "123456", "987654", "890123"])
def test_a_number_that_anybody_would_try_first_is_refused(number: str) -> None:
    assert tablets.is_easy(number)


def test_other_numbers_may_be_chosen() -> None:
    assert not tablets.is_easy(NUMBER)


@pytest.mark.parametrize("number", ["27182", "2718281", "27182a", "٢٧١٨٢٨"])
def test_a_number_has_six_digits(client: Client, number: str) -> None:
    client.login(username=with_password(nurse()).username, password=PASSWORD)
    client.post("/accounts/again/", {"password": PASSWORD})
    assert client.post("/accounts/my-pin/", {"pin": number}).status_code == 422
