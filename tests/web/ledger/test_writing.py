"""What is written is written once, with the rows it makes, and nothing changes it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from uuid6 import uuid7

from openward.problems import BadInput
from openward_web.ledger.models import Entry, Payload
from openward_web.ledger.writing import EntryConflict, NewerVersion, payload_of_entry, write
from openward_web.wards.models import Facility
from tests.web.ledger.writing import NOON, NURSE, write_facility

pytestmark = pytest.mark.django_db
KEY = UUID(int=5)


def test_an_entry_and_its_rows_are_written_together() -> None:
    entry = write_facility(name="House")
    assert Facility.objects.get().name == "House"
    assert payload_of_entry(entry)["new"]["facilities"][0]["name"] == "House"


def test_the_same_entry_sent_twice_is_written_once() -> None:
    first = write_facility(KEY, facility_id=UUID(int=9))
    again = write_facility(KEY, facility_id=UUID(int=9))
    assert first.position == again.position
    assert Facility.objects.count() == Entry.objects.count() == 1


def test_an_identifier_used_for_something_else_is_refused() -> None:
    write_facility(KEY, facility_id=UUID(int=9))
    with pytest.raises(EntryConflict):
        write_facility(KEY, facility_id=UUID(int=9), name="Another")
    assert Entry.objects.count() == 1


def test_whoever_saw_an_older_version_is_told() -> None:
    write_facility(facility_id=UUID(int=9))
    changed = {"changed": {"facilities": [{"facility_id": str(UUID(int=9)), "name": "New"}]}}
    with pytest.raises(NewerVersion):
        write(
            "set_up_facility", entry_id=uuid7(), subject=f"facility:{UUID(int=9)}",
            payload=changed, by=NURSE, occurred_at=NOON, base_version=0,
        )  # fmt: skip


def test_what_the_register_refuses_is_not_written() -> None:
    with pytest.raises(BadInput, match="kind"):
        write_facility(kind="castle")
    assert not Entry.objects.exists()


def test_nothing_is_kept_of_an_entry_whose_rows_fail() -> None:
    write_facility(facility_id=UUID(int=9))
    with pytest.raises(DatabaseError), transaction.atomic():
        write_facility(facility_id=UUID(int=9), name="Same key")
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("change", ["UPDATE ledger_entries SET action='x'",
                                    "DELETE FROM ledger_entries",
                                    "UPDATE ledger_payloads SET ciphertext=NULL"])  # fmt: skip
def test_the_database_refuses_to_change_the_ledger(change: str) -> None:
    from django.db import connection

    write_facility()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change)


def test_what_was_written_cannot_be_read_in_the_table() -> None:
    write_facility(name="Secret garden")
    assert b"Secret garden" not in bytes(Payload.objects.get().ciphertext)
