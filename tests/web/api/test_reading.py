"""Other systems read what their token reaches, page by page, and never a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from uuid6 import uuid7

from openward_web.accounts.access import Reach
from openward_web.accounts.actions import break_glass
from openward_web.accounts.models import ApiToken
from openward_web.accounts.rules import Role
from openward_web.ledger.models import READS, Entry
from openward_web.ledger.writing import Actor
from openward_web.people.models import Person
from openward_web.recording import actions
from tests.web.accounts.people import account, signed_in
from tests.web.api.calling import System, system_of
from tests.web.service import (
    HOSPITAL,
    NOON,
    NURSE,
    OTHER_HOSPITAL,
    OTHER_WARD,
    SECOND_WARD,
    WARD,
    person_here,
    service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def system() -> System:
    service()
    for number, ward, hospital in ((1, WARD, HOSPITAL), (2, SECOND_WARD, HOSPITAL),
                                   (3, OTHER_WARD, OTHER_HOSPITAL)):  # fmt: skip
        start(person_here(number, ward, hospital), ward)
    return system_of(Role.WARD_STAFF, ward_id=WARD)


def start(person: Person, ward: object, minutes: int = 0) -> object:
    return actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=NOON + timedelta(minutes=minutes), person=person,
        ward_id=ward, kind="seclusion",
    )  # fmt: skip


def test_the_board_counts_up_and_says_what_is_asked_without_a_name(system: System) -> None:
    answer = system.get(f"/wards/{WARD}/board")
    board = answer.json()
    assert board["people_here"] == 1 and len(board["going"]) == 1
    assert board["going"][0]["elapsed_seconds"] > 0
    assert not any(duty["is_checked_by_lawyer"] for duty in board["going"][0]["duties"])
    assert "Person 1" not in answer.content.decode()


def test_pages_have_no_gap_and_no_repeat_while_others_write(system: System) -> None:
    person, seen, after = Person.objects.get(pk=uuid(1001)), [], ""
    for minutes in range(1, 8):
        start(person, WARD, minutes)
    while True:
        page = system.get(f"/wards/{WARD}/measures?limit=3&after={after}").json()
        seen += [item["measure_id"] for item in page["items"]]
        start(person, WARD, 100 + len(seen)) if len(seen) < 9 else None
        if not (after := page["next"] or ""):
            break
    assert len(seen) == len(set(seen)) >= 8


def uuid(number: int) -> object:
    from uuid import UUID

    return UUID(int=number)


NO_CURSORS = [
    "x", "2026-01-01_x", "2026-01-01T00:00:00_" + "0" * 32,
    "9999-12-31T23:59:59-14:00_" + "0" * 32,
]  # fmt: skip


@pytest.mark.parametrize("after", NO_CURSORS)
def test_a_cursor_that_is_none_is_said(system: System, after: str) -> None:
    assert system.get(f"/wards/{WARD}/measures?after={after}").status_code == 422


def test_opening_an_incident_is_noted_for_the_person(system: System) -> None:
    incident = system.get(f"/wards/{WARD}/measures").json()["items"][0]["incident_id"]
    assert system.get(f"/incidents/{incident}").status_code == 200
    assert Entry.objects.filter(tree=READS).count() == 1


def test_a_reason_opens_a_record_to_somebody_and_to_no_system(system: System) -> None:
    token, other = ApiToken.objects.get(), Person.objects.get(pk=uuid(1003))
    break_glass(entry_id=uuid7(), by=Actor(token.account_id, None, "UTC"), at=timezone.now(),
                person_id=other.pk, reason="brought here tonight")  # fmt: skip
    assert Reach(token.account_id, timezone.now()).behind_glass == {other.pk}
    assert system.get(f"/incidents/{other.incidents.get().pk}").status_code == 404


def test_no_answer_stays_in_a_cache(system: System) -> None:
    assert system.get(f"/wards/{WARD}/board")["Cache-Control"] == "no-store"


OTHERS = ("ministry", "monitor", "user_association", "peer_worker", "administrator")
PLACES = ("/wards/{ward}/board", "/wards/{ward}/measures", "/incidents/{incident}")


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_there_outside_the_reach_of_a_token(system: System, place: str) -> None:
    for number, ward in ((2, SECOND_WARD), (3, OTHER_WARD)):
        incident = Person.objects.get(pk=uuid(1000 + number)).incidents.get().pk
        assert system.get(place.format(ward=ward, incident=incident)).status_code == 404


@pytest.mark.parametrize("role", OTHERS)
def test_roles_without_a_ward_read_nothing(system: System, role: str) -> None:
    other = system_of(Role(role))
    incident = Person.objects.get(pk=uuid(1001)).incidents.get().pk
    for place in PLACES:
        assert other.get(place.format(ward=WARD, incident=incident)).status_code == 403


def operations() -> list[tuple[str, str]]:
    from openward_web.api.urls import api

    return [(method, path) for path, methods in api.get_openapi_schema()["paths"].items()
            for method in methods]  # fmt: skip


@pytest.mark.parametrize("method, path", operations())
def test_no_operation_answers_without_a_token(system: System, method: str, path: str) -> None:
    place = (
        path.split("{", maxsplit=1)[0] + str(uuid7()) + (path.split("}")[1] if "}" in path else "")
    )
    place = place if "{" in path else path
    nurse = signed_in(account("a-nurse", Role.WARD_STAFF, ward_id=WARD))
    for client in (Client(), nurse, Client(headers={"Authorization": "Bearer nonsense"})):
        assert getattr(client, method)(place).status_code == 401


def test_a_revoked_token_and_a_closed_account_open_nothing(system: System) -> None:
    ApiToken.objects.update(revoked_at=NOON)
    assert system.get("/wards").status_code == 401


def test_a_board_takes_the_same_number_of_queries_for_one_and_for_many(system: System) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            system.get(f"/wards/{WARD}/board")
        return len(seen)

    system.get("/wards")  # The first use of a token is noted.
    few = queries()
    for number in range(10, 20):
        start(person_here(number), WARD)
    assert queries() == few
