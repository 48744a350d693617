"""An hour that comes twice, and one that never comes: typed on the clock of the ward."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.recording.models import Measure
from tests.web.service import WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db
# Clocks in Bratislava went back on 2025-10-26 at 3:00, and forward on 2026-03-29 at 2:00.
TWICE, NEVER = "2025-10-26T02:30", "2026-03-29T02:30"


@pytest.fixture
def nurse() -> Client:
    service()
    person_here()
    return signed_in(account(Role.WARD_STAFF, ward_id=WARD))


def write(nurse: Client, **said: str) -> Any:
    form = {"entry_id": str(uuid7()), "person": str(person()), "kind": "seclusion",
            "started_at": "2025-10-26T01:00"}  # fmt: skip
    return nurse.post(f"/wards/{WARD}/afterwards/", form | said)


def person() -> Any:
    from openward_web.people.models import Person

    return Person.objects.get().pk


@pytest.mark.parametrize(("answer", "hour"), [("first", 0), ("second", 1)])
def test_the_form_asks_which_one_and_believes_the_answer(
    nurse: Client, answer: str, hour: int
) -> None:
    asked = write(nurse, ended_at=TWICE)
    page = asked.content.decode()
    assert asked.status_code == 422 and "say which one it was" in page
    assert 'name="ended_at_hour"' in page and 'name="started_at_hour"' not in page
    assert write(nurse, ended_at=TWICE, ended_at_hour=answer).status_code == 302
    assert Measure.objects.get().ended_at == datetime(2025, 10, 26, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize("end", ["2025-10-26T01:59", "2025-10-26T03:00", "2026-03-29T03:00"])
def test_it_asks_in_that_hour_only(nurse: Client, end: str) -> None:
    assert write(nurse, ended_at=end).status_code == 302
    assert Measure.objects.count() == 1


def test_a_time_that_never_came_is_said_in_one_sentence(nurse: Client) -> None:
    page = write(nurse, ended_at=NEVER)
    assert page.status_code == 422 and page.content.decode().count("no such time") == 2
    assert NEVER in page.content.decode() and "_hour" not in page.content.decode()


def test_correcting_something_else_moves_no_moment(nurse: Client) -> None:
    write(nurse, ended_at=TWICE, ended_at_hour="second")
    measure = Measure.objects.get()
    page = nurse.get(f"/measures/{measure.pk}/correct/").content.decode()
    assert 'value="second" checked' in page
    said = {"entry_id": str(uuid7()), "kind": "seclusion", "started_at": "2025-10-26T01:00:00",
            "ended_at": TWICE, "ended_at_hour": "second", "place": "own_room"}  # fmt: skip
    assert nurse.post(f"/measures/{measure.pk}/correct/", said).status_code == 302
    corrected = Measure.objects.get()
    assert (corrected.ended_at, corrected.place) == (measure.ended_at, "own_room")


def test_the_end_is_never_asked_about(nurse: Client) -> None:
    write(nurse)
    key = Measure.objects.get().pk
    assert nurse.post(f"/measures/{key}/end/", {"entry_id": str(uuid7())}).status_code == 302
    assert Measure.objects.get().end_state == "ended"
