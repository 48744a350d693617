"""What was typed wrong is said at its form, where it stays; and the clock on the wall may jump."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.recording import actions
from openward_web.recording.models import Measure
from tests.web.service import HOSPITAL, NOON, NURSE, WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse() -> Client:
    service()
    return signed_in(account(Role.WARD_STAFF, ward_id=WARD))


def afterwards(nurse: Client, **said: str) -> int:
    form = {"entry_id": str(uuid7()), "person": str(person_here().pk), "kind": "seclusion"}
    return nurse.post(f"/wards/{WARD}/afterwards/", form | said).status_code


TYPED = [
    {"started_at": "2099-01-01T10:00"},
    {"started_at": "0001-01-01T00:00"},
    {"started_at": "1826-01-01T00:00"},
    {"started_at": "2026-03-01T10:00", "ended_at": "2099-03-01T10:00"},
    {"started_at": "2026-03-01T10:00", "danger_over_at": "2099-03-01T10:00"},
]


@pytest.mark.parametrize("typed", TYPED)
def test_a_moment_that_cannot_be_is_asked_about(nurse: Client, typed: dict[str, str]) -> None:
    assert afterwards(nurse, **typed) == 422
    assert not Measure.objects.exists()


def a_measure(end_state: str = "running") -> Measure:
    start = NOON + timedelta(seconds=41)
    _, key = actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=start, person=person_here(), ward_id=WARD, kind="seclusion"
    )
    found = Measure.objects.get(pk=key)
    if end_state == "not_recorded":
        actions.end_not_known(entry_id=uuid7(), by=NURSE, at=start, measure=found)
    if end_state == "ended":
        end = start + timedelta(seconds=50)
        actions.end_measure(entry_id=uuid7(), by=NURSE, at=end, measure=found)
    return found


def test_an_order_that_cannot_be_is_said_at_its_form_with_what_was_typed(nurse: Client) -> None:
    form = {
        "entry_id": str(uuid7()), "OrderForm-kind": "order", "OrderForm-role": "doctor",
        "OrderForm-valid_until": "2020-01-01T10:00",
    }  # fmt: skip
    answer = nurse.post(f"/measures/{a_measure().pk}/order/", form)
    assert answer.status_code == 422
    assert 'value="2020-01-01T10:00"' in answer.content.decode()


def test_no_length_is_shown_where_no_end_is_known(nurse: Client) -> None:
    page = nurse.get(f"/measures/{a_measure('not_recorded').pk}/").content.decode()
    assert "days" not in page.split("<h2")[0]


def test_a_correction_of_something_else_keeps_the_seconds(nurse: Client) -> None:
    before = a_measure("ended")
    place = f"/measures/{before.pk}/correct/"
    page = nurse.get(place).content.decode()
    starts = page.split('name="started_at" value="')[1].split('"')[0]
    ends = page.split('name="ended_at" value="')[1].split('"')[0]
    form = {"entry_id": str(uuid7()), "kind": "seclusion", "place": "own_room"}
    nurse.post(place, form | {"started_at": starts, "ended_at": ends})
    after = Measure.objects.get()
    assert (after.started_at, after.place) == (NOON + timedelta(seconds=41), "own_room")
    assert after.ended_at == NOON + timedelta(seconds=91)


KEPT = {
    "beds": {"beds-beds": "9" * 30, "beds-valid_from": "2026-01-01"},
    "on_shift": {"on_shift-name": "x", "on_shift-role": "nurse",
                 "on_shift-ends_at": "2020-01-01T10:00"},
    "wall": {"wall-kind": "activity", "wall-text": "x", "wall-shown_from": "2026-02-01",
             "wall-shown_to": "2026-01-01"},
}  # fmt: skip


@pytest.mark.parametrize("what", KEPT)
def test_what_a_lead_types_wrong_is_said_at_its_field(what: str) -> None:
    service()
    lead = signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))
    form = {"entry_id": str(uuid7())} | KEPT[what]
    answer = lead.post(f"/wards/{WARD}/keep/{what}/", form)
    assert (answer.status_code, "nhsuk-error-message" in answer.content.decode()) == (422, True)


def test_waiting_that_nobody_lives_to_see_is_asked_about(nurse: Client) -> None:
    form = {"entry_id": str(uuid7()), "waiting_minutes": "9" * 30}
    answer = nurse.post(f"/incidents/{a_measure().incident_id}/complete/", form)
    assert answer.status_code == 422
