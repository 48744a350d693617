"""Who opened a person's record: an entry in a tree of its own, which may expire earlier."""

import os
from datetime import UTC, datetime, timedelta
from uuid import UUID

from uuid6 import uuid7

from openward.ledger.canonical import canonical
from openward.ledger.sealing import payload_digest
from openward_web.ledger.models import READS, Entry
from openward_web.ledger.turns import turn
from openward_web.ledger.writing import Actor, keep

#: Looking again within this time is the same look.
ONE_LOOK = timedelta(minutes=15)


def note_read(*, person_id: UUID, page: str, by: Actor) -> None:
    """Note that somebody opened a page of a person's record, once in 15 minutes.

    page: the kind of page (`incident`, `plan`, `record`), never what stood on it.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    seen = Entry.objects.filter(
        tree=READS, person_id=person_id, actor_id=by.account_id, action=f"read_{page}",
        recorded_at__gt=now - ONE_LOOK,
    )  # fmt: skip
    if seen.exists():
        return
    body, salt = canonical({"page": page}), os.urandom(16)
    with turn(f"reads:{person_id}"):
        entry = Entry(
            entry_id=uuid7(), tree=READS, action=f"read_{page}", version=1,
            subject=f"person:{person_id}", person_id=person_id, actor_id=by.account_id,
            device_id=by.device_id, zone=by.zone, occurred_at=now, recorded_at=now,
            payload_digest=payload_digest(salt, body),
        )  # fmt: skip
        keep(entry, salt, body)


def reads_of(person_id: UUID) -> "list[Entry]":
    """Everybody who opened the record of a person, the latest first."""
    found = Entry.objects.filter(tree=READS, person_id=person_id)
    return list(found.order_by("-position"))
