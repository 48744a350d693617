"""No page opens without a rule, and none before a password that others know was changed."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from openward_web.accounts.rules import Role
from openward_web.config import urls
from tests.web.service import WARD, account, service, with_password

pytestmark = pytest.mark.django_db


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to all")


@pytest.fixture
def with_a_forgotten_rule() -> object:
    urlpatterns = (*urls.urlpatterns, path("forgotten/", forgotten))
    handlers = {f"handler{n}": getattr(urls, f"handler{n}") for n in (400, 403, 404, 500)}
    module = type("Addresses", (), {"urlpatterns": urlpatterns, **handlers})
    with override_settings(ROOT_URLCONF=module):
        yield


@pytest.mark.usefixtures("with_a_forgotten_rule")
def test_a_view_that_says_nothing_opens_to_nobody(client: Client) -> None:
    service()
    assert client.get("/forgotten/").status_code == 302
    client.force_login(account(Role.ADMINISTRATOR))
    assert client.get("/forgotten/").status_code == 403


def test_an_account_without_a_role_opens_its_own_page_and_nothing_else(client: Client) -> None:
    service()
    client.force_login(account(None))
    assert client.get("/accounts/factors/").status_code == 200
    assert client.get(f"/wards/{WARD}/").status_code == 403


@pytest.mark.parametrize("page", ["/", f"/wards/{WARD}/", "/accounts/factors/", "/figures/"])
def test_a_password_that_others_know_is_changed_before_anything_opens(
    client: Client, page: str
) -> None:
    service()
    somebody = with_password(account(Role.WARD_STAFF, ward_id=WARD))
    somebody.must_change_password = True
    somebody.save()
    client.force_login(somebody)
    answer = client.get(page)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/password/")
    assert client.get("/accounts/password/").status_code == 200
    assert client.get("/accounts/logout/").status_code == 200


def test_what_is_sent_without_signing_in_is_told_to_wait(client: Client) -> None:
    service()
    assert client.post(f"/wards/{WARD}/distress/").status_code == 401


def test_a_closed_account_opens_nothing(client: Client) -> None:
    service()
    somebody = account(Role.WARD_STAFF, ward_id=WARD)
    client.force_login(somebody)
    somebody.is_active = False
    somebody.save()
    assert client.get(f"/wards/{WARD}/").status_code == 302


def test_pages_of_somebody_signed_in_are_kept_in_no_cache(client: Client) -> None:
    service()
    client.force_login(account(Role.WARD_STAFF, ward_id=WARD))
    assert client.get(f"/wards/{WARD}/").headers["Cache-Control"] == "no-store"
