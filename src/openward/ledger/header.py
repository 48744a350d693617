"""The header of an entry: what stays for ever, and what the tree holds as a leaf.

It says who did what to what, and when; what was written (the payload) only by its salted digest, so
that a payload can lawfully be destroyed and the tree still verifies.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from openward.ledger.canonical import Json, canonical
from openward.ledger.tree import HASH_BYTES, leaf_hash

Tree = Literal["record", "reads"]


@dataclass(frozen=True, slots=True)
class Header:
    """One entry without its payload.

    version: of the action, from 1. subject: `kind:uuid`. actor_id: None for the system itself.
    zone: the IANA zone of the place where it was entered. base_version: of the subject, as the
    writer saw it. Moments are aware and whole seconds; payload_digest is 32 bytes.
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


_NAMES = tuple(field.name for field in fields(Header))


def header_bytes(header: Header) -> bytes:
    """The header as canonical JSON, all keys always there: what is hashed."""
    return canonical({name: _as_json(getattr(header, name)) for name in _NAMES})


def entry_leaf(header: Header) -> bytes:
    """The leaf of the entry in its tree, 32 bytes."""
    return leaf_hash(header_bytes(header))


def _as_json(value: Any) -> Json:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, bytes):
        return value.hex()
    plain: Json = value
    return plain
