"""The header of an entry, and the leaf that is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from openward.ledger.canonical import canonical
from openward.ledger.tree import leaf_hash


@dataclass(frozen=True, slots=True)
class Header:
    """Who wrote what about whom, and when. What was written is only in its digest.

    tree: `record` or `reads`. version: of the function that applies the action. subject:
    `kind:uuid`. Moments are aware, in whole seconds. base_version: how many entries the subject had
    when the sender looked. payload_digest: 32 bytes.
    """

    entry_id: UUID
    tree: str
    action: str
    version: int
    subject: str
    person_id: UUID | None
    actor_id: UUID | None
    device_id: UUID | None
    zone: str
    occurred_at: datetime
    recorded_at: datetime
    base_version: int | None
    payload_digest: bytes


def header_bytes(header: Header) -> bytes:
    """The canonical JSON of a header: identifiers and moments as text, the digest in hex."""
    return canonical({
        "entry_id": str(header.entry_id),
        "tree": header.tree,
        "action": header.action,
        "version": header.version,
        "subject": header.subject,
        "person_id": _text(header.person_id),
        "actor_id": _text(header.actor_id),
        "device_id": _text(header.device_id),
        "zone": header.zone,
        "occurred_at": _moment(header.occurred_at),
        "recorded_at": _moment(header.recorded_at),
        "base_version": header.base_version,
        "payload_digest": header.payload_digest.hex(),
    })  # fmt: skip


def entry_leaf(header: Header) -> bytes:
    """The leaf hash of an entry."""
    return leaf_hash(header_bytes(header))


def _text(identifier: UUID | None) -> str | None:
    return None if identifier is None else str(identifier)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
