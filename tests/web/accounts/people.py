"""Accounts as tests make them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.test import Client
from uuid6 import uuid7

from openward_web.accounts import actions
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from tests.web.service import NOON, NURSE

PASSWORD = "a long story about a ward"  # noqa: S105 - of a test
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def account(name: str, role: Role | None = None, **place: UUID) -> Account:
    """An account with a password, and a role since the day before."""
    made = Account(pk=uuid7(), username=name, display_name=name.capitalize())
    made.set_password(PASSWORD)
    made.save(force_insert=True)
    if role is not None:
        actions.grant_role(
            entry_id=uuid7(), by=NURSE, at=NOON - timedelta(days=1), account_id=made.pk, role=role,
            **place,
        )  # fmt: skip
    return made


def signed_in(made: Account) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(made, backend=BACKEND)
    return client
