"""Keys: one of the installation, one of each person wrapped by it."""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from openward.ledger.sealing import new_key, unwrap_key, wrap_key
from openward_web.ledger.models import Key

#: The owner of what is about nobody: wards, accounts, devices.
NOBODY = UUID(int=0)


class KeyDestroyed(LookupError):  # noqa: N818 - it names what was found
    """The key of this person was destroyed; what was written about them cannot be read."""


def key_of(person_id: UUID | None) -> bytes:
    """The key of a person, made at the first entry about them. 32 bytes.

    Raises
    ------
    KeyDestroyed
        There was one: nothing more is written about them.
    """
    owner = person_id or NOBODY
    if found := keys_of([owner]):
        return found[owner]
    # Somebody else may be making it at the same moment: the first one stands.
    made = Key(owner=owner, wrapped=wrap_key(_master(), new_key(os.urandom)))
    Key.objects.bulk_create([made], ignore_conflicts=True)
    if found := keys_of([owner]):
        return found[owner]
    raise KeyDestroyed(str(owner))


def keys_of(person_ids: Iterable[UUID | None]) -> dict[UUID, bytes]:
    """Their keys that still exist, by owner, in one query."""
    return _by_owner(Key.objects.filter(pk__in={key or NOBODY for key in person_ids}))


def all_keys() -> dict[UUID, bytes]:
    """Every key that still exists, by its owner."""
    return _by_owner(Key.objects.all())


def _by_owner(keys: "QuerySet[Key]") -> dict[UUID, bytes]:
    pairs = keys.values_list("owner", "wrapped")
    return {owner: _unwrapped(bytes(wrapped)) for owner, wrapped in pairs if wrapped}


def _unwrapped(wrapped: bytes) -> bytes:
    return unwrap_key(_master(), wrapped)


@cache
def _master() -> bytes:
    path: Path = settings.MASTER_KEY_PATH
    return bytes.fromhex(path.read_text(encoding="ascii"))
