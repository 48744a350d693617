"""What staff and leaders type: kept exactly or refused in a sentence, and shown without harm."""

from __future__ import annotations

from typing import Any

import pytest

from openward_web.accounts.rules import Role
from openward_web.learning.models import Action, HouseRule, Voice
from openward_web.wards.models import Ward
from tests.web.names import HOSPITAL, WARD
from tests.web.people.story import TEXTS, incident, nurse, post
from tests.web.service import account, person_here, service, signed_in

pytestmark = pytest.mark.django_db
#: What stands on the wall is short; a longer one is refused, and is there to be shortened.
SHORT = {name: text for name, text in TEXTS.items() if len(text) <= 300}
ASKED = {"kind": "service", "owner_role": "nurse", "due_on": "2026-12-01",
         "answer_due_on": "2026-12-01"}  # fmt: skip


@pytest.fixture(autouse=True)
def ward() -> Ward:
    service()
    return Ward.objects.get(pk=WARD)


def lead() -> Any:
    return signed_in(account(Role.FACILITY_LEAD, facility_id=HOSPITAL))


def harmless(body: str) -> None:
    assert "<script>alert" not in body
    assert "<img src=x" not in body


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_account_of_staff(text: str) -> None:
    happened, staff = incident(person_here(1)), nurse()
    page = f"/incidents/{happened.pk}"
    sent = post(staff, f"{page}/voice/", **{"voice-whose": "staff", "voice-words": text})
    assert sent.status_code == 302
    assert Voice.objects.get().words == text
    harmless(staff.get(f"{page}/learning/").content.decode())


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_a_rule_a_request_and_its_answer(text: str) -> None:
    staff, head = nurse(), lead()
    assert post(staff, f"/wards/{WARD}/changes/rule/", text=text).status_code == 302
    asked = post(staff, f"/wards/{WARD}/changes/ask/", what=text, you_said=text, **ASKED)
    assert asked.status_code == 302
    action = Action.objects.get()
    assert post(head, f"/actions/{action.pk}/answer/", answer=text).status_code == 302
    action.refresh_from_db()
    said = {action.what, action.you_said, action.answer, HouseRule.objects.get().text}
    assert said == {text.strip() if text == TEXTS["spaces and lines"] else text}
    for page in (f"/wards/{WARD}/changes/", f"/wards/{WARD}/wall/"):
        harmless(staff.get(page).content.decode())


@pytest.mark.parametrize("text", ["", "  ", "a" * 301])
def test_what_cannot_be_kept_is_said_and_stays_to_be_mended(text: str) -> None:
    staff, head = nurse(), lead()
    post(staff, f"/wards/{WARD}/changes/ask/", what="Tea at night", **ASKED)
    action = Action.objects.get()
    for client, page, field in (
        (staff, f"/wards/{WARD}/changes/rule/", "text"),
        (head, f"/actions/{action.pk}/answer/", "answer"),
        (staff, f"/wards/{WARD}/changes/ask/", "what"),
    ):
        refused = post(client, page, **{**ASKED, field: text})
        assert refused.status_code == 422
        body = refused.content.decode()
        assert "nhsuk-error-message" in body or "There is a problem" in body
        assert text.strip() in body
    assert not HouseRule.objects.exists()
    action.refresh_from_db()
    assert not action.answer


def test_a_decision_that_is_none_is_refused() -> None:
    post(nurse(), f"/wards/{WARD}/changes/rule/", text="No tea")
    rule = HouseRule.objects.get()
    assert post(lead(), f"/rules/{rule.pk}/decide/", decision="burn").status_code == 422
    rule.refresh_from_db()
    assert rule.decision is None
