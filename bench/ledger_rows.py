"""`python -m bench.ledger_rows 100000`: so many sealed entries in an installation, by the models.

As actions write them, but many at a time: header, salted digest, payload under the person's key.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import django

PEOPLE, AT_ONCE = 500, 5_000
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Write and seal them."""
    django.setup()
    from django.db import transaction

    from openward_web.ledger.models import Entry, Payload
    from openward_web.ledger.sealing import seal

    with transaction.atomic():
        made = list(entries(int(sys.argv[1])))
        for start in range(0, len(made), AT_ONCE):
            some = made[start : start + AT_ONCE]
            Entry.objects.bulk_create(entry for entry, _ in some)
            Payload.objects.bulk_create(Payload(entry=e, ciphertext=hidden) for e, hidden in some)
    seal(DAY)


def entries(count: int) -> Iterator[tuple[Any, bytes]]:
    """Entries of one shape, of many people, each with its encrypted payload."""
    from openward.ledger.canonical import canonical
    from openward.ledger.sealing import encrypt, payload_digest
    from openward_web.ledger.keys import key_of
    from openward_web.ledger.models import RECORD, Entry

    people = [UUID(int=10_000 + number) for number in range(PEOPLE)]
    keys = [key_of(person) for person in people]
    for number in range(count):
        salt, moment = os.urandom(16), DAY + timedelta(seconds=number)
        row = {"observation_id": str(UUID(int=number)), "started_at": moment.isoformat(),
               "measure_id": str(UUID(int=number // 20)), "mode": "in_sight"}  # fmt: skip
        body = canonical({"new": {"observations": [row]}})
        entry = Entry(
            entry_id=UUID(int=number), tree=RECORD, action="observe", version=1,
            subject=f"incident:{UUID(int=number // 20)}", person_id=people[number % PEOPLE],
            actor_id=UUID(int=7), device_id=None, zone="Europe/Bratislava", occurred_at=moment,
            recorded_at=moment, payload_digest=payload_digest(salt, body),
        )  # fmt: skip
        yield entry, encrypt(keys[number % PEOPLE], salt, body, entry.entry_id, os.urandom(12))


if __name__ == "__main__":
    main()
