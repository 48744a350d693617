"""Run by test_oidc.py in a process of its own, with a provider named in the environment.

Prints one JSON object: what happened to each who came back from the provider.
"""

import json

import django

django.setup()

from allauth.core.context import request_context  # noqa: E402
from allauth.socialaccount.adapter import get_adapter  # noqa: E402
from allauth.socialaccount.internal.flows.login import complete_login  # noqa: E402
from allauth.socialaccount.models import SocialAccount  # noqa: E402
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.contrib.messages.storage.cookie import CookieStorage  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402

from openward_web.accounts.models import Account  # noqa: E402
from openward_web.accounts.rules import Role  # noqa: E402
from tests.web.service import account  # noqa: E402


def come_back(subject: str, username: str, process: str = "login") -> str:
    """Who is signed in after the provider sent somebody back; empty: nobody."""
    request = RequestFactory().get("/accounts/oidc/service/login/callback/")
    request.session, request.user = SessionStore(), AnonymousUser()
    request._messages = CookieStorage(request)
    provider = get_adapter().get_provider(request, "service")
    said = {"userinfo": {"sub": subject, "preferred_username": username}}
    login = provider.sociallogin_from_response(request, said)
    login.state = {"process": process}
    with request_context(request):
        complete_login(request, login)
    key = request.session.get("_auth_user_id")
    return Account.objects.get(pk=key).username if key else ""


call_command("migrate", verbosity=0)
for name in ("ada", "mia"):
    account(Role.MINISTRY, name)
left = account(None, "left")
left.is_active = False
left.save()
found = {
    "first": come_back("1", "ada"),
    "again, renamed": come_back("1", "ada-smith"),
    "same name, other person": come_back("2", "ada"),
    "no account": come_back("3", "zoe"),
    "closed": come_back("4", "left"),
    "to an open session": come_back("5", "mia", process="connect"),
    "accounts": Account.objects.count(),
    "joined": SocialAccount.objects.count(),
    "button": "/accounts/oidc/service/login/" in Client().get("/accounts/login/").content.decode(),
    "by GET": Client().get("/accounts/oidc/service/login/").status_code,
    "sign up": Client().get("/accounts/oidc/signup/").status_code,
    "policy": Client().get("/accounts/login/").headers["Content-Security-Policy"],
}
print(json.dumps(found))  # noqa: T201
