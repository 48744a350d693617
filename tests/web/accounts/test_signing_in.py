"""Signing in: by password, with a second factor, and never by making oneself an account."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from tests.web.service import PASSWORD, WARD, account, service, signed_in, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse() -> Account:
    service()
    return with_password(account(Role.WARD_STAFF, "nurse", ward_id=WARD))


def sign_in(client: Client, password: str = PASSWORD) -> str:
    answer = client.post("/accounts/login/", {"login": "nurse", "password": password})
    return answer.get("Location", "")


def code_of(secret: str) -> str:
    """The six digits of an authenticator app now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    made = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = made[-1] & 15
    return f"{(struct.unpack('>I', made[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def test_a_password_opens_the_board_and_the_session_gets_a_new_name(nurse: Account) -> None:
    client = Client()
    client.get("/figures/")
    session = client.session
    session["seen"] = True
    session.save()
    before = client.session.session_key
    assert sign_in(client) == "/"
    assert client.session.session_key != before


def test_a_wrong_password_opens_nothing_and_names_nothing(nurse: Account) -> None:
    client = Client()
    answer = client.post("/accounts/login/", {"login": "nurse", "password": "wrong wrong wrong"})
    stranger = client.post("/accounts/login/", {"login": "nobody", "password": "wrong wrong wrong"})
    assert "_auth_user_id" not in client.session
    said = [a.content.decode().split("error-summary__list")[1][:200] for a in (answer, stranger)]
    assert said[0] == said[1]


def test_many_wrong_passwords_are_slowed_down(nurse: Account) -> None:
    client = Client()
    for _ in range(12):
        sign_in(client, "wrong wrong wrong")
    assert sign_in(client) == ""


def test_signing_out_ends_the_session(nurse: Account) -> None:
    client = Client()
    sign_in(client)
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_nobody_makes_an_account_for_themselves(nurse: Account) -> None:
    form = {"username": "new", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/accounts/closed/", form)
    assert Account.objects.count() == 1


def with_an_app() -> str:
    """Switch the app on, as somebody would: the password is asked for once more. Its secret."""
    client = Client()
    sign_in(client)
    place = "/accounts/factors/app/on/"
    again = client.get(place)["Location"]
    assert again.startswith("/accounts/again/")
    client.post(again, {"password": PASSWORD})
    secret = client.get(place).content.decode().split("<code>")[1].split("</code>")[0].strip()
    client.post(place, {"code": code_of(secret)})
    return secret


def test_an_app_is_asked_for_after_the_password(nurse: Account) -> None:
    secret, client = with_an_app(), Client()
    assert sign_in(client) == "/accounts/factors/sign-in/"
    assert "_auth_user_id" not in client.session
    assert "The goal is zero." in client.get("/accounts/factors/sign-in/").content.decode()
    cache.clear()  # a code that was used a second ago is not taken again
    client.post("/accounts/factors/sign-in/", {"code": code_of(secret)})
    assert "_auth_user_id" in client.session


def test_a_recovery_code_works_once(nurse: Account) -> None:
    with_an_app()
    codes = next(
        a for a in Authenticator.objects.all() if a.type == Authenticator.Type.RECOVERY_CODES
    )
    code = codes.wrap().get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        sign_in(client)
        client.post("/accounts/factors/sign-in/", {"code": code})
        assert ("_auth_user_id" in client.session) is expected


def test_whoever_must_change_the_password_is_led_there_from_every_page(nurse: Account) -> None:
    nurse.must_change_password = True
    nurse.save()
    client = signed_in(nurse)
    for page in ("/", f"/wards/{WARD}/", "/accounts/factors/"):
        assert client.get(page)["Location"] == "/accounts/password/"
    chosen = "another story 77"
    form = {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen}
    client.post("/accounts/password/", form)
    nurse.refresh_from_db()
    assert not nurse.must_change_password
    assert client.get(f"/wards/{WARD}/").status_code == 200


@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/closed/", "/accounts/inactive/"])
def test_pages_of_allauth_are_ours(page: str) -> None:
    assert "The goal is zero." in Client().get(page).content.decode()


@pytest.mark.parametrize(
    "page", ["password/", "factors/", "factors/app/on/", "factors/codes/", "passkeys/",
             "passkeys/add/", "again/"],
)  # fmt: skip
def test_pages_of_the_own_account_are_ours(nurse: Account, page: str) -> None:
    client = Client()
    sign_in(client)
    answer = client.get(f"/accounts/{page}", follow=True)
    assert answer.status_code in {200, 404}
    assert "The goal is zero." in answer.content.decode()


def test_no_stock_page_can_be_shown_at_all() -> None:
    assert [t["BACKEND"] for t in settings.TEMPLATES] == ["django.template.backends.jinja2.Jinja2"]


@pytest.mark.parametrize("page", ["signup/", "email/", "password/reset/", "confirm-email/",
                                  "password/set/", "login/code/confirm/"])  # fmt: skip
def test_what_nobody_wants_is_not_routed(page: str) -> None:
    assert Client().get(f"/accounts/{page}").status_code == 404
