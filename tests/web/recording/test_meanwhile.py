"""Two colleagues at once: what one wrote is not undone by what the other did not fill in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from uuid6 import uuid7

from openward_web.ledger.writing import version_of
from openward_web.recording import actions
from openward_web.recording.actions import subject_of
from openward_web.recording.models import Incident, Measure
from tests.web.names import WARD
from tests.web.people.story import incident, nurse, post
from tests.web.service import NOON, NURSE, person_here, service

pytestmark = pytest.mark.django_db


def test_an_end_that_a_colleague_wrote_is_not_undone_by_an_empty_field() -> None:
    service()
    measure = incident(person_here(1)).measures.get()
    page, staff = f"/measures/{measure.pk}/correct/", nurse()
    form = {"kind": "seclusion", "started_at": "2026-03-02T13:00", "ended_at": "",
            "base_version": version_of(subject_of(measure.incident_id))}  # fmt: skip
    later = NOON + timedelta(hours=1)
    actions.end_measure(entry_id=uuid7(), by=NURSE, at=later, measure=measure)
    answer = post(staff, page, **form)
    assert answer.status_code == 409
    assert 'value="2026-03-02T14:00"' in answer.content.decode()
    assert Measure.objects.get().ended_at == later


def test_what_did_not_end_well_meanwhile_has_no_such_end() -> None:
    service()
    person = person_here(1)
    key = actions.note_distress(entry_id=uuid7(), by=NURSE, at=NOON, person_id=person.pk,
                                ward_id=WARD)  # fmt: skip
    found = Incident.objects.get(pk=key)
    actions.start_measure(entry_id=uuid7(), by=NURSE, at=NOON, person=person, ward_id=WARD,
                          kind="seclusion", incident_id=key)  # fmt: skip
    actions.end_well(entry_id=uuid7(), by=NURSE, at=NOON, incident=found, helped=["talking"])
    assert Incident.objects.get(pk=key).ended_at is None
