"""An administrator sets up a new service from nothing, and sees no person."""

from __future__ import annotations

import pytest
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts import actions
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.ledger.writing import Actor
from openward_web.recording.selectors import now
from openward_web.wards.models import Facility, Regime, Room, Ward
from tests.web.people.story import post
from tests.web.service import HOSPITAL, OTHER_HOSPITAL, WARD, account, service, signed_in

pytestmark = pytest.mark.django_db
FACILITY = {
    "facility-name": "New house", "facility-country": "LT", "facility-timezone": "Europe/Vilnius",
    "facility-kind": "social_care_home", "facility-jurisdiction": "lt",
    "facility-valid_from": "2026-01-01",
}  # fmt: skip


@pytest.fixture
def administrator() -> Client:
    made = Account.objects.create(pk=uuid7(), username="a", display_name="A")
    system = Actor(account_id=None, device_id=None, zone="UTC")
    actions.grant_role(entry_id=uuid7(), by=system, at=now(), account_id=made.pk,
                       role=Role.ADMINISTRATOR)  # fmt: skip
    client = Client()
    client.force_login(made, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_facility_with_its_law_and_a_ward(administrator: Client) -> None:
    administrator.post("/places/facility/", FACILITY | {"entry_id": str(uuid7())})
    facility = Facility.objects.get()
    ward = {"entry_id": str(uuid7()), "ward-facility": str(facility.pk), "ward-name": "First"}
    administrator.post("/places/ward/", ward)
    assert Regime.objects.get().jurisdiction == "lt"
    assert Ward.objects.get().facility == facility
    assert "First" in administrator.get("/places/").content.decode()


WRONG = (("country", "Lithuania"), ("timezone", "x"), ("name", ""), ("valid_from", "soon"))


@pytest.mark.parametrize("field, value", WRONG)
def test_what_is_wrong_is_said_at_its_field(administrator: Client, field: str, value: str) -> None:
    wrong = {f"facility-{field}": value}
    answer = administrator.post("/places/facility/", FACILITY | wrong | {"entry_id": str(uuid7())})
    assert answer.status_code == 422
    assert "nhsuk-error-message" in answer.content.decode()
    assert not Facility.objects.exists()


def test_an_administrator_of_one_facility_sets_up_no_other() -> None:
    service()
    client = signed_in(account(Role.ADMINISTRATOR, facility_id=HOSPITAL))
    page = client.get("/places/").content.decode()
    assert "North" in page and "South" not in page and "Elm" not in page
    ward = {"entry_id": str(uuid7()), "ward-name": "First", "ward-facility": str(OTHER_HOSPITAL)}
    assert client.post("/places/ward/", ward).status_code == 422
    facility = FACILITY | {"entry_id": str(uuid7())}
    assert client.post("/places/facility/", facility).status_code == 403
    client.post("/places/ward/", ward | {"ward-facility": str(HOSPITAL)})
    assert Ward.objects.get(name="First").facility_id == HOSPITAL


def test_a_comfort_room_from_a_day_on_and_closed_again() -> None:
    service()
    lead = signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))
    place = f"/wards/{WARD}/keep/room/"

    def keep(**said: str) -> int:
        fields = {f"room-{name}": value for name, value in said.items()}
        return post(lead, place, **fields).status_code

    assert keep(kind="comfort", available_from="2026-01-05", area_m2="12.5") == 302
    room = Room.objects.get()
    assert (str(room.available_from), room.available_to, room.area_m2) == ("2026-01-05", None, 12.5)
    assert "Comfort room (2026-01-05)" in lead.get(f"/wards/{WARD}/keep/").content.decode()
    assert keep(kind="comfort") == 422
    assert keep(kind="comfort", available_from="2026-02-01", available_to="2026-01-01") == 422
    assert keep(kind="comfort", available_to="2026-03-01") == 302
    assert str(Room.objects.get().available_to) == "2026-03-01"
