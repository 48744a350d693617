"""Rows of one person for tests: as small as FHIR lets them be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from openward.exchange.own_record.record import Row

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ME = Row("persons", "person_id", {"person_id": UUID(int=1), "sex": "female", "birth_year": 1990})


def line(text: str, number: int = 10, **cells: Any) -> Row:
    """A line of the own plan, in the person's words."""
    return Row("plan_lines", "line_id", {
        "line_id": UUID(int=number), "person_id": UUID(int=1), "voice": "mine", "text": text,
        "written_at": NOON, "from_version": 1, **cells,
    })  # fmt: skip


def voice(whose: str, number: int = 20) -> Row:
    """Somebody's account of an incident."""
    return Row("voices", "voice_id", {
        "voice_id": UUID(int=number), "whose": whose, "words": f"words of {whose}",
        "written_at": NOON, "incident_id": UUID(int=30),
    })  # fmt: skip


def entry(number: int, **new: list[dict[str, Any]]) -> Row:
    """An entry of the ledger that made rows."""
    return Row("ledger_entries", "position", {
        "position": number, "entry_id": UUID(int=900 + number), "tree": "record",
        "action": "add_voice", "occurred_at": NOON, "recorded_at": NOON, "payload": {"new": new},
    })  # fmt: skip
