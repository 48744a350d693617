"""An incident is over with its last measure; a wrong entry of distress stays and is marked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.ledger.writing import EntryConflict
from openward_web.recording import actions, afterwards
from openward_web.recording.models import Incident, Measure
from openward_web.recording.selectors import unfinished
from tests.web.service import NOON, NURSE, WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident() -> Incident:
    """Somebody in distress at noon."""
    service()
    key = actions.note_distress(entry_id=uuid7(), by=NURSE, at=NOON, ward_id=WARD,
                                person_id=person_here().pk)  # fmt: skip
    return Incident.objects.get(pk=key)


def started(incident: Incident, minutes: int, kind: str = "seclusion") -> Measure:
    at = NOON + timedelta(minutes=minutes)
    _, key = actions.start_measure(entry_id=uuid7(), by=NURSE, at=at, person=incident.person,
                                   ward_id=WARD, kind=kind, incident_id=incident.pk)  # fmt: skip
    return Measure.objects.get(pk=key)


def ended(measure: Measure, minutes: int) -> None:
    at = NOON + timedelta(minutes=minutes)
    actions.end_measure(entry_id=uuid7(), by=NURSE, at=at, measure=measure)


def over_after(incident: Incident) -> int | None:
    """Minutes from noon to the end of the incident."""
    incident.refresh_from_db()
    return int((incident.ended_at - NOON).total_seconds() // 60) if incident.ended_at else None


def test_it_is_over_with_the_last_of_its_measures(incident: Incident) -> None:
    one, other = started(incident, 5), started(incident, 10, "manual_restraint")
    ended(one, 40)
    assert over_after(incident) is None
    ended(other, 20)
    assert over_after(incident) == 40
    again = started(incident, 50)
    assert over_after(incident) is None
    ended(again, 70)
    assert over_after(incident) == 70 and differences() == []


def test_a_dose_ends_nothing_and_an_unknown_end_is_not_guessed(incident: Incident) -> None:
    started(incident, 5, "chemical_restraint")
    assert over_after(incident) is None
    ended(one := started(incident, 10), 30)
    assert over_after(incident) == 30
    actions.end_not_known(entry_id=uuid7(), by=NURSE, at=NOON, measure=started(incident, 40))
    assert over_after(incident) is None and one.incident_id == incident.pk


def test_it_follows_a_corrected_end_and_a_withdrawn_measure(incident: Incident) -> None:
    ended(one := started(incident, 5), 20)
    ended(other := started(incident, 30), 50)
    cells = afterwards.measure_as_said(other) | {"ended_at": NOON + timedelta(minutes=60)}
    afterwards.correct_measure(entry_id=uuid7(), by=NURSE, at=NOON, measure=other, said=cells,
                               base_version=None)  # fmt: skip
    assert over_after(incident) == 60
    afterwards.withdraw_measure(entry_id=uuid7(), by=NURSE, at=NOON, measure=other)
    assert over_after(incident) == 20 and one.incident_id == incident.pk
    assert differences() == []


def test_distress_by_mistake_is_marked_and_leaves_the_board(incident: Incident) -> None:
    measure = started(incident, 5)
    afterwards.withdraw_measure(entry_id=uuid7(), by=NURSE, at=NOON, measure=measure)
    assert list(unfinished([WARD])) == [incident]
    assert withdraw(incident.pk) == 302
    incident.refresh_from_db()
    assert incident.withdrawn_at and not unfinished([WARD]) and differences() == []


def test_measures_that_happened_stay_when_the_distress_was_a_mistake(incident: Incident) -> None:
    measure = started(incident, 5)
    assert withdraw(incident.pk) == 302
    incident.refresh_from_db()
    assert (incident.withdrawn_at, incident.started_at) == (None, measure.started_at)
    assert Measure.objects.filter(withdrawn_at=None).count() == 1
    assert Entry.objects.filter(action="withdraw_distress").count() == 1


def withdraw(incident_id: UUID) -> int:
    nurse = signed_in(account(Role.WARD_STAFF, ward_id=WARD))
    place = f"/incidents/{incident_id}/"
    assert "a wrong entry" in nurse.get(place).content.decode()
    return int(nurse.post(place + "withdraw/", {"entry_id": str(uuid7())}).status_code)


def test_sending_again_is_harmless_and_another_content_is_refused(incident: Incident) -> None:
    ended(measure := started(incident, 5), 20)
    cells = afterwards.measure_as_said(measure) | {"ended_at": NOON + timedelta(minutes=60)}
    once: dict[str, Any] = {"entry_id": uuid7(), "by": NURSE, "at": NOON, "measure": measure}
    for _ in range(2):
        afterwards.correct_measure(**once, said=cells, base_version=None)
    assert over_after(incident) == 60
    with pytest.raises(EntryConflict):
        afterwards.correct_measure(**once, said=cells | {"place": "ward"}, base_version=None)
