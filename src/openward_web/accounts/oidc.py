"""Signing in through the service's identity provider: it opens accounts that are there."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest
from django.shortcuts import render

from openward_web.accounts.models import Account


class ByUsername(DefaultSocialAccountAdapter):
    """An account and somebody at the provider are joined once, by the name for signing in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: accounts are made by an administrator."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join them the first time.

        Nothing else is joined: whoever finds a tablet open could add a key of their own to it. A
        name that the provider has given to a second person opens nothing.
        """
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(_refused(request))
        if sociallogin.is_existing:
            return
        name = sociallogin.user.username
        account = Account.objects.filter(username=name, is_active=True).first()
        if account is None or SocialAccount.objects.filter(user=account).exists():
            raise ImmediateHttpResponse(_refused(request))
        sociallogin.connect(request, account)

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The provider said no, or nothing that could be understood."""
        raise ImmediateHttpResponse(_refused(request))


def _refused(request: HttpRequest) -> Any:
    return render(request, "accounts/refused.jinja", status=403)
