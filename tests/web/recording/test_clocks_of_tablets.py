"""The clock of a tablet may be wrong: an entry is written once, with the moment of the tap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.ledger.writing import payload_of_entry
from openward_web.recording import sent
from openward_web.recording.models import Measure, Observation
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


@pytest.mark.parametrize("ahead", [timedelta(hours=3), -timedelta(hours=3)])
def test_a_wrong_clock_moves_no_end_and_what_it_said_is_kept_and_shown(
    nurse: Client, ahead: timedelta
) -> None:
    place = start(nurse)
    tapped = now() - timedelta(seconds=40) + ahead
    form = {"entry_id": str(uuid7()), "occurred_at": tapped.isoformat(),
            "sent_at": (now() + ahead).isoformat()}  # fmt: skip
    page = nurse.post(place + "end/", form, follow=True).content.decode()
    end = Measure.objects.get()
    assert end.ended_at and end.started_at <= end.ended_at <= now()
    kept = payload_of_entry(Entry.objects.get(entry_id=form["entry_id"]))["device_clock"]
    assert kept["said"] == tapped.isoformat()
    assert abs(kept["ahead_seconds"] - ahead.total_seconds()) < 5
    assert "the clock of the device was wrong" in page and differences() == []


def test_a_look_sent_again_by_a_wrong_clock_is_one(nurse: Client) -> None:
    place = start(nurse) + "look/"
    wrong = now() + timedelta(hours=1)
    form = {"entry_id": str(uuid7()), "occurred_at": wrong.isoformat()}
    for later in (1, 90):
        sent_at = (wrong + timedelta(seconds=later)).isoformat()
        assert nurse.post(place, form | {"sent_at": sent_at}).status_code == 302
    assert Observation.objects.count() == 1


def test_a_clock_that_is_right_is_not_mentioned(nurse: Client) -> None:
    start(nurse, occurred_at=now().isoformat(), sent_at=now().isoformat())
    assert "device_clock" not in payload_of_entry(Entry.objects.get(action="start_measure"))
