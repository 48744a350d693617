"""The header: its bytes stand for ever, so they stand here too."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from openward.ledger.header import Header, entry_leaf, header_bytes
from openward.ledger.tree import leaf_hash

from .headers import HEADER

OTHER = UUID("01935a00-0000-7000-8000-00000000000f")
LATER = datetime(2026, 11, 24, tzinfo=UTC)
CHANGES: dict[str, Any] = {
    "entry_id": OTHER, "tree": "reads", "action": "end_measure", "version": 2, "subject": "ward:x",
    "person_id": None, "actor_id": None, "device_id": OTHER, "zone": "UTC", "occurred_at": LATER,
    "recorded_at": LATER, "base_version": 0, "payload_digest": bytes(32),
}  # fmt: skip


def test_the_bytes_of_a_header() -> None:
    assert header_bytes(HEADER) == (
        b'{"action":"start_seclusion","actor_id":"01935a00-0000-7000-8000-000000000004",'
        b'"base_version":null,"device_id":null,"entry_id":"01935a00-0000-7000-8000-000000000001",'
        b'"occurred_at":"2026-11-23T01:05:00Z","payload_digest":"000102030405060708090a0b0c0d0e0f'
        b'101112131415161718191a1b1c1d1e1f","person_id":"01935a00-0000-7000-8000-000000000003",'
        b'"recorded_at":"2026-11-23T01:07:09Z",'
        b'"subject":"incident:01935a00-0000-7000-8000-000000000002",'
        b'"tree":"record","version":1,"zone":"Europe/Ljubljana"}'
    )


def test_the_leaf_of_a_header() -> None:
    """As `sha256sum` gives it for a null byte and the bytes above."""
    leaf = "1c1db2be75341d4d9868478c81befec9b3f5d936ba00214b09ca73e44d0381d3"
    assert entry_leaf(HEADER) == leaf_hash(header_bytes(HEADER))
    assert entry_leaf(HEADER).hex() == leaf


def test_every_field_has_a_change_to_try() -> None:
    assert list(CHANGES) == [field.name for field in fields(Header)]


@pytest.mark.parametrize("name", CHANGES)
def test_every_field_changes_the_leaf(name: str) -> None:
    assert entry_leaf(replace(HEADER, **{name: CHANGES[name]})) != entry_leaf(HEADER)


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    local = HEADER.occurred_at.astimezone(ZoneInfo("Europe/Ljubljana"))
    assert header_bytes(replace(HEADER, occurred_at=local)) == header_bytes(HEADER)


@pytest.mark.parametrize("field", ["occurred_at", "recorded_at"])
@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 1, 1), datetime(2026, 1, 1, microsecond=1, tzinfo=UTC)],  # noqa: DTZ001
)
def test_moments_without_zone_or_with_fractions_are_refused(field: str, moment: datetime) -> None:
    with pytest.raises(ValueError, match="not an aware moment in whole seconds"):
        replace(HEADER, **{field: moment})


def test_a_digest_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        replace(HEADER, payload_digest=b"short")
