"""A visit of three assessors to the hospital, as far as a test needs it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import Role
from openward_web.assessments import actions
from openward_web.assessments.models import Visit
from openward_web.assessments.selectors import known_assessments
from openward_web.ledger.writing import Actor
from tests.web.service import HOSPITAL, NOON, account, service, signed_in

CODE = "hopes-elements-1"


class Committee:
    """Three assessors, each signed in with an own session, on one visit."""

    def __init__(self, code: str = CODE, parts: tuple[str, ...] = ("health", "law", "other")):
        service()
        self.accounts = [account(Role.ASSESSOR, f"assessor-{n}") for n in (1, 2, 3)]
        self.clients = [signed_in(one) for one in self.accounts]
        self.actors = [Actor(one.pk, None, "Europe/Bratislava") for one in self.accounts]
        self.visit = self.open(code, parts, date(2026, 3, 2))

    def open(self, code: str, parts: tuple[str, ...], day: date) -> Visit:
        """One more visit of the same three."""
        said = {"by": self.actors[0], "at": NOON}
        key = actions.open_visit(
            entry_id=uuid7(), **said, facility_id=HOSPITAL, known=known_assessments()[code],
            started_on=day, announced=False, wards="Birch", part=parts[0],
        )  # fmt: skip
        visit = Visit.objects.get(pk=key)
        for one, part in zip(self.accounts[1:], parts[1:], strict=True):
            actions.add_member(entry_id=uuid7(), **said, visit=visit, account_id=one.pk, part=part)
        return visit

    def rate(self, who: int, agreed: bool = False, seen: Any = (), **levels: str) -> None:
        """One assessor rates, or writes down what was agreed on."""
        actions.rate_items(
            entry_id=uuid7(), by=self.actors[who], at=NOON, visit=self.visit, levels=levels,
            agreed=agreed, seen=dict.fromkeys(levels, tuple(seen)),
        )  # fmt: skip

    def release(self) -> None:
        """The place may read it."""
        actions.release_visit(entry_id=uuid7(), by=self.actors[0], at=NOON, visit=self.visit,
                              contact="The ombudsman, 0800")  # fmt: skip

    def address(self, rest: str = "") -> str:
        """A page of the visit."""
        return f"/assessments/{self.visit.pk}/{rest}"


def send(client: Client, address: str, **fields: Any) -> int:
    """Send a form of ours."""
    return client.post(address, {"entry_id": str(uuid7()), **fields}).status_code


def read(client: Client, address: str) -> str:
    """The text of a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()
