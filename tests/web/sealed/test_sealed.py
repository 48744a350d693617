"""What a person writes to somebody outside: nobody in the service can read it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from uuid6 import uuid7

from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.ledger.models import Entry
from openward_web.ledger.writing import payload_of_entry
from openward_web.people.models import Person
from openward_web.sealed import actions
from openward_web.sealed.envelope import new_key, unseal
from openward_web.sealed.models import Mailbox, SealedMessage
from tests.web.names import HOSPITAL, OTHER_HOSPITAL
from tests.web.people.story import TEXTS, by, nurse, person_account, post
from tests.web.service import NOON, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db
WORDS = "They laughed when I asked for water."


@pytest.fixture
def person() -> Person:
    service()
    return person_here(1)


def reader(**place: Any) -> tuple[Account, str]:
    """An advocate who can be written to, and their secret key."""
    made = account(Role.PEER_WORKER, **place)
    secret, public = new_key()
    answer = post(signed_in(made), "/messages/key/", name="The advocate", public_key=public)
    assert answer.status_code == 302
    return made, secret


def send(person: Person, to: Account, words: str = WORDS) -> Client:
    client = signed_in(person_account(person))
    assert post(client, "/me/messages/", to=str(to.pk), words=words).status_code == 302
    return client


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_reader_reads_what_was_typed_exactly(person: Person, text: str) -> None:
    advocate, secret = reader(person_id=person.pk)
    send(person, advocate, text)
    assert unseal(SealedMessage.objects.get().sealed, secret) == text.replace("\r\n", "\n")
    page = post(signed_in(advocate), f"/messages/{SealedMessage.objects.get().pk}/open/",
                secret_key=secret)  # fmt: skip
    body = page.content.decode()
    assert page.status_code == 200
    assert "<script>alert" not in body
    assert "<img src=x" not in body


def test_the_words_stand_nowhere_in_the_database(person: Person) -> None:
    advocate, secret = reader(person_id=person.pk)
    send(person, advocate)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            found = str(cursor.fetchall())
            assert "laughed" not in found, table
            assert secret not in found, table
    said = [json.dumps(payload_of_entry(e)) for e in Entry.objects.filter(action="send_sealed")]
    assert len(said) == 1
    assert "laughed" not in said[0]
    assert secret not in said[0]


def test_the_person_sees_when_it_was_opened_first(person: Person) -> None:
    advocate, secret = reader(person_id=person.pk)
    client = send(person, advocate)
    assert "not opened yet" in client.get("/me/messages/").content.decode()
    address = f"/messages/{SealedMessage.objects.get().pk}"
    taken = post(signed_in(advocate), f"{address}/file/")
    assert unseal(taken.content.decode(), secret) == WORDS
    opened = SealedMessage.objects.get().opened_at
    assert opened is not None
    post(signed_in(advocate), f"{address}/open/", secret_key=secret)
    assert SealedMessage.objects.get().opened_at == opened
    assert "not opened yet" not in client.get("/me/messages/").content.decode()


@pytest.mark.parametrize("key", ["", "nonsense", new_key()[0]])
def test_a_wrong_key_opens_nothing(person: Person, key: str) -> None:
    advocate, _ = reader(person_id=person.pk)
    send(person, advocate)
    address = f"/messages/{SealedMessage.objects.get().pk}/open/"
    answer = post(signed_in(advocate), address, secret_key=key)
    assert answer.status_code == 422
    assert "does not open" in answer.content.decode()
    assert SealedMessage.objects.get().opened_at is None


def test_it_opens_to_nobody_else(person: Person) -> None:
    advocate, secret = reader(person_id=person.pk)
    send(person, advocate)
    other, _ = reader(facility_id=HOSPITAL)
    address = f"/messages/{SealedMessage.objects.get().pk}"
    for client in (signed_in(other), nurse()):
        for way in ("open", "file"):
            answer = post(client, f"{address}/{way}/", secret_key=secret)
            assert answer.status_code in {403, 404}


def test_only_those_near_and_those_who_look_at_the_service_can_be_written_to(
    person: Person,
) -> None:
    near, _ = reader(person_id=person.pk)
    inside, _ = reader(facility_id=HOSPITAL)
    elsewhere, _ = reader(facility_id=OTHER_HOSPITAL)
    page = signed_in(person_account(person)).get("/me/messages/").content.decode()
    assert str(near.pk) in page
    assert str(inside.pk) in page
    assert str(elsewhere.pk) not in page


def test_a_name_that_somebody_gave_themselves_stands_beside_their_role(person: Person) -> None:
    friend, secret = account(Role.SUPPORTER, person_id=person.pk), new_key()[1]
    post(signed_in(friend), "/messages/key/", name="The national monitor", public_key=secret)
    page = signed_in(person_account(person)).get("/me/messages/").content.decode()
    assert "The national monitor – Supporter of a person" in page


def test_nobody_sets_the_key_of_somebody_else_and_nobody_writes_as_the_person(
    person: Person,
) -> None:
    advocate, _ = reader(person_id=person.pk)
    other, _ = reader(facility_id=HOSPITAL)
    box = Mailbox.objects.get(pk=advocate.pk)
    with pytest.raises(PermissionDenied):
        actions.send_sealed(entry_id=uuid7(), by=by(other), at=NOON, person_id=person.pk,
                            mailbox=box, words="I am fine")  # fmt: skip
    row = {"account_id": str(advocate.pk), "public_key": new_key()[1]}
    from openward_web.ledger.writing import write

    with pytest.raises(PermissionDenied):
        write("set_mailbox", entry_id=uuid7(), subject="mailbox:x", by=by(other),
              occurred_at=NOON, payload={"changed": {"mailboxes": [row]}})  # fmt: skip


def test_a_secret_key_as_public_key_is_refused(person: Person) -> None:
    made = account(Role.MONITOR)
    secret, _ = new_key()
    answer = post(signed_in(made), "/messages/key/", name="Monitor", public_key=secret)
    assert answer.status_code == 422
    assert not Mailbox.objects.exists()


def test_what_was_sent_stays(person: Person) -> None:
    advocate, _ = reader(person_id=person.pk)
    send(person, advocate)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        SealedMessage.objects.update(sealed="x")
