"""What is recorded stands in the tables and in the ledger, and the law looks at it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from uuid6 import uuid7

from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.recording import actions, clocks
from openward_web.recording.models import Incident, Measure
from tests.web.service import NOON, NURSE, WARD, person_here, service

pytestmark = pytest.mark.django_db
SENT = UUID(int=42)


@pytest.fixture(autouse=True)
def a_service() -> None:
    service()


def started(kind: str = "seclusion", **cells: Any) -> Measure:
    person = person_here()
    _, key = actions.start_measure(
        entry_id=SENT, by=NURSE, at=NOON, person=person, ward_id=WARD, kind=kind, **cells
    )
    return Measure.objects.get(pk=key)


def say(action: Any, measure: Measure, minutes: float, **said: Any) -> None:
    at = NOON + timedelta(minutes=minutes)
    action(entry_id=uuid7(), by=NURSE, at=at, measure=measure, **said)
    measure.refresh_from_db()


def test_a_measure_starts_in_an_incident_of_its_own() -> None:
    measure = started(place="seclusion_room")
    assert (measure.end_state, measure.age_years, measure.place) == (
        "running",
        35,
        "seclusion_room",
    )
    assert measure.stay is not None and measure.stay.ward_id == WARD
    assert Incident.objects.get().pk == measure.incident_id
    assert measure.recorded_at == Entry.objects.get(entry_id=SENT).recorded_at


def test_a_start_sent_twice_is_one_measure() -> None:
    measure = started()
    actions.start_measure(
        entry_id=SENT, by=NURSE, at=NOON, person=measure.person, ward_id=WARD, kind="seclusion"
    )
    assert Measure.objects.count() == Incident.objects.count() == 1


def test_a_second_measure_stands_in_the_same_incident() -> None:
    first = started("manual_restraint")
    actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=NOON + timedelta(minutes=4), person=first.person,
        ward_id=WARD, kind="chemical_restraint", incident_id=first.incident_id,
    )  # fmt: skip
    assert Incident.objects.get().measures.count() == 2
    assert Measure.objects.get(kind="chemical_restraint").end_state == "point"


def test_an_end_is_never_refused() -> None:
    measure = started()
    say(actions.end_measure, measure, -5)
    assert (measure.end_state, measure.ended_at) == ("ended", NOON)
    say(actions.end_measure, measure, 30)
    assert measure.ended_at == NOON


def test_an_end_ends_a_break_that_was_open() -> None:
    measure = started()
    say(actions.pause, measure, 10, reason="meal")
    say(actions.end_measure, measure, 20, reason="danger_over", role="nurse")
    assert measure.breaks.get().ended_at == NOON + timedelta(minutes=20)
    assert (measure.ended_reason, measure.ended_by_role) == ("danger_over", "nurse")


def test_an_end_that_nobody_knows_is_an_answer() -> None:
    measure = started()
    say(actions.end_not_known, measure, 600)
    assert (measure.end_state, measure.ended_at) == ("not_recorded", None)


def test_the_law_sees_what_was_recorded_and_nothing_else() -> None:
    measure = started()
    say(actions.observe, measure, 20, mode="in_sight", role="nurse")
    say(actions.order, measure, 5, kind="order", role="psychiatrist")
    rows = clocks.obligations_of([measure.pk], [measure.person_id], NOON + timedelta(minutes=45))
    checks = [(row.status, row.due_at) for row in rows if row.rule_id == "sk-check"]
    assert checks == [
        ("met", NOON + timedelta(minutes=30)),
        ("due", NOON + timedelta(minutes=50)),
    ]
    assert not any(row.status == "breach" for row in rows)


def test_distress_that_ends_well_holds_no_measure() -> None:
    person = person_here()
    key = actions.note_distress(
        entry_id=uuid7(), by=NURSE, at=NOON, person_id=person.pk, ward_id=WARD
    )
    incident = Incident.objects.get(pk=key)
    actions.end_well(
        entry_id=uuid7(), by=NURSE, at=NOON + timedelta(minutes=9), incident=incident,
        helped=["listening", "walk_or_air"],
    )  # fmt: skip
    incident.refresh_from_db()
    assert incident.ended_at == NOON + timedelta(minutes=9)
    assert {a.what for a in incident.attempts.all()} == {"listening", "walk_or_air"}


def test_everything_recorded_can_be_made_again_from_the_ledger() -> None:
    measure = started("mechanical_restraint", technique="belt_5_point")
    say(actions.observe, measure, 10, mode="same_room", offered="drink")
    say(actions.review, measure, 60, role="doctor", mode="in_person", outcome="continue",
        why_not_ended="danger_continues")  # fmt: skip
    say(actions.give_dose, measure, 61, drug="lorazepam", amount=2.5, unit="mg", will="accepted")
    say(actions.notify, measure, 70, to="family", about="start")
    say(actions.pause, measure, 80, reason="hygiene", free_to_leave=False)
    say(actions.resume, measure, 85)
    say(actions.end_measure, measure, 90)
    assert differences() == []
