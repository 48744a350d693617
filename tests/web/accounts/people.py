"""Accounts with a password, by name."""

from __future__ import annotations

from typing import Any

from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from tests.web import service
from tests.web.service import signed_in

__all__ = ["account", "signed_in"]


def account(name: str, role: Role | None = None, **place: Any) -> Account:
    """An account with a password, and a role since noon."""
    return service.with_password(service.account(role, name, **place))
