"""How it was: answers belong to the person, scores to their instrument, and nothing is added up."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from uuid6 import uuid7

from openward.instruments.loading import instruments
from openward_web.accounts.rules import Role
from openward_web.experience import actions
from openward_web.experience.models import Answers, ScoreKept
from openward_web.people.models import Person
from tests.web.names import SECOND_WARD
from tests.web.people.story import TEXTS, nurse, person_account, post
from tests.web.service import NOON, NURSE, account, person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    service()
    return person_here(1)


def answer(person: Person, **fields: Any) -> int:
    client = signed_in(person_account(person))
    return int(post(client, "/me/questions/", **fields).status_code)


def test_one_answer_is_enough_and_only_the_person_reads_it(person: Person) -> None:
    assert answer(person, **{"q-listened": "no"}) == 302
    assert json.loads(Answers.objects.get().answers) == {"listened": "no"}
    page = nurse().get(f"/people/{person.pk}/experience/").content.decode()
    assert "Did staff listen" not in page


def test_the_ward_reads_what_the_person_lets_it(person: Person) -> None:
    answer(person, **{"q-listened": "no", "for_ward": "1"})
    address = f"/people/{person.pk}/experience/"
    assert "Did staff listen" in nurse().get(address).content.decode()
    own = signed_in(person_account(person))
    post(own, f"/me/questions/{Answers.objects.get().pk}/readers/")
    assert "Did staff listen" not in nurse().get(address).content.decode()


def test_nothing_at_all_is_not_kept(person: Person) -> None:
    assert answer(person) == 422
    assert not Answers.objects.exists()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_whatever_is_typed_is_kept_and_harmless(person: Person, text: str) -> None:
    assert answer(person, **{"q-next_time": text, "for_ward": "1"}) == 302
    assert Answers.objects.get().words == text
    body = nurse().get(f"/people/{person.pk}/experience/").content.decode()
    assert "<script>alert" not in body
    assert "<img src=x" not in body


def test_nobody_answers_as_the_person_and_the_database_keeps_it(person: Person) -> None:
    with pytest.raises(PermissionDenied):
        actions.answer_questions(
            entry_id=uuid7(), by=NURSE, at=NOON, person_id=person.pk, said={"safe": "yes"},
            instrument=instruments()["openward-own-1"], language="en", readers={},
        )  # fmt: skip
    answer(person, **{"q-safe": "no"})
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Answers.objects.update(answers='{"safe": "yes"}')


def score(person: Person, **fields: str) -> Any:
    said = {"score": "ces-31/total", "value": "3.5", "rated_by": "person",
            "rated_on": "2026-03-01", **fields}  # fmt: skip
    return post(nurse(), f"/people/{person.pk}/experience/", **said)


def test_a_score_has_its_instrument_version_rater_and_day(person: Person) -> None:
    assert score(person).status_code == 302
    kept = ScoreKept.objects.get()
    assert (kept.instrument, kept.version) == ("ces-31", instruments()["ces-31"].version)
    assert (kept.value, kept.rated_by, str(kept.rated_on)) == (3.5, "person", "2026-03-01")


@pytest.mark.parametrize("value", ["6", "0", "x", "nan", "inf", ""])
def test_a_number_that_cannot_come_out_of_it_is_refused(person: Person, value: str) -> None:
    assert score(person, value=value).status_code == 422
    assert not ScoreKept.objects.exists()


def test_the_register_says_licence_and_what_is_not_validated(person: Person) -> None:
    page = nurse().get("/instruments/").content.decode()
    assert all(one.official_name.split("'")[0] in page for one in instruments().values())
    assert "Not validated." in page


def test_the_advocate_reads_what_the_person_lets_them(person: Person) -> None:
    near = signed_in(account(Role.PEER_WORKER, person_id=person.pk))
    address = f"/people/{person.pk}/accounts/"
    answer(person, **{"q-safe": "no", "for_ward": "1"})
    assert "Did you feel safe" not in near.get(address).content.decode()
    answer(person, **{"q-safe": "no", "for_advocate": "1"})
    assert "Did you feel safe" in near.get(address).content.decode()


def test_the_person_sees_each_score_and_who_filled_it_in(person: Person) -> None:
    score(person, rated_by="staff")
    page = signed_in(person_account(person)).get("/me/questions/").content.decode()
    assert instruments()["ces-31"].official_name in page
    assert "filled in by: Staff" in page


def test_a_day_that_is_still_to_come_is_refused(person: Person) -> None:
    assert score(person, rated_on="2999-01-01").status_code == 422
    assert not ScoreKept.objects.exists()


def test_staff_write_no_score_of_somebody_elsewhere(person: Person) -> None:
    elsewhere = signed_in(account(Role.WARD_STAFF, ward_id=SECOND_WARD))
    answered = post(elsewhere, f"/people/{person.pk}/experience/", score="ces-31/total",
                    value="3", rated_by="staff", rated_on="2026-03-01")  # fmt: skip
    assert answered.status_code == 404
    assert not ScoreKept.objects.exists()
