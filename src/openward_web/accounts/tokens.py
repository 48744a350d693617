"""Tokens for other systems of the service: made on a page, shown once, kept as a hash."""

import secrets
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from openward_web.accounts.models import Account, ApiToken
from openward_web.ledger.writing import Actor, write
from openward_web.recording.moments import derived


def make_token(
    *, entry_id: UUID, by: Actor, at: datetime, account: Account, name: str, ward_id: UUID | None
) -> str:
    """A new token of one's own account; its text is not kept."""
    key, token = derived(entry_id, "token"), secrets.token_urlsafe(32)
    ApiToken.objects.create(
        pk=key, account=account, name=name, hash=hashed(token), ward_id=ward_id, made_at=at
    )
    payload = {"token_id": str(key), "name": name, "ward_id": str(ward_id) if ward_id else None}
    _write("make_token", entry_id, by, at, account, payload)
    return token


def revoke_token(*, entry_id: UUID, by: Actor, at: datetime, token: ApiToken) -> None:
    """The token opens nothing from now on."""
    ApiToken.objects.filter(pk=token.pk).update(revoked_at=at)
    _write("revoke_token", entry_id, by, at, token.account, {"token_id": str(token.pk)})


def token_of(text: str) -> ApiToken | None:
    """The token that still holds, of an account that is open."""
    found = ApiToken.objects.filter(hash=hashed(text), revoked_at=None, account__is_active=True)
    return found.first()


def hashed(token: str) -> str:
    """Tokens are random and long: a plain hash is enough."""
    return sha256(token.encode()).hexdigest()


def _write(
    action: str, entry_id: UUID, by: Actor, at: datetime, account: Account,
    payload: dict[str, str | None],
) -> None:  # fmt: skip
    write(action, entry_id=entry_id, subject=f"account:{account.pk}", by=by, occurred_at=at,
          payload=dict(payload))  # fmt: skip
