"""A day of birth that was typed wrong is asked about, and keeps no measure from being written."""

from __future__ import annotations

from datetime import date

import pytest
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.people.models import Identity
from openward_web.recording.models import Measure
from tests.web.service import WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("born_on", ["2062-05-01", "1066-10-14"])
def test_whoever_cannot_be_born_then_is_asked_about(born_on: str) -> None:
    service()
    form = {"entry_id": str(uuid7()), "local_number": "N9", "born_on": born_on}
    answer = signed_in(account(Role.WARD_STAFF, ward_id=WARD)).post(f"/wards/{WARD}/admit/", form)
    assert answer.status_code == 422
    assert not Identity.objects.exists()


def test_a_measure_starts_whatever_day_of_birth_is_written() -> None:
    service()
    person = person_here()
    Identity.objects.filter(pk=person.pk).update(born_on=date(2062, 5, 1))
    form = {"entry_id": str(uuid7()), "person": str(person.pk), "kind": "seclusion"}
    answer = signed_in(account(Role.WARD_STAFF, ward_id=WARD)).post(f"/wards/{WARD}/start/", form)
    assert answer.status_code == 302
    assert Measure.objects.get().age_years is None
