"""The download has everything: it is compared with the database, row by row and cell by cell."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from uuid6 import uuid7

from openward.exchange.own_record.bundle import record_of
from openward.exchange.own_record.record import Record
from openward.exchange.own_record.telling import TELLING, own_words, telling_of
from openward_web.accounts.models import Account, Grant
from openward_web.learning.actions import add_voice
from openward_web.learning.models import Dispute
from openward_web.ledger.models import Entry
from openward_web.people.everything import ways
from openward_web.people.models import Person
from openward_web.recording.models import Notice
from tests.web.people.filled import HOSTILE, fill
from tests.web.people.referee import plain, rows_about
from tests.web.people.story import TEXTS, by, incident, line, person_account
from tests.web.service import NOON, NURSE, person_here, service, signed_in

pytestmark = pytest.mark.django_db
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def person() -> Person:
    service()
    return person_here()


def downloaded(person: Person) -> HttpResponse:
    account = Account.objects.filter(username="me").first() or Account.objects.create(
        pk=uuid7(), username="me", display_name="Me", password="argon2 hash"  # noqa: S106
    )  # fmt: skip
    if not Grant.objects.filter(account_id=account.pk).exists():
        Grant.objects.create(pk=uuid7(), account_id=account.pk, role="person",
                             person_id=person.pk, valid_from=NOON)  # fmt: skip
    client = Client()
    client.force_login(account, backend=SIGN_IN)
    answer = client.get("/me/download")
    assert answer.status_code == 200
    return answer


def files(answer: HttpResponse) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def record(person: Person) -> Record:
    return record_of(files(downloaded(person))["my-record.fhir.json"].decode())


def keys(found: Any) -> set[tuple[str, str]]:
    return {(one.table, plain(one.key)) for one in found}


def test_every_row_about_the_person_is_told_or_listed_as_withheld(person: Person) -> None:
    fill(person)
    found = record(person)
    there = rows_about(person.pk)
    listed = keys(found.rows) | keys(one for one in found.withheld if not one.columns)
    assert set(there) - listed == set()
    assert {table for table, _ in there} > {"measures", "doses", "identities", "ledger_entries"}


def test_every_cell_of_a_told_row_is_told_or_listed_as_withheld(person: Person) -> None:
    fill(person)
    found, there = record(person), rows_about(person.pk)
    hidden = {(w.table, plain(w.key), name) for w in found.withheld for name in w.columns}
    for row in found.rows:
        key = (row.table, plain(row.key))
        raw = there.get(key, {})
        missing = {name for name, cell in raw.items() if cell is not None} - set(row.cells)
        assert {(*key, name) for name in missing} <= hidden


def test_nothing_about_anybody_else_is_in_it(person: Person) -> None:
    other = person_here(2)
    fill(other)
    Account.objects.update(username="other")
    found = record(person)
    assert not keys(found.rows) & set(rows_about(other.pk))
    assert [row.cells["username"] for row in found.rows if row.table == "accounts"] == ["me"]
    assert str(other.pk) not in files(downloaded(person))["my-record.fhir.json"].decode()


def test_a_notice_of_a_stay_without_a_measure_is_in_it(person: Person) -> None:
    stay = person.stays.get()
    notice = Notice.objects.create(pk=uuid7(), stay=stay, to="court", sent_at=NOON)
    assert ("notices", plain(notice.pk)) in keys(record(person).rows)


def test_every_table_that_leads_to_a_person_has_a_rule() -> None:
    missing = {model._meta.db_table for model in ways()} - set(TELLING)
    assert not missing, f"say in telling.py how these tables are told: {missing}"


def test_a_table_without_a_rule_is_withheld_and_not_forgotten(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(TELLING, "stays")
    assert ("stays", "undecided") in {(w.table, w.reason) for w in record(person).withheld}


def test_what_the_person_supplied_comes_back_exactly(person: Person) -> None:
    made = fill(person)
    found = own_words(record(person))
    assert {row.table for row in found} >= {"chosen_lines"}
    for row in found:
        stands = made[row.table]
        cells = {f.column: getattr(stands, f.attname) for f in stands._meta.concrete_fields}
        assert dict(row.cells) == {name: cell for name, cell in cells.items() if cell is not None}
        assert telling_of(row.table).is_mine(row.cells)
    assert any(HOSTILE[:100] in str(row.cells.get("text")) for row in found)


@pytest.mark.parametrize("text", [*TEXTS.values(), HOSTILE], ids=[*TEXTS, "all of them"])
def test_every_text_comes_back_exactly_and_is_harmless_on_paper(person: Person, text: str) -> None:
    mine = person_account(person)
    told = line(person, text, writer=by(mine), written_by="person")
    Dispute.objects.create(pk=uuid7(), incident=incident(person), words=text, language="en",
                           written_at=NOON)  # fmt: skip
    found = files(signed_in(mine).get("/me/download"))
    rows = own_words(record_of(found["my-record.fhir.json"].decode()))
    assert {row.table: row.cells.get("text", row.cells.get("words")) for row in rows} == {
        "plan_lines": text, "disputes": text}  # fmt: skip
    assert str(told.pk) in {row.key for row in rows}
    assert found["my-record.pdf"].startswith(b"%PDF")
    assert b"/JavaScript" not in found["my-record.pdf"] and b"/URI" not in found["my-record.pdf"]


def test_accounts_of_others_are_withheld_and_nothing_of_them_is_told(person: Person) -> None:
    about, words = incident(person), "the man in room four shouted"
    for whose in ("staff", "witness", "person"):
        add_voice(
            entry_id=uuid7(), by=NURSE, at=NOON, incident=about, whose=whose, language="en",
            written_by="for_them", said={"words": words if whose != "person" else "I was scared"},
        )  # fmt: skip
    text = files(downloaded(person))["my-record.fhir.json"].decode()
    found = record_of(text)
    assert [w.reason for w in found.withheld if w.table == "voices"] == ["third_party"] * 2
    assert [row.cells["words"] for row in own_words(found)] == ["I was scared"]
    attachments = b"".join(base64.b64decode(data) for data in re.findall(r'"data": "(.*?)"', text))
    assert words not in text and words.encode() not in attachments
    assert b"I was scared" in attachments


def test_names_of_files_say_nothing_about_the_person(person: Person) -> None:
    answer = downloaded(person)
    assert answer["Content-Disposition"] == 'attachment; filename="my-record.zip"'
    assert answer["Cache-Control"] == "no-store"
    assert set(files(answer)) == {"my-record.pdf", "my-record.fhir.json"}


def test_opening_it_is_the_only_thing_that_it_writes_and_stands_in_it(person: Person) -> None:
    before = Entry.objects.filter(tree="record").count()
    found = record(person)
    assert Entry.objects.filter(tree="record").count() == before
    looks = [r for r in found.rows if r.cells.get("tree") == "reads"]
    assert [row.cells["action"] for row in looks] == ["read_download"]


def test_secrets_are_withheld_with_a_reason_and_how_to_contest(person: Person) -> None:
    fill(person)
    text = files(downloaded(person))["my-record.fhir.json"].decode()
    assert "argon2 hash" not in text
    outcome = json.loads(text)["entry"][-1]["resource"]
    assert outcome["resourceType"] == "OperationOutcome"
    assert all(one["code"] == "suppressed" and one["diagnostics"] for one in outcome["issue"])


def test_somebody_who_is_no_person_gets_nothing(person: Person) -> None:
    account = Account.objects.create(pk=UUID(int=9), username="nurse", display_name="Nurse")
    client = Client()
    client.force_login(account, backend=SIGN_IN)
    assert client.get("/me/download").status_code == 403
