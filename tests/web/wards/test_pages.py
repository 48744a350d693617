"""What the pages of a ward say after a tap, and which answer they offer first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.wards import actions
from openward_web.wards.models import Ward
from openward_web.wards.selectors import shift_that_ends
from tests.web.service import NOON, NURSE, WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse() -> Client:
    service()
    return signed_in(account(Role.WARD_STAFF, ward_id=WARD))


def test_whoever_discharges_somebody_who_has_left_is_told_once(nurse: Client) -> None:
    stay = person_here().stays.get()
    actions.discharge(entry_id=uuid7(), by=NURSE, at=NOON + timedelta(hours=1), stay=stay)
    place = f"/stays/{stay.pk}/discharge/"
    page = nurse.post(place, {"entry_id": str(uuid7())}, follow=True)
    assert "this person has left the ward" in page.content.decode()
    assert "this person has left the ward" not in nurse.get("/").content.decode()


@pytest.mark.parametrize(
    "hour, shift", [(5, "night"), (6, "night"), (13, "early"), (14, "early"), (21, "late")]
)
def test_the_hand_over_offers_the_shift_that_ends(hour: int, shift: str) -> None:
    service()
    ward = Ward.objects.select_related("facility").get(pk=WARD)
    moment = datetime(2026, 3, 2, hour, 50, tzinfo=UTC) - timedelta(hours=1)  # Bratislava
    assert shift_that_ends(ward, moment) == shift


def test_the_board_offers_it_too(nurse: Client) -> None:
    assert " selected>" in nurse.get("/").content.decode().split('id="shift"')[1]
