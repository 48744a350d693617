"""Staff cannot alter what a person said: by no page, action, replay, API, nor in the tables."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from uuid6 import uuid7

from openward_web.learning import actions as learning
from openward_web.learning.models import Dispute, Voice
from openward_web.ledger.models import Entry
from openward_web.ledger.rebuilding import differences
from openward_web.people import actions
from openward_web.people.models import Person, PlanLine
from tests.web.people.story import by, incident, line, nurse, person_account, plan_of, post
from tests.web.service import NOON, NURSE, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    service()
    return person_here(1)


@pytest.mark.parametrize("what", ["end", "first"])
def test_no_page_lets_staff_take_back_a_word(person: Person, what: str) -> None:
    said, staff = line(person), nurse()
    before = Entry.objects.count()
    assert post(staff, f"{plan_of(person)}lines/{said.pk}/{what}/").status_code == 404
    assert PlanLine.objects.get(pk=said.pk).until_version is None
    assert Entry.objects.count() == before


@pytest.mark.parametrize("what", ["end_line", "put_first"])
def test_no_action_of_staff_changes_a_word(person: Person, what: str) -> None:
    said = line(person)
    before = Entry.objects.count()
    with pytest.raises(PermissionDenied), transaction.atomic():
        getattr(actions, what)(entry_id=uuid7(), by=NURSE, at=NOON, line=said)
    assert Entry.objects.count() == before


def test_nobody_chooses_readers_for_the_person_nor_agrees_for_them(person: Person) -> None:
    view, said = line(person, voice="staff"), {"by": NURSE, "at": NOON}
    for act, more in (
        (actions.agree, {"line": view, "agreed": True}),
        (actions.choose_readers, {"person_id": person.pk, "part": "do", "readers": "ward"}),
        (actions.choose_line, {"line": line(person), "text": "x"}),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied), transaction.atomic():
            act(entry_id=uuid7(), **said, **more)


def test_nobody_writes_as_the_person_or_signs_for_them(person: Person) -> None:
    with pytest.raises(PermissionDenied), transaction.atomic():
        line(person, written_by="person")
    with pytest.raises(PermissionDenied), transaction.atomic():
        learning.add_voice(
            entry_id=uuid7(), by=NURSE, at=NOON, incident=incident(person), whose="person",
            written_by="self", language="en", said={"words": "It was fine."},
        )  # fmt: skip
    with pytest.raises(PermissionDenied), transaction.atomic():
        learning.dispute(entry_id=uuid7(), by=NURSE, at=NOON, incident=incident(person),
                         words="Nothing is wrong.", language="en")  # fmt: skip
    line(person)
    with pytest.raises(PermissionDenied), transaction.atomic():
        actions.sign(entry_id=uuid7(), by=NURSE, at=NOON, plan=person.plans.get(), who="person",
                     how="here", made="by_person")  # fmt: skip
    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    ("table", "column"),
    [(PlanLine, "text"), (PlanLine, "voice"), (PlanLine, "language"), (Voice, "words"),
     (Voice, "hurt"), (Voice, "whose"), (Dispute, "words")],
)  # fmt: skip
def test_the_database_refuses_to_change_a_word(person: Person, table: Any, column: str) -> None:
    own = person_account(person)
    line(person)
    happened = incident(person)
    learning.add_voice(
        entry_id=uuid7(), by=by(own), at=NOON, incident=happened, whose="person",
        written_by="self", language="en", said={"words": "I was afraid.", "hurt": "The belts."},
    )  # fmt: skip
    learning.dispute(entry_id=uuid7(), by=by(own), at=NOON, incident=happened,
                     words="It was longer.", language="en")  # fmt: skip
    before = table.objects.values_list(column, flat=True).get()
    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.update(**{column: "staff"})
    assert table.objects.values_list(column, flat=True).get() == before


def test_the_person_takes_back_a_word_and_the_version_before_keeps_it(person: Person) -> None:
    said, own = line(person), person_account(person)
    actions.sign(entry_id=uuid7(), by=by(own), at=NOON, plan=person.plans.get(), who="person",
                 how="here", made="by_person")  # fmt: skip
    client = signed_in(own)
    assert post(client, f"{plan_of(person)}lines/{said.pk}/end/").status_code == 302
    assert "Sit with me" not in client.get(plan_of(person)).content.decode()
    assert "Sit with me" in client.get(f"{plan_of(person)}versions/1/").content.decode()


def test_rebuilding_from_the_ledger_gives_the_same_words(person: Person) -> None:
    line(person)
    line(person, voice="staff", text="Walks at night")
    assert list(differences()) == []


def test_there_is_no_other_door() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    described = Client().get("/api/v1/openapi.json").content.decode()
    assert "plan_line" not in described
    assert "voice" not in described
