"""A header that tests change as they need."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from openward.ledger.header import Header

HEADER = Header(
    entry_id=UUID("01935a00-0000-7000-8000-000000000001"),
    tree="record",
    action="start_seclusion",
    version=1,
    subject="incident:01935a00-0000-7000-8000-000000000002",
    person_id=UUID("01935a00-0000-7000-8000-000000000003"),
    actor_id=UUID("01935a00-0000-7000-8000-000000000004"),
    device_id=None,
    zone="Europe/Ljubljana",
    occurred_at=datetime(2026, 11, 23, 1, 5, tzinfo=UTC),
    recorded_at=datetime(2026, 11, 23, 1, 7, 9, tzinfo=UTC),
    base_version=None,
    payload_digest=bytes(range(32)),
)
