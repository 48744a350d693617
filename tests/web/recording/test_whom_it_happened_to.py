"""Writing afterwards: about whoever was there, even if they have left, and never the first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.people.models import Person
from openward_web.recording.models import Measure
from openward_web.recording.selectors import now
from openward_web.wards import actions
from tests.web.service import NURSE, WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db
PLACE = f"/wards/{WARD}/afterwards/"


@pytest.fixture
def nurse() -> Client:
    service()
    return signed_in(account(Role.WARD_STAFF, ward_id=WARD))


def discharge(person: Person, days_ago: int) -> None:
    actions.discharge(entry_id=uuid7(), by=NURSE, at=now() - timedelta(days=days_ago),
                      stay=person.stays.get())  # fmt: skip


def test_nobody_and_no_kind_is_chosen_before_somebody_chooses(nurse: Client) -> None:
    person_here()
    page = nurse.get(PLACE).content.decode()
    who = page.split('name="person">')[1]
    assert who.startswith('<option value="">')
    form = {"entry_id": str(uuid7()), "person": "", "kind": "", "started_at": "2026-03-02T10:00"}
    answer = nurse.post(PLACE, form)
    assert answer.status_code == 422
    assert (
        "Say who it happened to" in answer.content.decode() and "Kind:" in answer.content.decode()
    )
    assert not Measure.objects.exists()


def test_whoever_left_lately_can_be_chosen_still(nurse: Client) -> None:
    discharge(person_here(1), days_ago=3)
    discharge(person_here(2), days_ago=90)
    page = nurse.get(PLACE).content.decode()
    assert "Person 1 (has left)" in page and "Person 2" not in page
    form = {"entry_id": str(uuid7()), "person": str(Person.objects.first().pk), "kind": "seclusion",
            "started_at": "2026-03-02T10:00", "ended_at": "2026-03-02T11:00"}  # fmt: skip
    assert nurse.post(PLACE, form).status_code == 302
