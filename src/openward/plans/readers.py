"""Who may read which part of a plan, as the person chose. No choice: those who work on the ward.

A choice can only be the person's: it is no permission of staff, and nobody else changes it.
"""

from __future__ import annotations

from enum import StrEnum


class Readers(StrEnum):
    """Whom the person lets read a part."""

    WARD = "ward"
    SUPPORTERS = "supporters"
    ONLY_ME = "only_me"


class Relation(StrEnum):
    """What somebody is to the person."""

    SELF = "self"
    SUPPORTER = "supporter"
    STAFF = "staff"


_MAY: dict[Readers, frozenset[Relation]] = {
    Readers.WARD: frozenset(Relation),
    Readers.SUPPORTERS: frozenset({Relation.SELF, Relation.SUPPORTER}),
    Readers.ONLY_ME: frozenset({Relation.SELF}),
}


def may_read(chosen: Readers, relation: Relation) -> bool:
    """Whether somebody reads a part for which the person chose these readers."""
    return relation in _MAY[chosen]
