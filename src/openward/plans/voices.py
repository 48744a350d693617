"""Whose words are whose, and who signs how: by what somebody is to the person."""

from __future__ import annotations

from enum import StrEnum

from openward.plans.readers import Relation


class Voice(StrEnum):
    """Whose words a line holds."""

    MINE = "mine"
    STAFF = "staff"


_WRITES = {
    (Voice.MINE, Relation.SELF): "person",
    (Voice.MINE, Relation.SUPPORTER): "supporter",
    (Voice.MINE, Relation.STAFF): "for_person",
    (Voice.STAFF, Relation.STAFF): "staff",
}
#: Each takes back, and puts in order, what they said themselves.
OWNER = {Voice.MINE: Relation.SELF, Voice.STAFF: Relation.STAFF}


def written_by(voice: Voice, relation: Relation) -> str | None:
    """How a line of this voice got there; None where they do not write in this voice."""
    return _WRITES.get((voice, relation))


def signature_of(relation: Relation, who: str) -> tuple[str, str]:
    """Who signs, and how, when somebody writes down that `who` signed.

    The person signs here as themselves and as nobody else; staff sign here as staff. Everybody else
    signed on paper.
    """
    if relation == Relation.SELF:
        return "person", "here"
    return who, "here" if (relation, who) == (Relation.STAFF, "staff") else "paper"
