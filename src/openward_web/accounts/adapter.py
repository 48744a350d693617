"""How allauth fits here: nobody signs up by themselves, and no mail is sent."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from openward_web.accounts.models import Account


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator of the service."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: Account, password: str) -> None:
        """Whoever chose their own password need not change it again."""
        user.must_change_password = False
        super().set_password(user, password)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No account has an address, and nothing about one is sent by mail."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """See above: what changed stands on the account's own page."""


class SecondFactors(DefaultMFAAdapter):
    """How an account is called in an authenticator."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name beside the passkey."""
        return super().get_public_key_credential_rp_entity() | {"name": "OpenWard"}
