"""Who writes in which voice, and who signs how."""

from __future__ import annotations

import pytest

from openward.plans.readers import Relation
from openward.plans.voices import Voice, signature_of, written_by


@pytest.mark.parametrize(
    ("voice", "relation", "how"),
    [
        (Voice.MINE, Relation.SELF, "person"),
        (Voice.MINE, Relation.SUPPORTER, "supporter"),
        (Voice.MINE, Relation.STAFF, "for_person"),
        (Voice.STAFF, Relation.STAFF, "staff"),
        (Voice.STAFF, Relation.SELF, None),
        (Voice.STAFF, Relation.SUPPORTER, None),
    ],
)
def test_how_a_line_got_there(voice: Voice, relation: Relation, how: str | None) -> None:
    assert written_by(voice, relation) == how


@pytest.mark.parametrize(
    ("relation", "who", "signed"),
    [
        (Relation.SELF, "staff", ("person", "here")),
        (Relation.STAFF, "staff", ("staff", "here")),
        (Relation.STAFF, "person", ("person", "paper")),
        (Relation.SUPPORTER, "staff", ("staff", "paper")),
        (Relation.SUPPORTER, "supporter", ("supporter", "paper")),
    ],
)
def test_nobody_signs_here_as_somebody_else(
    relation: Relation, who: str, signed: tuple[str, str]
) -> None:
    assert signature_of(relation, who) == signed
