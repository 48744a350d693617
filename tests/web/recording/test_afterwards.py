"""Late is never refused, corrections keep both versions, and nobody's words are lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from uuid6 import uuid7

from openward_web.ledger.rebuilding import differences
from openward_web.ledger.writing import NewerVersion, version_of
from openward_web.recording import afterwards, clocks, presenters
from openward_web.recording.actions import subject_of
from openward_web.recording.models import Incident, Measure
from openward_web.wards.models import Ward
from tests.web.service import NOON, NURSE, WARD, person_here, service

pytestmark = pytest.mark.django_db


def recorded(**cells: Any) -> Measure:
    service()
    said = {"kind": "seclusion", "started_at": NOON, "ended_at": NOON + timedelta(hours=2)} | cells
    afterwards.record_afterwards(
        entry_id=uuid7(), by=NURSE, ward=Ward.objects.get(pk=WARD), person=person_here(),
        said=said, from_paper=True,
    )  # fmt: skip
    return Measure.objects.get()


def said() -> dict[str, Any]:
    return {"entry_id": uuid7(), "by": NURSE, "at": NOON + timedelta(hours=3)}


def test_paper_keeps_its_times_and_is_marked_as_paper_and_late() -> None:
    measure = recorded()
    assert (measure.started_at, measure.ended_at) == (NOON, NOON + timedelta(hours=2))
    one = presenters.written(measure.incident_id)[0]
    assert one.is_late and one.is_paper
    assert measure.recorded_at > measure.ended_at


def test_an_end_that_is_not_known_can_be_said_afterwards() -> None:
    measure = recorded(ended_at=None, end_not_known=True)
    assert (measure.end_state, measure.ended_at) == ("not_recorded", None)


def test_a_correction_keeps_both_versions_visible() -> None:
    measure = recorded()
    cells = afterwards.measure_as_said(measure) | {"kind": "manual_restraint"}
    version = version_of(subject_of(measure.incident_id))
    afterwards.correct_measure(**said(), measure=measure, said=cells, base_version=version)
    measure.refresh_from_db()
    assert measure.kind == "manual_restraint"
    kinds = [dict(one.cells).get("kind") for one in presenters.written(measure.incident_id)]
    assert kinds == ["Seclusion", "Manual restraint"]


def test_whoever_looked_at_an_older_version_is_told_and_nothing_is_written() -> None:
    measure = recorded()
    cells = afterwards.measure_as_said(measure) | {"place": "ward"}
    with pytest.raises(NewerVersion):
        afterwards.correct_measure(**said(), measure=measure, said=cells, base_version=0)
    measure.refresh_from_db()
    assert measure.place is None


def test_a_withdrawn_measure_is_in_no_count_and_still_to_be_seen() -> None:
    measure = recorded()
    afterwards.withdraw_measure(**said(), measure=measure)
    rows = clocks.obligations_of([measure.pk], [measure.person_id], NOON + timedelta(days=1))
    assert rows == []
    assert len(presenters.written(measure.incident_id)) == 2


def test_the_fuller_record_adds_and_never_takes_away() -> None:
    incident = Incident.objects.get(pk=recorded().incident_id)
    for tried, words in ((["talking"], "First"), (["talking", "walk_or_air"], "Second")):
        afterwards.complete_incident(
            **said(), incident=incident, base_version=None,
            said={"tried": tried, "staff_account": words, "waiting_minutes": 5, "noise": "loud"},
        )  # fmt: skip
    incident.refresh_from_db()
    assert sorted(a.what for a in incident.attempts.all()) == ["talking", "walk_or_air"]
    assert (incident.staff_account, incident.waiting_minutes) == ("Second", 5)
    accounts = [dict(one.cells).get("staff account") for one in presenters.written(incident.pk)]
    assert accounts == [None, "First", "Second"]
    assert differences() == []
