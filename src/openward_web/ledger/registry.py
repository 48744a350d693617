"""Which function applies an entry of which action, and which tables entries make.

`apply` functions are pure: the same entry makes the same rows, whenever it is applied. They make
no identifier and read no clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models


@dataclass(frozen=True, slots=True)
class Applied:
    """One entry as an apply function sees it."""

    id: UUID
    action: str
    subject: str
    payload: dict[str, Any]
    actor_id: UUID | None
    person_id: UUID | None
    occurred_at: datetime
    recorded_at: datetime


Apply = Callable[[Applied], None]
APPLY: dict[tuple[str, int], Apply] = {}
NEWEST: dict[str, int] = {}
#: In the order in which rows can be made; rebuilding removes them in the reverse order.
DOMAIN: list[type[models.Model]] = []


def applies(action: str, version: int = 1) -> Callable[[Apply], Apply]:
    """Register the function that applies entries of this action and version."""

    def enter(function: Apply) -> Apply:
        APPLY[action, version] = function
        NEWEST[action] = max(version, NEWEST.get(action, 0))
        return function

    return enter


def domain(*tables: type[models.Model]) -> None:
    """Declare tables that are made from entries alone."""
    DOMAIN.extend(tables)
