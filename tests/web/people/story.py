"""A person with a plan, their own account, and staff: what the tests here begin with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.ledger.writing import Actor
from openward_web.people import actions
from openward_web.people.models import Person, PlanLine
from openward_web.recording import actions as recording
from openward_web.recording.models import Incident
from tests.web.names import WARD
from tests.web.service import NOON, NURSE, account, signed_in

#: Texts that somebody may type: each is kept as it is, and shown without harm.
TEXTS = {
    "long": "a" * 100_000,
    "right to left": "لا تلمسني من فضلك",
    "emoji": "🫂 please 👩🏽‍🦽",
    "script": "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "formula": '=HYPERLINK("http://x.example")',
    "path": "../../etc/passwd",
    "template": "{{ 7 * 7 }}{% raw %}${7*7}",
    "spaces and lines": "  first\n\n\tsecond  ",
    "quotes": "\"'`;DROP TABLE plan_lines;--",
    "combining": "e\u0301 \u202e reversed \u2066",
}


def by(made: Account) -> Actor:
    """Somebody as they write."""
    return Actor(account_id=made.pk, device_id=None, zone="Europe/Bratislava")


def person_account(person: Person) -> Account:
    """The person's own account."""
    return account(Role.PERSON, person_id=person.pk)


def nurse() -> Client:
    """Staff of the person's ward."""
    return signed_in(account(Role.WARD_STAFF, ward_id=WARD))


def line(  # noqa: PLR0917 - what a line is
    person: Person, text: str = "Sit with me", part: str = "do", voice: str = "mine",
    writer: Actor = NURSE, written_by: str = "for_person",
) -> PlanLine:  # fmt: skip
    """One line of the plan."""
    key = actions.add_line(
        entry_id=uuid7(), by=writer, at=NOON, person_id=person.pk, part=part, voice=voice,
        written_by=written_by, text=text, language="en",
    )  # fmt: skip
    return PlanLine.objects.get(pk=key)


def incident(person: Person) -> Incident:
    """A seclusion at noon."""
    key, _ = recording.start_measure(
        entry_id=uuid7(), by=NURSE, at=NOON, person=person, ward_id=WARD, kind="seclusion"
    )
    return Incident.objects.get(pk=key)


def post(client: Client, address: str, **fields: Any) -> Any:
    """A form of ours."""
    return client.post(address, {"entry_id": str(uuid7()), "occurred_at": "", **fields})


def plan_of(person: Person) -> str:
    """The address of a plan."""
    return f"/people/{person.pk}/plan/"


def nobody() -> UUID:
    """An identifier of nothing."""
    return uuid7()
