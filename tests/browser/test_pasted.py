"""Long text that is pasted is kept whole, or refused in words; it is never cut in silence."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from uuid6 import uuid7

from openward_web.recording.actions import note_distress
from openward_web.recording.models import Incident
from openward_web.recording.selectors import now
from tests.web.service import NURSE, WARD

from .ward import a_ward, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 20_000
FIELD = "In your own words"


@pytest.fixture
def form(page: Page) -> str:
    a_ward()
    incident = note_distress(entry_id=uuid7(), by=NURSE, at=now(), ward_id=WARD,
                             person_id=UUID(int=1001))  # fmt: skip
    sign_in(page)
    page.goto(f"/incidents/{incident}/complete/")
    return page.url


def paste(page: Page, text: str) -> None:
    page.get_by_label(FIELD).focus()
    page.keyboard.insert_text(text)


def test_too_long_a_text_is_refused_in_a_sentence_and_stays(page: Page, form: str) -> None:
    paste(page, "x" * MOST + "end")
    page.get_by_role("button", name="Write it down").click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text(FIELD)
    expect(said).to_contain_text(f"at most {MOST} characters")
    assert page.get_by_label(FIELD).input_value().endswith("end")
    assert Incident.objects.get().staff_account == ""


def test_the_longest_text_is_kept_whole_by_the_draft_and_by_the_record(
    page: Page, form: str
) -> None:
    text = "x" * (MOST - 3) + "end"
    paste(page, text)
    page.wait_for_function("Object.keys(localStorage).some((k) => k.startsWith('openward-draft-'))")
    page.goto(form, wait_until="networkidle")
    expect(page.get_by_label(FIELD)).to_have_value(text)
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("link", name="Complete the record").wait_for()
    assert Incident.objects.get().staff_account == text
