"""A small service for tests: two facilities, three wards, some people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from uuid6 import uuid7

from openward_web.accounts import actions
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.ledger.rows import payload_of
from openward_web.ledger.writing import Actor, write
from openward_web.people.models import Person
from tests.web.names import HOSPITAL, OTHER_HOSPITAL, OTHER_WARD, SECOND_WARD, WARD

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NURSE = Actor(account_id=UUID(int=7), device_id=None, zone="Europe/Bratislava")
PASSWORD = "a long story about a ward"  # noqa: S105 - of a test


def facility(key: UUID, name: str, wards: dict[UUID, str], law: str = "sk") -> None:
    """One facility with its wards and the law that holds there."""
    new: dict[str, list[dict[str, Any]]] = {
        "facilities": [{"facility_id": key, "name": name, "country": "SK",
                        "timezone": "Europe/Bratislava", "kind": "psychiatric_hospital",
                        "local_code": name.upper()}],
        "wards": [{"ward_id": ward, "facility_id": key, "name": words, "kind": "acute",
                   "local_code": words.upper()} for ward, words in wards.items()],
        "regimes": [{"row_id": uuid7(), "facility_id": key, "jurisdiction": law,
                     "setting": "psychiatric_ward", "valid_from": date(2024, 1, 1)}],
    }  # fmt: skip
    said("set_up_facility", f"facility:{key}", new)


def service() -> None:
    """Two facilities: one with two wards, one with one."""
    facility(HOSPITAL, "North", {WARD: "Birch", SECOND_WARD: "Oak"})
    facility(OTHER_HOSPITAL, "South", {OTHER_WARD: "Elm"})


def person_here(number: int = 1, ward: UUID = WARD, hospital: UUID = HOSPITAL) -> Person:
    """Somebody on a ward since a week before noon."""
    key, since = UUID(int=1000 + number), NOON - timedelta(days=7)
    admission, stay = UUID(int=2000 + number), UUID(int=3000 + number)
    new = {
        "persons": [{"person_id": key, "birth_year": 1990, "sex": "female"}],
        "identities": [{"person_id": key, "facility_id": hospital, "local_number": f"N{number}",
                        "display_name": f"Person {number}", "born_on": date(1990, 5, 1)}],
        "admissions": [{"admission_id": admission, "person_id": key, "facility_id": hospital,
                        "started_at": since}],
        "stays": [{"stay_id": stay, "admission_id": admission, "person_id": key, "ward_id": ward,
                   "started_at": since}],
    }  # fmt: skip
    said("admit", f"person:{key}", new, person_id=key)
    return Person.objects.get(pk=key)


def account(role: Role | None, name: str = "", **place: Any) -> Account:
    """Somebody with one role since noon, and no password; None: without any role.

    place: `ward_id`, `facility_id`, `region`, `person_id` or `valid_to`, as the action takes them.
    """
    name = name or f"{role or 'nobody'}-{uuid7().hex[-6:]}"
    made = Account(pk=uuid7(), username=name, display_name=name.capitalize())
    made.set_unusable_password()
    made.save(force_insert=True)
    if role is not None:
        actions.grant_role(
            entry_id=uuid7(), by=NURSE, at=NOON, account_id=made.pk, role=role, **place
        )
    return made


def with_password(made: Account) -> Account:
    """The same account, able to sign in; hashing takes its time, so only where it is needed."""
    made.set_password(PASSWORD)
    made.save()
    return made


def signed_in(made: Account) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(made)
    return client


def said(action: str, subject: str, new: dict[str, Any], person_id: UUID | None = None) -> None:
    """One entry with new rows."""
    write(action, entry_id=uuid7(), subject=subject, payload=payload_of(new=new), by=NURSE,
          occurred_at=NOON, person_id=person_id)  # fmt: skip
