"""Every page of allauth that can be reached is ours: our words, our look, no inline script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.template import engines
from django.test import Client
from django.urls import URLPattern

import openward_web
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.accounts.urls import urlpatterns
from tests.web.service import PASSWORD, WARD, account, service, with_password

OURS = Path(openward_web.__file__).parent
#: Nothing to show to somebody who is signed in, or who has no app.
LEADS_ELSEWHERE = {
    "account_login", "account_signup", "mfa_authenticate", "mfa_reauthenticate",
    "mfa_login_webauthn", "mfa_reauthenticate_webauthn",
}  # fmt: skip
#: Closed: the page that says so is another one.
CLOSED = {"account_signup"}
TEMPLATES = {
    pattern.name: pattern.callback.view_class.template_name
    for pattern in urlpatterns
    if getattr(getattr(pattern.callback, "view_class", None), "template_name", None)
    and pattern.name not in CLOSED
}


def test_no_template_of_django_or_allauth_can_render() -> None:
    assert [engine["BACKEND"] for engine in settings.TEMPLATES] == [
        "django.template.backends.jinja2.Jinja2"
    ]


@pytest.mark.parametrize(("name", "template"), TEMPLATES.items())
def test_the_template_of_a_page_stands_in_our_house(name: str, template: str) -> None:
    found = Path(engines["jinja2"].get_template(template).template.filename)
    assert found.is_relative_to(OURS), name


def test_pages_with_a_template_were_found() -> None:
    assert len(TEMPLATES) >= 15


@pytest.fixture
def somebody() -> Any:
    """Signed in with the password a moment ago."""
    service()
    made, client = with_password(account(Role.WARD_STAFF, ward_id=WARD)), Client()
    client.post("/accounts/login/", {"login": made.username, "password": PASSWORD})
    client.post("/accounts/again/", {"password": PASSWORD})
    return client


def _has(pattern: URLPattern) -> None:
    """What the page is about: an app, recovery codes, or a passkey."""
    user = Account.objects.get()
    if "app/off" in str(pattern.pattern):
        TOTP.activate(user, "A" * 32)
    codes = {"seed": "a" * 40, "used_mask": 0}
    Authenticator.objects.create(user=user, type="recovery_codes", data=codes, pk=7)
    if "<int:pk>" in str(pattern.pattern):
        Authenticator.objects.create(user=user, type="webauthn", data={"name": "key"}, pk=8)


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_the_page_is_shown_in_our_layout(somebody: Client, pattern: URLPattern) -> None:
    _has(pattern)
    page = somebody.get("/accounts/" + str(pattern.pattern).replace("<int:pk>", "8"))
    is_html = page.headers.get("Content-Type", "").startswith("text/html")
    assert page.status_code == 200 or pattern.name in LEADS_ELSEWHERE
    if page.status_code == 200 and is_html:
        assert 'class="ow-header"' in page.content.decode()
        assert "unsafe" not in page.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_picture_for_the_app_may_be_shown_and_nowhere_else(somebody: Client) -> None:
    policies = [somebody.get(f"/accounts/factors/{page}").headers["Content-Security-Policy"]
                for page in ("app/on/", "")]  # fmt: skip
    assert ["data:" in policy for policy in policies] == [True, False]
