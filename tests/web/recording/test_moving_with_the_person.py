"""Somebody is taken to another ward while a measure goes on: it is seen, kept and ended there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.recording import actions
from openward_web.recording.models import Measure
from openward_web.wards import actions as ward_actions
from openward_web.wards.models import Ward
from tests.web.service import (
    HOSPITAL,
    NOON,
    NURSE,
    SECOND_WARD,
    WARD,
    account,
    person_here,
    service,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure() -> Measure:
    service()
    _, key = actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=NOON, person=person_here(), ward_id=WARD, kind="seclusion"
    )
    found = Measure.objects.get(pk=key)
    assert found.stay is not None
    ward_actions.move(entry_id=uuid7(), by=NURSE, at=NOON + timedelta(minutes=5), stay=found.stay,
                      to=Ward.objects.get(pk=SECOND_WARD))  # fmt: skip
    return found


@pytest.fixture
def nurse(measure: Measure) -> Client:
    return signed_in(account(Role.WARD_STAFF, ward_id=SECOND_WARD))


def test_it_stands_on_the_board_of_the_ward_where_the_person_is(
    measure: Measure, nurse: Client
) -> None:
    lead = signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))
    place = f'action="/measures/{measure.pk}/end/"'
    assert nurse.get("/").content.decode().count(place) == 1
    assert lead.get(f"/wards/{WARD}/").content.decode().count(place) == 1


def test_whoever_is_beside_the_person_looks_in_and_ends_it(measure: Measure, nurse: Client) -> None:
    place = f"/measures/{measure.pk}/"
    looked = nurse.post(place + "look/", {"entry_id": str(uuid7())}, follow=True)
    assert looked.status_code == 200 and measure.observations.count() == 1
    assert "/correct/" not in looked.content.decode()
    page = nurse.post(place + "end/", {"entry_id": str(uuid7())}, follow=True)
    measure.refresh_from_db()
    assert (page.status_code, measure.end_state) == (200, "ended")


def test_when_it_is_over_the_record_is_no_longer_open_there(
    measure: Measure, nurse: Client
) -> None:
    actions.end_measure(entry_id=uuid7(), by=NURSE, at=NOON, measure=measure)
    assert nurse.get(f"/measures/{measure.pk}/").status_code == 404
    assert nurse.get(f"/incidents/{measure.incident_id}/").status_code == 404
