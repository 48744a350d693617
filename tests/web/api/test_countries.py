"""The path of countries for other systems."""

from __future__ import annotations

import pytest
from django.test import Client
from uuid6 import uuid7

from openward.countries.loading import countries
from openward_web.accounts.rules import Role
from openward_web.country.actions import write_step
from tests.web.api.calling import system_of
from tests.web.country.test_countries import STEP
from tests.web.service import NOON, NURSE, WARD, service

pytestmark = pytest.mark.django_db


def test_countries_and_their_steps_are_read_with_what_stood_before() -> None:
    service()
    system = system_of(Role.WARD_STAFF, ward_id=WARD)
    names = [one["name"] for one in system.get("/countries").json()]
    assert names == sorted(names) and len(names) == 8
    said = STEP | {"kind": "comfort_rooms", "state": "available"}
    write_step(entry_id=uuid7(), by=NURSE, at=NOON, country=countries()["lt"], said=said,
               corrects="comfort-rooms")  # fmt: skip
    found = system.get("/countries/lt").json()
    rooms = next(step for step in found["steps"] if step["kind"] == "comfort_rooms")
    assert rooms["written_by_ministry_at"] and not rooms["verified"]
    assert [old["id"] for old in rooms["earlier"]] == ["comfort-rooms"]
    assert not any(step["verified"] for step in found["steps"]) and found["not_known"]
    assert system.get("/countries/xx").status_code == 404


def test_no_token_no_answer(client: Client) -> None:
    assert client.get("/api/v1/countries").status_code == 401
