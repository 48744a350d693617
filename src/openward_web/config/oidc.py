"""Signing in through the identity provider of the service, where one is named."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

#: In the address that the provider sends people back to: /accounts/oidc/service/login/callback/.
PROVIDER = "service"
APPS = ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]


def provider(environment: Mapping[str, str]) -> dict[str, Any] | None:
    """What allauth wants to know of the provider; None where none is named.

    Raises
    ------
    ImproperlyConfigured
        Something is missing, or the address is not https.
    """
    issuer = environment.get("OPENWARD_OIDC_ISSUER", "")
    if not issuer:
        return None
    client = environment.get("OPENWARD_OIDC_CLIENT_ID", "")
    secret = environment.get("OPENWARD_OIDC_CLIENT_SECRET", "")
    if not (client and secret):
        raise ImproperlyConfigured("OPENWARD_OIDC_ISSUER needs _CLIENT_ID and _CLIENT_SECRET")
    if urlsplit(issuer).scheme != "https":
        raise ImproperlyConfigured("OPENWARD_OIDC_ISSUER begins with https://")
    app = {
        "provider_id": PROVIDER, "name": PROVIDER, "client_id": client, "secret": secret,
        "settings": {"server_url": issuer.rstrip("/")},
    }  # fmt: skip
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid", "profile"],
                               "APPS": [app]}}  # fmt: skip


def origin(issuer: str) -> str:
    """Where the browser is sent to: `https://host:port`."""
    parts = urlsplit(issuer)
    return f"{parts.scheme}://{parts.netloc}"
