"""A full ward costs as many queries as an empty one."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.people.models import Person
from openward_web.recording import actions
from openward_web.recording.models import Measure
from tests.browser.ward import account
from tests.running.plans import reading_whole
from tests.web.service import NOON, NURSE, WARD, person_here, service

pytestmark = pytest.mark.django_db
MANY = 20


@pytest.fixture
def nurse(client: Client) -> Client:
    service()
    client.force_login(account("nurse", Role.WARD_STAFF, ward_id=WARD))
    return client


def a_measure(number: int) -> Measure:
    return measure_of(person_here(number))


def measure_of(who: Person, incident_id: UUID | None = None) -> Measure:
    """A seclusion that goes on, ordered and looked at."""
    _, key = actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=NOON, person=who, ward_id=WARD, kind="seclusion",
        incident_id=incident_id,
    )  # fmt: skip
    found = Measure.objects.get(pk=key)
    more_about(found)
    return found


def more_about(measure: Measure) -> None:
    about = {"by": NURSE, "at": NOON, "measure": measure}
    actions.order(entry_id=uuid7(), **about, kind="order", role="psychiatrist")
    actions.observe(entry_id=uuid7(), **about, mode="in_sight", role="nurse")
    actions.review(entry_id=uuid7(), **about, role="psychiatrist")
    actions.notify(entry_id=uuid7(), **about, to="family", about="start")


def queries(nurse: Client, path: str) -> int:
    nurse.get(path)  # the look is written down once in 15 minutes
    with CaptureQueriesContext(connection) as captured:
        assert nurse.get(path).status_code == 200
    return len(captured)


def test_the_board_asks_the_same_of_one_and_of_many(nurse: Client) -> None:
    a_measure(1)
    few = queries(nurse, f"/wards/{WARD}/")
    for number in range(2, MANY):
        a_measure(number)
    assert queries(nurse, f"/wards/{WARD}/") == few


def test_the_page_of_a_measure_does_not_ask_more_of_a_long_one(nurse: Client) -> None:
    measure = a_measure(1)
    few = queries(nurse, f"/measures/{measure.pk}/")
    for _ in range(MANY):
        more_about(measure)
    measure_of(measure.person)
    assert queries(nurse, f"/measures/{measure.pk}/") == few


def test_the_page_of_an_incident_does_not_ask_more_of_a_long_one(nurse: Client) -> None:
    measure = a_measure(1)
    place = f"/incidents/{measure.incident_id}/"
    few = queries(nurse, place), queries(nurse, f"{place}timeline.svg")
    for _ in range(MANY):
        measure_of(measure.person, measure.incident_id)
    assert (queries(nurse, place), queries(nurse, f"{place}timeline.svg")) == few


def test_no_page_reads_a_large_table_whole(nurse: Client) -> None:
    """Held to a million measures in bench/results/register_million.md."""
    measure = a_measure(1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # which reads so small a table whole if it may
            cursor.execute("SET LOCAL enable_seqscan = off")
    places = (f"/wards/{WARD}/", f"/measures/{measure.pk}/", f"/incidents/{measure.incident_id}/")
    for place in places:
        with CaptureQueriesContext(connection) as captured:
            nurse.get(place)
        assert reading_whole(query["sql"] for query in captured) == []
