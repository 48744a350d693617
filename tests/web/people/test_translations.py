"""A plan in another language than the reader's: the person's words stay, with others beside."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from uuid6 import uuid7

from openward.plans.parts import base_language, card_words
from openward_web.people import actions
from openward_web.people.models import LineTranslation, Person, PlanLine
from tests.web.people.story import TEXTS, nurse, person_account, plan_of, post
from tests.web.service import NOON, NURSE, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    service()
    return person_here(1)


def in_slovak(person: Person) -> PlanLine:
    key = actions.add_line(
        entry_id=uuid7(), by=NURSE, at=NOON, person_id=person.pk, part="do", voice="mine",
        written_by="for_person", text="Otvorte okno", language="sk",
    )  # fmt: skip
    return PlanLine.objects.get(pk=key)


def translate(person: Person, line: PlanLine, text: str) -> int:
    answer = post(nurse(), f"{plan_of(person)}lines/{line.pk}/translate/", text=text)
    return int(answer.status_code)


def test_the_card_has_the_headings_and_words_of_both_languages(person: Person) -> None:
    line = in_slovak(person)
    assert translate(person, line, "Open the window") == 302
    card = nurse().get(plan_of(person)).content.decode()
    for words in ("Please do", "Prosím, robte", "Otvorte okno", "Open the window"):
        assert words in card
    assert card.index("Otvorte okno") < card.index("Open the window")


def test_a_better_translation_stands_instead_and_the_first_is_kept(person: Person) -> None:
    line = in_slovak(person)
    translate(person, line, "Open the door")
    translate(person, line, "Open the window")
    card = nurse().get(plan_of(person)).content.decode()
    assert "Open the door" not in card
    assert "Open the window" in card
    assert LineTranslation.objects.count() == 2
    assert PlanLine.objects.get().text == "Otvorte okno"


def test_nobody_elses_translation_takes_the_place_of_the_persons(person: Person) -> None:
    line = in_slovak(person)
    own = signed_in(person_account(person))
    address = f"{plan_of(person)}lines/{line.pk}/translate/"
    assert post(own, address, text="Open the window, please").status_code == 302
    assert translate(person, line, "Shut the window") == 302
    card = nurse().get(plan_of(person)).content.decode()
    assert "Open the window, please" in card
    assert "Shut the window" not in card
    whole = nurse().get(f"{plan_of(person)}whole/").content.decode()
    assert "translated by the person" in whole


def test_nobody_translates_as_the_person(person: Person) -> None:
    with pytest.raises(PermissionDenied):
        actions.translate_line(entry_id=uuid7(), by=NURSE, at=NOON, line=in_slovak(person),
                               text="Shut the window", language="en", by_whom="self")  # fmt: skip
    assert not LineTranslation.objects.exists()


def test_a_plan_in_the_readers_language_asks_for_nothing(person: Person) -> None:
    actions.add_line(
        entry_id=uuid7(), by=NURSE, at=NOON, person_id=person.pk, part="do", voice="mine",
        written_by="for_person", text="Open the window", language="en-GB",
    )  # fmt: skip
    page = nurse().get(f"{plan_of(person)}whole/").content.decode()
    assert "translate/" not in page
    assert "ow-own-title" not in nurse().get(plan_of(person)).content.decode()


def test_nothing_said_is_told_and_kept_from_the_database(person: Person) -> None:
    line = in_slovak(person)
    assert translate(person, line, "  ") == 422
    assert not LineTranslation.objects.exists()


def test_the_database_refuses_to_change_it(person: Person) -> None:
    line = in_slovak(person)
    translate(person, line, "Open the window")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        LineTranslation.objects.update(text="Close it")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_whatever_is_typed_is_kept_and_harmless(person: Person, text: str) -> None:
    line = in_slovak(person)
    assert translate(person, line, text) == 302
    assert LineTranslation.objects.get().text == text
    body = nurse().get(plan_of(person)).content.decode()
    assert "<script>alert" not in body
    assert "<img src=x" not in body


def test_every_language_of_the_card_has_all_three_headings() -> None:
    assert {"en", "sk", "lt", "bg", "lv", "sr"} <= set(card_words())
    for words in card_words().values():
        assert all((words.do, words.do_not, words.call))
        assert words.do != words.do_not
        assert words.verified == (words.language == "en")
    assert base_language("sr-Latn") == "sr"
