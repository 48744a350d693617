"""A look that does not say who looked, or how, is kept, and stops no clock that asks for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.recording import clocks
from openward_web.recording.actions import start_measure
from openward_web.recording.models import Measure, Observation
from openward_web.recording.selectors import now
from tests.web.api.calling import system_of
from tests.web.service import NURSE, WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db
ASKED = "sk-check"  # A health professional, in person, every 30 minutes.


@pytest.fixture
def going() -> Measure:
    """A seclusion that began 25 minutes ago."""
    service()
    _, key = start_measure(entry_id=uuid7(), by=NURSE, at=now() - timedelta(minutes=25),
                           person=person_here(), ward_id=WARD, kind="seclusion")  # fmt: skip
    return Measure.objects.get(pk=key)


def due_after_start(measure: Measure) -> int:
    """In how many minutes after the start somebody has to look."""
    rows = clocks.obligations_of([measure.pk], [measure.person_id], now())
    due = next(row.due_at for row in rows if row.rule_id == ASKED and row.met_at is None)
    assert due is not None
    return int((due - measure.started_at).total_seconds() // 60)


@pytest.mark.parametrize(
    ("said", "due"),
    [({}, 30), ({"mode": "in_sight"}, 30), ({"role": "nurse"}, 30),
     ({"mode": "in_sight", "role": "not_recorded"}, 30), ({"mode": "camera", "role": "nurse"}, 30),
     ({"mode": "in_sight", "role": "nurse"}, 55)],
)  # fmt: skip
def test_only_a_look_that_says_who_and_how_meets_a_duty_that_asks_for_it(
    going: Measure, said: dict[str, str], due: int
) -> None:
    answer = system_of(Role.WARD_STAFF, ward_id=WARD).post(
        f"/measures/{going.pk}/observations", **said
    )
    assert answer.status_code == 201 and Observation.objects.count() == 1
    assert abs(due_after_start(going) - due) <= 1


@pytest.mark.parametrize(("said", "due"), [({}, 30), ({"Look-mode": "in_sight"}, 30)])
def test_so_does_the_long_form(going: Measure, said: dict[str, Any], due: int) -> None:
    nurse = signed_in(account(Role.WARD_STAFF, ward_id=WARD))
    sent = {"entry_id": str(uuid7())} | said
    assert nurse.post(f"/measures/{going.pk}/look/", sent).status_code == 302
    assert due_after_start(going) == due
    assert "not recorded" in nurse.get(f"/measures/{going.pk}/").content.decode()
