"""Tokens for other systems of the service: made on a page, shown once, kept as a hash."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import Q

from openward_web.accounts.models import Account, ApiToken
from openward_web.accounts.rules import Capability, Narrowed
from openward_web.ledger.writing import Actor, write
from openward_web.recording.moments import derived

#: A use is noted once in so long: a write for every question would be a slow board.
NOTED_EVERY = timedelta(hours=1)


def make_token(
    *, entry_id: UUID, by: Actor, at: datetime, account: Account, name: str, narrowed: Narrowed
) -> str:
    """A new token of one's own account; its text is not kept."""
    key, token = derived(entry_id, "token"), secrets.token_urlsafe(32)
    said = {"name": name, "capabilities": sorted(narrowed.capabilities),
            "wards": sorted(map(str, narrowed.wards))}  # fmt: skip
    _write("make_token", entry_id, by, at, account, {"token_id": str(key)} | said)
    ApiToken.objects.create(pk=key, account=account, hash=hashed(token), made_at=at, **said)
    return token


def revoke_token(*, entry_id: UUID, by: Actor, at: datetime, token: ApiToken) -> None:
    """The token opens nothing from now on."""
    ApiToken.objects.filter(pk=token.pk).update(revoked_at=at)
    _write("revoke_token", entry_id, by, at, token.account, {"token_id": str(token.pk)})


def token_of(text: str, now: datetime) -> ApiToken | None:
    """The token that still holds, of an account that is open; that it was used is noted."""
    holds = ApiToken.objects.filter(hash=hashed(text), revoked_at=None, account__is_active=True)
    found = holds.first()
    if found is not None and (found.used_at is None or found.used_at <= now - NOTED_EVERY):
        long_ago = Q(used_at=None) | Q(used_at__lte=now - NOTED_EVERY)
        ApiToken.objects.filter(long_ago, pk=found.pk).update(used_at=now)
    return found


def narrowed_to(token: ApiToken) -> Narrowed:
    """What a token is for."""
    return Narrowed(
        frozenset(map(Capability, token.capabilities)), frozenset(map(UUID, token.wards))
    )


def hashed(token: str) -> str:
    """Tokens are random and long: a plain hash is enough."""
    return sha256(token.encode()).hexdigest()


def _write(
    action: str, entry_id: UUID, by: Actor, at: datetime, account: Account,
    payload: dict[str, object],
) -> None:  # fmt: skip
    write(action, entry_id=entry_id, subject=f"account:{account.pk}", by=by, occurred_at=at,
          payload=dict(payload))  # fmt: skip
