"""What somebody took away comes back: their own words, all of them, and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from uuid6 import uuid7

from openward.exchange.own_record.bundle import bundle_text, record_of
from openward.exchange.own_record.opening import BUNDLE, opened
from openward.exchange.own_record.telling import own_words, told
from openward.problems import BadInput
from openward_web.accounts.models import Account
from openward_web.learning import actions as learning
from openward_web.ledger.models import Entry
from openward_web.people import actions, plan
from openward_web.people.bringing import as_kept, look_through
from openward_web.people.everything import names_around, rows_of
from openward_web.people.models import BroughtWords, Person, PlanLine
from tests.web.people.story import TEXTS, by, incident, line, person_account
from tests.web.service import NOON, NURSE, person_here, service, signed_in

pytestmark = pytest.mark.django_db
#: Columns that hold what the person said or chose.
SAID_IN = ("text", "words", "led_up", "helped", "hurt", "needed", "harm", "readers", "language",
           "answers", "for_ward", "for_advocate", "for_monitor")  # fmt: skip
SAID = [*TEXTS.values(), "=1+1", "ไทย عربي"]


@pytest.fixture
def first() -> tuple[Person, Account]:
    """Somebody with a plan, choices, an account of what happened and a word on what is wrong."""
    service()
    person = person_here(1)
    own = person_account(person)
    for text in SAID:
        last = line(person, text, writer=by(own), written_by="person")
    told = {"entry_id": uuid7(), "by": by(own), "at": NOON}
    actions.choose_line(**told, line=last, text=last.text[:160])
    line(person, "What staff think", voice="staff", written_by="staff")
    told["entry_id"] = uuid7()
    actions.choose_readers(**told, person_id=person.pk, part="treatment", readers="only_me")
    happened = incident(person)
    said = dict(zip(learning.TEXTS, SAID, strict=False)) | {"harm": "mind", "for_advocate": True}
    learning.add_voice(entry_id=uuid7(), by=by(own), at=NOON, incident=happened, whose="person",
                       written_by="self", language="en", said=said)  # fmt: skip
    learning.dispute(entry_id=uuid7(), by=by(own), at=NOON, incident=happened, language="en",
                     words="It was longer.")  # fmt: skip
    return person, own


@pytest.fixture
def second() -> tuple[Person, Client]:
    """Somebody who has nothing yet, as in another installation."""
    person = person_here(2)
    return person, signed_in(person_account(person))


def taken(own: Account) -> bytes:
    body = signed_in(own).get("/me/download")
    return b"".join(body.streaming_content) if body.streaming else body.content


def bundle(person: Person) -> bytes:
    """The file for programs alone: printing what is 100,000 letters long takes seconds."""
    rows = rows_of(person.pk)
    return bundle_text(told(rows), names=names_around(rows), made_at=NOON).encode()


def sent(client: Client, data: bytes, do: str = "bring") -> Any:
    file = SimpleUploadedFile("my-record.zip", data)
    return client.post("/me/bring/", {"entry_id": str(uuid7()), "file": file, "do": do})


def said_in(data: bytes) -> Counter[tuple[str, str, str]]:
    """What the person said, how often, without who they are and the numbers of rows."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in own_words(opened(data)):
        what, cells = as_kept(row)
        words = json.loads(cells)
        found.update((what, name, words[name]) for name in SAID_IN if words.get(name))
    return found


def test_everything_that_was_said_is_there_again(first: Any, second: Any) -> None:
    away = taken(first[1])
    answer = sent(second[1], away)
    assert answer.status_code == 302
    texts = PlanLine.objects.filter(person=second[0], voice="mine").order_by("place")
    assert [one.text for one in texts] == SAID
    assert {one.written_by for one in texts} == {"person"}
    assert not PlanLine.objects.filter(person=second[0], voice="staff").exists()
    assert plan.readers_of([second[0].pk])[second[0].pk]["treatment"].value == "only_me"
    again = bundle(second[0])
    assert said_in(again) == said_in(away)
    assert len(said_in(away)) > len(SAID)
    page = second[1].get("/me/bring/").content.decode()
    assert "It was longer." in page
    assert "<script>alert" not in page


def test_a_second_time_nothing_comes_in_twice(first: Any, second: Any) -> None:
    away = bundle(first[0])
    sent(second[1], away)
    before = (PlanLine.objects.count(), BroughtWords.objects.count())
    assert sent(second[1], away)["Location"].endswith("done=0")
    assert sent(second[1], bundle(second[0]))["Location"].endswith("done=0")
    assert (PlanLine.objects.count(), BroughtWords.objects.count()) == before


def test_looking_first_keeps_nothing(first: Any, second: Any) -> None:
    entries = Entry.objects.filter(action="bring_words")
    page = sent(second[1], bundle(first[0]), "look")
    assert page.status_code == 200
    assert f"New for your plan: {len(SAID)}" in page.content.decode()
    assert not entries.exists()
    assert not PlanLine.objects.filter(person=second[0]).exists()


def test_bringing_ones_own_back_changes_nothing(first: Any) -> None:
    client = signed_in(first[1])
    assert sent(client, bundle(first[0]))["Location"].endswith("done=0")


def zip_of(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


BAD = {
    "nothing": b"", "no text": b"\xff\xfe\x00", "a picture": b"\x89PNG\r\n", "a list": b"[1, 2]",
    "another ZIP": zip_of(**{"../../etc/passwd": b"root"}), "cut ZIP": zip_of(a=b"x")[:20],
    "not FHIR": b'{"resourceType": "Nonsense"}', "deep": b"[" * 100_000,
    "bomb": zip_of(**{BUNDLE: b" " * (51 * 1024 * 1024)}),
}  # fmt: skip


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_a_file_that_is_none_is_said_in_one_sentence(first: Any, second: Any, data: bytes) -> None:
    answer = sent(second[1], data)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "There is a problem" in body
    assert "Traceback" not in body
    assert not PlanLine.objects.filter(person=second[0]).exists()


def test_a_character_that_no_database_keeps_is_refused(first: Any, second: Any) -> None:
    text = bundle(first[0]).decode().replace("It was longer.", "It was \\u0000 longer.")
    answer = sent(second[1], text.encode())
    assert answer.status_code == 422
    with pytest.raises(BadInput):
        look_through(record_of(text), second[0].pk)


def test_nobody_else_brings_words_of_the_person(first: Any, second: Any) -> None:
    brought = look_through(opened(bundle(first[0])), second[0].pk)
    with pytest.raises(PermissionDenied):
        actions.bring_words(entry_id=uuid7(), by=NURSE, at=NOON, person_id=second[0].pk,
                            brought=brought)  # fmt: skip
