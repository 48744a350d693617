"""Other systems write through the same actions; sending again is harmless."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.recording.models import Measure
from tests.web.api.calling import System, system_of
from tests.web.service import SECOND_WARD, WARD, person_here, service

pytestmark = pytest.mark.django_db
PERSON = str(UUID(int=1001))


@pytest.fixture
def system() -> System:
    service()
    person_here()
    return system_of(Role.WARD_STAFF, ward_id=WARD)


def started(system: System, **body: Any) -> Any:
    said = {"person_id": PERSON, "kind": "seclusion"} | body
    return system.post(f"/wards/{WARD}/measures", **said)


def test_a_measure_starts_once_however_often_it_is_sent(system: System) -> None:
    key = str(uuid7())
    answers = [started(system, entry_id=key) for _ in range(3)]
    assert [a.status_code for a in answers] == [201, 200, 200]
    assert answers[0].json() == answers[2].json()
    assert Measure.objects.count() == 1


def test_the_same_number_for_something_else_is_a_conflict(system: System) -> None:
    key = str(uuid7())
    started(system, entry_id=key)
    answer = started(system, entry_id=key, kind="manual_restraint")
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert "entry_id" in answer.json()["detail"]


WRITES: dict[str, dict[str, Any]] = {
    "observations": {"mode": "in_sight", "role": "nurse", "offered": "drink"},
    "reviews": {"role": "doctor", "outcome": "continue", "why_not_ended": "danger_continues"},
    "orders": {"kind": "order", "role": "psychiatrist", "in_person": True},
    "breaks": {"reason": "meal", "free_to_leave": False},
    "breaks/end": {},
    "doses": {"drug": "lorazepam", "amount": 2.5, "unit": "mg", "will": "accepted"},
    "notices": {"to": "family", "about": "start"},
    "end": {"role": "nurse", "reason": "danger_over"},
}


def test_everything_about_a_measure_can_be_written(system: System) -> None:
    measure = started(system).json()["measure_id"]
    for path, body in WRITES.items():
        assert system.post(f"/measures/{measure}/{path}", **body).status_code == 201, path
    found = Measure.objects.get()
    assert found.end_state == "ended"
    assert found.doses.get().amount == 2.5
    assert differences() == []


def test_distress_that_ends_well(system: System) -> None:
    incident = system.post(f"/wards/{WARD}/distress", person_id=PERSON).json()["incident_id"]
    answer = system.post(f"/incidents/{incident}/ended-well", helped=["talking"])
    assert answer.status_code == 201
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    "body, told",
    [({"kind": "castle"}, "no such code (value castle)"), ({"person_id": "x"}, "person_id"),
     ({"entry_id": "x"}, "entry_id"), ({"occurred_at": "2026-01-01T00:00:00"}, "occurred_at"),
     ({"surprise": 1}, "surprise"), ({"technique": "belt_5_point"}, "technique")],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(
    system: System, body: dict[str, Any], told: str
) -> None:
    before = Entry.objects.count()
    answer = started(system, **body)
    assert answer.status_code == 422
    assert told in str(answer.json())
    assert Entry.objects.count() == before


@pytest.mark.parametrize("beside", [{"role": "Nurse in charge"}, {"reason": ""}, {"note": "x"}])
def test_an_end_is_never_refused_for_what_stands_beside_it(
    system: System, beside: dict[str, str]
) -> None:
    measure = started(system).json()["measure_id"]
    assert system.post(f"/measures/{measure}/end", **beside).status_code == 201
    assert Measure.objects.get().end_state == "ended"


def test_an_end_is_never_refused_for_a_code(system: System) -> None:
    measure = started(system).json()["measure_id"]
    answer = system.post(f"/measures/{measure}/end", role="wizard", reason="because")
    assert answer.status_code == 201
    assert Measure.objects.get().end_state == "ended"


def test_a_token_for_one_ward_writes_on_no_other() -> None:
    service()
    person_here(1), person_here(2, SECOND_WARD)
    system = system_of(Role.WARD_STAFF, only=SECOND_WARD, ward_id=WARD)
    assert started(system).status_code == 404
