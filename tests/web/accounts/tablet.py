"""A tablet of a ward, for tests."""

from __future__ import annotations

from uuid import UUID

from django.test import Client
from uuid6 import uuid7

from openward_web.accounts import actions, tablets
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.recording.selectors import now
from tests.web.service import NOON, NURSE, WARD, account

NUMBER, WRONG = "271828", "314159"


def enrolled(ward: UUID = WARD) -> Client:
    """A browser on an enrolled tablet, nobody signed in."""
    key = actions.enrol_device(entry_id=uuid7(), by=NURSE, at=NOON, ward_id=ward, name="Hall")
    client = Client()
    client.post("/accounts/tablet/", {"code": tablets.new_code(key, now())})
    return client


def nurse(ward: UUID = WARD, role: Role = Role.WARD_STAFF) -> Account:
    """Somebody of the ward who chose a number."""
    made = account(role, ward_id=ward)
    tablets.set_pin(made, NUMBER)
    return made


def type_pin(client: Client, who: Account, number: str = NUMBER) -> bool:
    """Whether the number opened the tablet."""
    client.post("/accounts/pin/", {"account": str(who.pk), "pin": number})
    return "_auth_user_id" in client.session
