"""Whatever somebody types is kept exactly, and shown without harm."""

from __future__ import annotations

import html

import pytest

from openward_web.learning.models import Dispute, Voice
from openward_web.people.models import PlanLine
from tests.web.people.story import TEXTS, incident, nurse, person_account, plan_of, post
from tests.web.service import person_here, service, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_line_of_the_plan(text: str) -> None:
    service()
    person = person_here(1)
    client = signed_in(person_account(person))
    sent = post(client, f"{plan_of(person)}add/", part="do", voice="mine", text=text, language="")
    assert sent.status_code == 302
    assert PlanLine.objects.get().text == text
    for page in (plan_of(person), f"{plan_of(person)}whole/"):
        body = client.get(page).content.decode()
        assert html.escape(text, quote=False).replace("'", "&#39;")[:50] in body.replace(
            "&#34;", '"'
        )
        assert "<script>alert" not in body
        assert "<img src=x" not in body


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_account_and_what_is_wrong(text: str) -> None:
    service()
    person = person_here(1)
    happened, client = incident(person), signed_in(person_account(person))
    page = f"/me/incidents/{happened.pk}/"
    assert post(client, page, words=text, hurt=text, for_ward="1").status_code == 302
    assert post(client, f"{page}wrong/", wrong=text).status_code == 302
    said = Voice.objects.get()
    assert (said.words, said.hurt, Dispute.objects.get().words) == (text, text, text)
    staff = nurse()
    for shown in (f"/incidents/{happened.pk}/learning/", f"/incidents/{happened.pk}/"):
        body = staff.get(shown).content.decode()
        assert "<script>alert" not in body
        assert "<img src=x" not in body


@pytest.mark.parametrize("missing", ["", " \n "])
def test_nothing_at_all_is_said_so_and_nothing_is_written(missing: str) -> None:
    service()
    person = person_here(1)
    client = signed_in(person_account(person))
    answer = post(client, f"{plan_of(person)}add/", part="do", voice="mine", text=missing)
    assert answer.status_code == 422
    happened = incident(person)
    assert post(client, f"/me/incidents/{happened.pk}/", words=missing).status_code == 422
    assert not PlanLine.objects.exists()
    assert not Voice.objects.exists()


def test_what_was_typed_is_there_again_when_the_language_was_wrong() -> None:
    service()
    person = person_here(1)
    client = signed_in(person_account(person))
    answer = post(client, f"{plan_of(person)}add/", part="do", voice="mine", text="Sit with me",
                  language="nonsense!")  # fmt: skip
    assert answer.status_code == 422
    assert "Sit with me" in answer.content.decode()
