"""Another system of the service, as tests play it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.rules import FOR_SYSTEMS, Capability, Narrowed, Role
from openward_web.accounts.tokens import make_token
from tests.web.accounts.people import account
from tests.web.service import NOON, NURSE


class System:
    """Sends JSON with a token."""

    def __init__(self, token: str) -> None:
        self.authorization = f"Bearer {token}"
        self.client = Client(headers={"Authorization": self.authorization})

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}")

    def post(self, path: str, **body: Any) -> Any:
        said = {"entry_id": str(uuid7())} | body
        return self.client.post(f"/api/v1{path}", said, content_type="application/json")


EVERYTHING = frozenset(FOR_SYSTEMS)


def system_of(
    role: Role, only: UUID | None = None, capabilities: frozenset[Capability] = EVERYTHING,
    **place: UUID,
) -> System:  # fmt: skip
    """A system with the token of somebody in a role."""
    made = account(f"{role}-{uuid7()}"[:60], role, **place)
    narrowed = Narrowed(capabilities, frozenset({only} if only else ()))
    return System(make_token(entry_id=uuid7(), by=NURSE, at=NOON, account=made, name="system",
                             narrowed=narrowed))  # fmt: skip
