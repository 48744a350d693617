"""Whom a person can turn to, everywhere where we know the law; and rights that hold everywhere."""

from __future__ import annotations

import re

import pytest

from openward.law.loading import read_laws
from openward.rights.contacts import Place, places
from openward.rights.plain_words import rights

#: A list of principles of 1996: nobody stands behind it whom a person could write to.
WITHOUT_BODIES = {"who-1996"}
EACH = pytest.mark.parametrize("place", places().values(), ids=list(places()))


def test_every_jurisdiction_has_its_contacts_and_the_same_name() -> None:
    laws = {code: law.name for code, law in read_laws().items() if code not in WITHOUT_BODIES}
    assert {code: place.name for code, place in places().items()} == laws


@EACH
def test_what_is_verified_was_read_somewhere_on_a_day(place: Place) -> None:
    verified = [c for c in place.contacts if c.verified]
    assert all(c.source != "" and c.read_on is not None for c in verified)
    assert all("remembered" not in c.note.lower() for c in verified)


@EACH
def test_the_monitor_and_the_complaint_are_never_the_ward(place: Place) -> None:
    for contact in place.contacts:
        assert not re.search(r"\b(?:your doctor|the nurses?)\b", contact.does, re.IGNORECASE)


def test_what_a_person_can_always_ask_for_is_said() -> None:
    needed = {"advocate", "complain", "see_record", "own_words", "somebody_with_you"}
    ids = [right.id for right in rights()]
    assert needed <= set(ids)
    assert len(set(ids)) == len(ids)


def test_rights_that_hold_everywhere_name_no_law_and_no_condition() -> None:
    text = " ".join(f"{r.title} {r.words} {r.say}" for r in rights())
    assert not re.search(r"\b(?:section|article|act|must earn|if you behave|\d+)\b", text, re.I)
