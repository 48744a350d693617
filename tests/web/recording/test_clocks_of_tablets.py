"""The clock of a tablet may be wrong: an entry is written once, with the moment of the tap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from openward_web.recording import sent
from openward_web.recording.models import Observation
from openward_web.recording.selectors import now
from tests.web.service import WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse() -> Client:
    service()
    return signed_in(account(Role.WARD_STAFF, ward_id=WARD))


def start(nurse: Client, **moments: str) -> str:
    """The address of a seclusion that begins."""
    form = {"entry_id": str(uuid7()), "person": str(person_here().pk), "kind": "seclusion"}
    return str(nurse.post(f"/wards/{WARD}/start/", form | moments)["Location"])


def test_what_a_fast_clock_sent_may_be_sent_again_when_it_is_believed(
    nurse: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = {"entry_id": str(uuid7()), "occurred_at": (now() + timedelta(minutes=4)).isoformat()}
    place = start(nurse) + "look/"
    assert nurse.post(place, look).status_code == 302
    monkeypatch.setattr(sent, "CLOCKS_DIFFER", timedelta(minutes=9))  # some minutes later
    assert nurse.post(place, look).status_code == 302
    assert Observation.objects.count() == 1
    assert Entry.objects.filter(action="observe").count() == 1
