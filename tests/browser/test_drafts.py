"""What is typed and not sent: found again by its writer, and by nobody else at the tablet."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from uuid6 import uuid7

from openward_web.accounts import actions, tablets
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.recording import actions as recording
from openward_web.recording.selectors import now
from tests.web.names import WARD
from tests.web.service import NURSE

from .ward import a_ward, account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER, WORDS = "271828", "Half a sentence about Person 1"
KEPT = "() => JSON.stringify(Object.entries(localStorage))"
DRAFTS = "() => Object.keys(localStorage).filter((k) => k.startsWith('openward-draft-')).length"


@pytest.fixture
def form() -> str:
    """The address of a longer form."""
    a_ward()
    account("olga", Role.WARD_STAFF, ward_id=WARD)
    incident = recording.note_distress(entry_id=uuid7(), by=NURSE, at=now(), ward_id=WARD,
                                       person_id=UUID(int=1001))  # fmt: skip
    return f"/incidents/{incident}/complete/"


def typed(page: Page, form: str) -> None:
    page.goto(form)
    page.get_by_label("In your own words").fill(WORDS)
    page.wait_for_function(DRAFTS)


def reads(page: Page, form: str, words: str) -> None:
    page.goto(form, wait_until="networkidle")
    expect(page.get_by_label("In your own words")).to_have_value(words)


def enrol(page: Page) -> None:
    device = actions.enrol_device(entry_id=uuid7(), by=NURSE, at=now(), ward_id=WARD, name="Tablet")
    page.goto("/accounts/tablet/")
    page.get_by_label("Code from the lead's page").fill(tablets.new_code(device, datetime.now(UTC)))
    page.get_by_role("button", name="Enrol this tablet").click()
    for name in ("nurse", "olga"):
        tablets.set_pin(Account.objects.get(username=name), NUMBER)
    page.reload()


def unlock(page: Page, name: str) -> None:
    page.get_by_label("Your name").select_option(name)
    page.get_by_label("Your number").fill(NUMBER)
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("button", name="Lock").wait_for()


def test_when_the_tablet_is_locked_then_only_its_writer_finds_it_again(
    page: Page, form: str
) -> None:
    enrol(page)
    unlock(page, "Nurse")
    typed(page, form)
    page.get_by_role("button", name="Lock").click()
    assert WORDS not in page.evaluate(KEPT)
    unlock(page, "Olga")
    reads(page, form, "")
    assert WORDS not in page.evaluate(KEPT)
    page.get_by_role("button", name="Lock").click()
    unlock(page, "Nurse")
    reads(page, form, WORDS)


def test_when_somebody_signs_out_then_nothing_is_left(page: Page, form: str) -> None:
    sign_in(page)
    typed(page, form)
    page.evaluate("localStorage.setItem('openward-outbox', '[]')")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.wait_for()
    assert page.evaluate(DRAFTS) == 0
    assert page.evaluate("localStorage.getItem('openward-outbox')") == "[]"


def test_when_the_session_is_over_then_it_is_dropped(page: Page, form: str) -> None:
    sign_in(page)
    typed(page, form)
    page.context.clear_cookies()
    sign_in(page, "olga")
    assert page.evaluate(DRAFTS) == 0
    typed(page, form)
    page.clock.set_system_time(datetime.now(UTC).replace(year=2030))
    reads(page, form, "")
    assert page.evaluate(DRAFTS) == 0


def test_when_it_is_sent_then_it_is_dropped(page: Page, form: str) -> None:
    sign_in(page)
    typed(page, form)
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("link", name="Complete the record").wait_for()
    page.wait_for_load_state("load")
    assert page.evaluate(DRAFTS) == 0
