"""What the pages of a ward say after a tap, and which answer they offer first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.wards import actions
from openward_web.wards.models import ShiftStatement, Ward
from openward_web.wards.selectors import day_of_shift, shift_that_ends
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


NIGHTS = [
    ("night", "2026-03-02T05:50", "2026-03-01"), ("night", "2026-03-02T06:20", "2026-03-01"),
    ("night", "2026-03-02T23:50", "2026-03-02"), ("night", "2026-03-03T00:10", "2026-03-02"),
    ("late", "2026-03-03T00:10", "2026-03-02"), ("late", "2026-03-02T22:05", "2026-03-02"),
    ("early", "2026-03-02T14:05", "2026-03-02"), ("day", "2026-03-02T19:05", "2026-03-02"),
    # The clocks went forward on 29 March and back on 25 October 2026, between 1 and 3 o'clock.
    ("night", "2026-03-29T03:10", "2026-03-28"), ("night", "2026-03-29T06:10", "2026-03-28"),
    ("late", "2026-03-29T00:10", "2026-03-28"), ("night", "2026-10-25T02:30", "2026-10-24"),
    ("night", "2026-10-25T06:10", "2026-10-24"), ("night", "2026-10-26T00:10", "2026-10-25"),
]  # fmt: skip


@pytest.mark.parametrize("fold", [0, 1])
@pytest.mark.parametrize("shift, clock, day", NIGHTS)
def test_a_hand_over_is_of_the_day_on_which_its_shift_began(
    nurse: Client, shift: str, clock: str, day: str, fold: int
) -> None:
    local = datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo("Europe/Bratislava"), fold=fold)
    ward = Ward.objects.select_related("facility").get(pk=WARD)
    assert day_of_shift(ward, shift, local.astimezone(UTC)).isoformat() == day


def test_the_night_is_written_under_the_day_before(nurse: Client) -> None:
    tapped = datetime(2026, 3, 2, 5, 5, tzinfo=UTC).isoformat()  # 6:05 in Bratislava
    said = {"entry_id": str(uuid7()), "occurred_at": tapped, "shift": "night",
            "statement": "complete"}  # fmt: skip
    nurse.post(f"/wards/{WARD}/hand-over/", said)
    assert ShiftStatement.objects.get().day.isoformat() == "2026-03-01"


def test_the_board_offers_it_too(nurse: Client) -> None:
    assert " selected>" in nurse.get("/").content.decode().split('id="shift"')[1]
