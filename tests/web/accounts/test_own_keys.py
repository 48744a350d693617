"""One's own keys: sessions, the app, passkeys, and what is not there to be attacked."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import NoReverseMatch, reverse

from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from tests.web.service import PASSWORD, WARD, account, service, with_password

pytestmark = pytest.mark.django_db
BOARD = f"/wards/{WARD}/"


@pytest.fixture
def nurse() -> Account:
    service()
    return with_password(account(Role.WARD_STAFF, "nurse", ward_id=WARD))


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> str:
    """Where signing in leads to; empty where it does not."""
    said = {"login": "nurse", "password": password, **more}
    return client.post("/accounts/login/", said).headers.get("Location", "")


@pytest.mark.usefixtures("nurse")
def test_signing_out_ends_the_session_on_the_server(client: Client) -> None:
    sign_in(client)
    kept = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    client.cookies["sessionid"] = kept
    assert client.get(BOARD).status_code == 302


@pytest.mark.usefixtures("nurse")
def test_opening_the_page_alone_signs_nobody_out(client: Client) -> None:
    sign_in(client)
    client.get("/accounts/logout/")
    assert client.get(BOARD).status_code == 200


@pytest.mark.parametrize(
    "asked", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_signing_in_leads_to_no_other_site(client: Client, nurse: Account, asked: str) -> None:
    assert sign_in(client, next=asked) == "/"
    assert sign_in(Client(), next=BOARD) == BOARD


def test_an_app_is_switched_on_with_the_password_and_brings_recovery_codes(
    client: Client, nurse: Account
) -> None:
    client.force_login(nurse)
    assert (
        client.get("/accounts/factors/app/on/").headers["Location"].startswith("/accounts/again/")
    )
    client.post("/accounts/again/", {"password": PASSWORD})
    page = client.get("/accounts/factors/app/on/")
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    now = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    client.post("/accounts/factors/app/on/", {"code": now})
    assert {a.type for a in Authenticator.objects.filter(user=nurse)} == {"totp", "recovery_codes"}
    assert client.get("/accounts/factors/codes/file/").content.decode().split()


@pytest.mark.parametrize(
    "page",
    ["passkeys/", "passkeys/add/", "passkeys/again/", "passkeys/1/remove/", "passkeys/1/name/"],
)
def test_passkeys_are_kept_by_whoever_is_signed_in(client: Client, page: str) -> None:
    service()
    assert client.get(f"/accounts/{page}").headers["Location"].startswith("/accounts/login/")


def test_nobody_keeps_the_passkey_of_somebody_else(client: Client, nurse: Account) -> None:
    other = account(Role.WARD_STAFF, ward_id=WARD)
    theirs = Authenticator.objects.create(user=other, type="webauthn", data={"name": "key"})
    client.login(username="nurse", password=PASSWORD)
    sign_in(client)
    for what in ("remove", "name"):
        assert client.post(f"/accounts/passkeys/{theirs.pk}/{what}/").status_code in {302, 404}
    assert Authenticator.objects.filter(pk=theirs.pk, data={"name": "key"}).exists()


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_reset_password", "account_set_password", "account_confirm_email",
     "account_request_login_code", "account_signup_by_passkey", "mfa_signup_webauthn",
     "socialaccount_signup", "socialaccount_connections", "usersessions_list"],
)  # fmt: skip
def test_what_we_do_not_offer_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_password_is_hashed_with_argon2(nurse: Account) -> None:
    assert nurse.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("password", ["short", "password1234"])
def test_a_weak_password_is_refused(client: Client, nurse: Account, password: str) -> None:
    client.force_login(nurse)
    said = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    client.post("/accounts/password/", said)
    nurse.refresh_from_db()
    assert nurse.check_password(PASSWORD)
