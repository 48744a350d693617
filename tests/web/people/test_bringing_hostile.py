"""A file that looks like ours and holds what it should not: one sentence, or kept and harmless."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.test import Client
from uuid6 import uuid7

from openward.exchange.own_record.opening import BUNDLE
from openward_web.people import actions, plan
from openward_web.people.models import BroughtWords, ChosenLine, Person, PlanLine
from tests.web.people.story import by, person_account
from tests.web.people.test_bringing import sent, zip_of
from tests.web.service import NOON, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    service()
    return person_here(1)


@pytest.fixture
def client(person: Person) -> Client:
    return signed_in(person_account(person))


def bundle(*rows: tuple[str, dict[str, Any]]) -> bytes:
    """A file as we write it, of any tables and cells."""
    found = [{"url": "urn:openward:row", "extension": [
        {"url": "table", "valueString": table}, {"url": "key", "valueString": "row_id"},
        {"url": "cells", "extension": [_cell(name, cell) for name, cell in cells.items()]},
    ]} for table, cells in rows]  # fmt: skip
    resource = {"resourceType": "Basic", "code": {"text": "-"}, "extension": found}
    whole = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": resource}]}
    return json.dumps(whole).encode()


def _cell(name: str, cell: Any) -> dict[str, Any]:
    if isinstance(cell, str):
        return {"url": name, "valueString": cell}
    data = cell if isinstance(cell, bytes) else json.dumps(cell).encode()
    kept = {"contentType": "application/json", "data": base64.b64encode(data).decode()}
    return {"url": name, "valueAttachment": kept}


MINE = {"voice": "mine", "part": "do", "text": "Sit with me", "language": "en"}
REFUSED = {
    "half a letter": ("disputes", {"words": "x", "more": ["\ud800"]}),
    "nested too deep": ("disputes", {"words": b"[" * 100_000}),
}
KEPT = {
    "no voice": ("plan_lines", {"text": "x"}),
    "a part that is a list": ("plan_lines", MINE | {"part": ["do"]}),
    "words that are a list": ("disputes", {"words": ["x", {"y": 1}]}),
    "readers that are none": ("part_readers", {"part": "do", "readers": {"a": 1}}),
    "brought and deep": ("brought_words", {"what": "x", "cells": "[" * 100_000}),
    "brought and no text": ("brought_words", {"what": [1], "cells": {"a": 1}}),
    "a line too long for the board": ("chosen_lines", {"text": "a" * 161}),
}


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_said(client: Client, row: Any) -> None:
    answer = sent(client, bundle(row, ("plan_lines", MINE)))
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not PlanLine.objects.exists()
    assert not BroughtWords.objects.exists()


@pytest.mark.parametrize("row", KEPT.values(), ids=KEPT)
def test_odd_cells_break_no_page_afterwards(client: Client, row: Any) -> None:
    assert sent(client, bundle(row)).status_code == 302
    assert not PlanLine.objects.exists()
    assert not ChosenLine.objects.exists()
    for address in ("/me/bring/", "/me/download", "/me/"):
        assert client.get(address).status_code == 200


def test_a_file_of_11_mb_is_refused_in_one_sentence(client: Client) -> None:
    answer = sent(client, b" " * 11 * 1024 * 1024)
    assert answer.status_code == 422
    assert "the file is larger than 10 MB" in answer.content.decode()


def test_a_zip_that_changed_on_the_way_is_refused(client: Client) -> None:
    data = bytearray(zip_of(**{BUNDLE: bundle(("plan_lines", MINE))}))
    start = 30 + len(BUNDLE)  # after the header of the one file in it
    data[start : start + 40] = b"\xff" * 40
    answer = sent(client, bytes(data))
    assert answer.status_code == 422
    assert "damaged" in answer.content.decode()


def readers(part: str, who: str) -> tuple[str, dict[str, Any]]:
    return "part_readers", {"part": part, "readers": who}


def read_by(person: Person, part: str) -> str:
    return plan.readers_of([person.pk])[person.pk][part].value


def test_of_two_choices_for_a_part_the_one_for_fewer_people_holds(
    person: Person, client: Client
) -> None:
    data = bundle(readers("do", "only_me"), readers("do", "ward"), readers("do", "supporters"))
    assert sent(client, data).status_code == 302
    assert read_by(person, "do") == "only_me"


def test_an_old_file_never_lets_more_people_read(person: Person, client: Client) -> None:
    actions.choose_readers(entry_id=uuid7(), by=by(person_account(person)), at=NOON,
                           person_id=person.pk, part="do", readers="supporters")  # fmt: skip
    sent(client, bundle(readers("do", "ward"), ("plan_lines", MINE)))
    assert read_by(person, "do") == "supporters"
    assert sent(client, bundle(readers("do", "only_me")))["Location"].endswith("done=1")
    assert read_by(person, "do") == "only_me"


def test_looking_first_says_who_may_read_what(client: Client) -> None:
    page = sent(client, bundle(readers("do", "only_me")), "look").content.decode()
    assert "Only me" in page
    assert "Who may read a part: 1" in page


def test_the_line_for_the_board_comes_along_and_changes_none(
    person: Person, client: Client
) -> None:
    data = bundle(("plan_lines", MINE), ("chosen_lines", {"text": "Sit with me", "language": "en"}))
    assert "On the board of the ward:" in sent(client, data, "look").content.decode()
    sent(client, data)
    assert ChosenLine.objects.get(pk=person.pk).text == "Sit with me"
    assert sent(client, data)["Location"].endswith("done=0")
    other = bundle(("chosen_lines", {"text": "Go away", "language": "en"}))
    assert sent(client, other)["Location"].endswith("done=1")
    assert ChosenLine.objects.get(pk=person.pk).text == "Sit with me"
