"""Entries as tests write them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from openward_web.ledger.models import Entry
from openward_web.ledger.rows import payload_of
from openward_web.ledger.writing import Actor, write

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NURSE = Actor(account_id=UUID(int=7), device_id=None, zone="Europe/Sofia")
FACILITY: dict[str, Any] = {
    "name": "Test hospital",
    "country": "BG",
    "timezone": "Europe/Sofia",
    "kind": "psychiatric_hospital",
}


def write_facility(entry_id: UUID | None = None, **cells: Any) -> Entry:
    key = cells.pop("facility_id", None) or uuid7()
    return write(
        "set_up_facility",
        entry_id=entry_id or uuid7(),
        subject=f"facility:{key}",
        payload=payload_of(new={"facilities": [{"facility_id": key, **FACILITY, **cells}]}),
        by=NURSE,
        occurred_at=NOON,
    )
