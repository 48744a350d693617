"""The one way in which anything is written: an entry, and the rows that it makes.

Both in one transaction. The same entry sent twice is written once: the sender makes its identifier
and may send it again until somebody says that it arrived.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from openward.ledger.canonical import canonical
from openward.ledger.header import Header
from openward.ledger.sealing import decrypt, encrypt, payload_digest
from openward_web.ledger.keys import NOBODY, KeyDestroyed, key_of, keys_of
from openward_web.ledger.models import RECORD, Entry, Payload
from openward_web.ledger.registry import APPLY, NEWEST, Applied
from openward_web.ledger.turns import turn


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: an account on a device, in the zone of the place. None: the system itself."""

    account_id: UUID | None
    device_id: UUID | None
    zone: str
    #: What a clock of the device said that was wrong; kept in entries that make rows.
    clock: dict[str, str | int] | None = None


#: The part of a payload that says so. It is no part of what the sender said.
CLOCK = "device_clock"


class EntryConflict(ValueError):  # noqa: N818 - it names what came in
    """An entry of this identifier was written before, and says something else."""


class NewerVersion(ValueError):  # noqa: N818 - it names what came in
    """Somebody else wrote about the subject since the sender looked."""


def write(  # noqa: PLR0913 - what an entry is
    action: str,
    *,
    entry_id: UUID,
    subject: str,
    payload: dict[str, Any] | Callable[[], dict[str, Any]],
    by: Actor,
    occurred_at: datetime,
    person_id: UUID | None = None,
    base_version: int | None = None,
    recorded_at: datetime | None = None,
    follows: Callable[[], dict[str, list[Any]]] | None = None,
) -> Entry:
    """Write one entry and apply it; an entry that is there already is returned as it is.

    subject: `kind:uuid`. payload: JSON values without floats, or what makes them where they depend
    on what stands there: it is called when nobody else can write about the subject. occurred_at:
    when it happened; the moment of writing is kept beside it. base_version: how many entries the
    subject had when the sender looked, where that matters. recorded_at: only for what was written
    in another system before; now, if it is left out. follows: changed rows of other tables, which
    follow from the payload and from what stands there; they are no part of what the sender said.

    Raises
    ------
    EntryConflict
        The identifier was used for something else.
    NewerVersion
        The subject has other entries than the sender saw.
    """
    now = recorded_at or datetime.now(UTC).replace(microsecond=0)
    with turn(subject):
        if Entry.objects.filter(entry_id=entry_id).exists():
            return _same(entry_id, action, subject, payload, follows is not None)
        said = payload() if callable(payload) else payload
        body = canonical(_with_more(said, follows() if follows else {}, by))
        if base_version is not None and base_version != version_of(subject):
            raise NewerVersion(subject)
        salt = os.urandom(16)
        entry = Entry(
            entry_id=entry_id, tree=RECORD, action=action, version=NEWEST[action], subject=subject,
            person_id=person_id, actor_id=by.account_id, device_id=by.device_id, zone=by.zone,
            occurred_at=occurred_at.replace(microsecond=0), recorded_at=now,
            base_version=base_version, payload_digest=payload_digest(salt, body),
        )  # fmt: skip
        keep(entry, salt, body)
        APPLY[action, entry.version](applied(entry, json.loads(body)))
    return entry


def _with_more(said: dict[str, Any], more: dict[str, list[Any]], by: Actor) -> dict[str, Any]:
    """What the sender said, with what follows from it, and what a wrong clock said."""
    if more:
        said = said | {"changed": said.get("changed", {}) | more}
    if by.clock is not None and said.keys() & {"new", "changed"}:
        said = said | {CLOCK: by.clock}
    return said


def keep(entry: Entry, salt: bytes, body: bytes) -> None:
    """Insert an entry and its encrypted payload."""
    entry.save(force_insert=True)
    hidden = encrypt(key_of(entry.person_id), salt, body, entry.entry_id, os.urandom(12))
    Payload.objects.create(entry=entry, ciphertext=hidden)


def version_of(subject: str) -> int:
    """How many entries a subject has."""
    return Entry.objects.filter(subject=subject).count()


def payload_of_entry(entry: Entry, keys: Mapping[UUID, bytes] | None = None) -> dict[str, Any]:
    """What an entry says. keys: by owner, where those of many entries were read at once.

    Raises
    ------
    Payload.DoesNotExist, KeyDestroyed
        It was removed.
    """
    owner = entry.person_id or NOBODY
    key = (keys_of([owner]) if keys is None else keys).get(owner)
    if key is None:
        raise KeyDestroyed(str(owner))
    _, body = decrypt(key, bytes(entry.payload.ciphertext), entry.entry_id)
    return json.loads(body)  # type: ignore[no-any-return]


def applied(entry: Entry, payload: dict[str, Any]) -> Applied:
    """An entry as its apply function sees it."""
    return Applied(
        id=entry.entry_id, action=entry.action, subject=entry.subject, payload=payload,
        actor_id=entry.actor_id, person_id=entry.person_id, occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
    )  # fmt: skip


def header_of(entry: Entry) -> Header:
    """The header of an entry, from which its leaf is made."""
    return Header(
        entry_id=entry.entry_id, tree=entry.tree, action=entry.action, version=entry.version,
        subject=entry.subject, person_id=entry.person_id, actor_id=entry.actor_id,
        device_id=entry.device_id, zone=entry.zone, occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at, base_version=entry.base_version,
        payload_digest=bytes(entry.payload_digest),
    )  # fmt: skip


def _same(
    entry_id: UUID,
    action: str,
    subject: str,
    payload: dict[str, Any] | Callable[[], dict[str, Any]],
    has_more: bool,
) -> Entry:
    found = Entry.objects.select_related("payload").get(entry_id=entry_id)
    same = (found.action, found.subject) == (action, subject)
    if not same or not (callable(payload) or _says(payload_of_entry(found), payload, has_more)):
        raise EntryConflict(str(found.entry_id))
    return found


def _says(stored: dict[str, Any], payload: dict[str, Any], has_more: bool) -> bool:
    """Whether an entry says this; has_more: in other tables stands what followed from it."""
    stored = {part: said for part, said in stored.items() if part != CLOCK}
    if not has_more:
        return stored == payload
    changed = payload.get("changed", {})
    mine = {name: rows for name, rows in stored.get("changed", {}).items() if name in changed}
    return stored | {"changed": mine} == payload | {"changed": changed}
