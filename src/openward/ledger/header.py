"""The header of an entry: what stays for ever, and what the tree holds as a leaf.

It says who did what to what, and when; what was written (the payload) only by its salted digest, so
that a payload can lawfully be destroyed and the tree still verifies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from openward.ledger.canonical import canonical
from openward.ledger.tree import HASH_BYTES, leaf_hash

Tree = Literal["record", "reads"]


@dataclass(frozen=True, slots=True)
class Header:
    """One entry without its payload.

    version: of the action, from 1. subject: `kind:uuid`. actor_id: None for the system itself.
    zone: IANA name, of the place where it was entered. base_version: how many entries the subject
    had when the writer looked. Moments are aware and whole seconds; payload_digest is 32 bytes.
    """

    entry_id: UUID
    tree: Tree
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

    def __post_init__(self) -> None:
        for moment in (self.occurred_at, self.recorded_at):
            if moment.utcoffset() is None or moment.microsecond:
                raise ValueError(f"{moment.isoformat()} is not an aware moment in whole seconds")
        if len(self.payload_digest) != HASH_BYTES:
            raise ValueError(f"a payload digest has {HASH_BYTES} bytes")


def header_bytes(header: Header) -> bytes:
    """The header as canonical JSON, all keys always there: what is hashed."""
    return canonical(
        {
            "entry_id": str(header.entry_id),
            "tree": header.tree,
            "action": header.action,
            "version": header.version,
            "subject": header.subject,
            "person_id": _id(header.person_id),
            "actor_id": _id(header.actor_id),
            "device_id": _id(header.device_id),
            "zone": header.zone,
            "occurred_at": _utc(header.occurred_at),
            "recorded_at": _utc(header.recorded_at),
            "base_version": header.base_version,
            "payload_digest": header.payload_digest.hex(),
        }
    )


def entry_leaf(header: Header) -> bytes:
    """The leaf of the entry in its tree, 32 bytes."""
    return leaf_hash(header_bytes(header))


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"
