"""A measure begins in the incident of the same person, whatever a form says."""

from __future__ import annotations

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.recording import actions
from openward_web.recording.models import Incident, Measure
from tests.web.api.calling import system_of
from tests.web.service import NOON, NURSE, WARD, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident() -> Incident:
    service()
    key = actions.note_distress(
        entry_id=uuid7(), by=NURSE, at=NOON, person_id=person_here(1).pk, ward_id=WARD
    )
    return Incident.objects.get(pk=key)


@pytest.fixture
def nurse() -> Client:
    return signed_in(account(Role.WARD_STAFF, ward_id=WARD))


def start(nurse: Client, person: object, incident: object) -> int:
    form = {"entry_id": str(uuid7()), "person": str(person), "kind": "seclusion"}
    return nurse.post(f"/wards/{WARD}/start/", form | {"incident": str(incident)}).status_code


def test_it_begins_in_the_incident_that_goes_on(incident: Incident, nurse: Client) -> None:
    assert start(nurse, incident.person_id, incident.pk) == 302
    assert Measure.objects.get().incident == incident


def test_it_never_stands_in_the_record_of_somebody_else(incident: Incident, nurse: Client) -> None:
    assert start(nurse, person_here(2).pk, incident.pk) == 404
    assert not Measure.objects.exists()


def test_another_system_cannot_write_it_there_either(incident: Incident) -> None:
    system = system_of(Role.WARD_STAFF, ward_id=WARD)
    said = {"person_id": str(person_here(2).pk), "kind": "seclusion", "incident_id": incident.pk}
    assert system.post(f"/wards/{WARD}/measures", **said).status_code == 404
    assert not Measure.objects.exists()


@pytest.mark.parametrize("named", ["x", "²", "0" * 32])
def test_an_incident_that_is_none_is_not_found(
    incident: Incident, nurse: Client, named: str
) -> None:
    assert start(nurse, incident.person_id, named) == 404


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1"])
def test_a_version_that_is_none_is_no_version(
    incident: Incident, nurse: Client, version: str
) -> None:
    form = {"entry_id": str(uuid7()), "base_version": version}
    assert nurse.post(f"/incidents/{incident.pk}/complete/", form).status_code == 302
