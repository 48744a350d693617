"""A shared tablet that nobody taps locks itself; ending a measure stays within reach."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from uuid6 import uuid7

from openward_web.accounts import actions, tablets
from openward_web.accounts.models import Account
from openward_web.recording.models import Measure
from openward_web.recording.selectors import now
from tests.web.service import NURSE, WARD

from .axe import axe_clean, readable_at_360
from .ward import a_ward

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "271828"
ALMOST_MS, MORE_MS = 290_000, 20_000


@pytest.fixture(autouse=True)
def opened_with_a_number(page: Page) -> None:
    """An enrolled tablet on the ward's board, opened by the nurse."""
    a_ward()
    tablets.set_pin(Account.objects.get(username="nurse"), NUMBER)
    device = actions.enrol_device(entry_id=uuid7(), by=NURSE, at=now(), ward_id=WARD, name="Tablet")
    page.clock.install()
    page.goto("/accounts/tablet/")
    page.get_by_label("Code from the lead's page").fill(tablets.new_code(device, datetime.now(UTC)))
    page.get_by_role("button", name="Enrol this tablet").click()
    axe_clean(page)
    readable_at_360(page)
    sign_in_with_the_number(page)


def sign_in_with_the_number(page: Page) -> None:
    page.get_by_label("Your number").fill(NUMBER)
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("button", name="Lock").wait_for()
    # The button is there before the script that listens to taps.
    page.wait_for_load_state("load")


def is_locked(page: Page) -> None:
    page.get_by_role("heading", name="Who are you?").wait_for()
    expect(page.get_by_text("Person 1")).to_have_count(0)
    assert "sessionid" not in {cookie["name"] for cookie in page.context.cookies()}


def test_when_nobody_taps_for_five_minutes_then_it_is_locked(page: Page) -> None:
    expect(page.get_by_text("Person 1", exact=True)).to_be_visible()
    page.clock.fast_forward(ALMOST_MS)
    expect(page.get_by_text("Person 1", exact=True)).to_be_visible()
    page.clock.fast_forward(MORE_MS)
    is_locked(page)
    page.go_back()
    expect(page.get_by_text("Person 1")).to_have_count(0)


@pytest.mark.parametrize("how", ["key", "tap"])
def test_when_somebody_taps_then_it_stays_open(page: Page, how: str) -> None:
    page.clock.fast_forward(ALMOST_MS)
    with page.expect_response("**/healthz"):
        page.keyboard.press("Shift") if how == "key" else page.get_by_role("main").click()
    page.clock.fast_forward(MORE_MS)
    expect(page.get_by_text("Person 1", exact=True)).to_be_visible()
    page.clock.fast_forward(ALMOST_MS)
    is_locked(page)


def test_when_it_slept_then_the_first_tap_does_not_open_it(page: Page) -> None:
    page.clock.set_system_time(datetime.now(UTC).replace(year=2030))
    page.keyboard.press("Shift")
    is_locked(page)


def test_given_no_connection_then_nothing_is_left_but_what_ends_a_measure(page: Page) -> None:
    page.get_by_role("link", name="A measure starts – Person 1").click()
    page.get_by_role("button", name="Seclusion").click()
    page.get_by_role("heading", name="Seclusion").wait_for()
    page.context.set_offline(True)
    page.clock.fast_forward(ALMOST_MS + MORE_MS)
    expect(page.get_by_role("heading", name="Seclusion")).to_have_count(0)
    axe_clean(page)
    page.get_by_role("button", name="End it now").click()
    expect(page.locator("#outbox")).to_contain_text("waiting to be sent")
    page.context.set_offline(False)
    page.clock.fast_forward(MORE_MS)
    page.get_by_role("heading", name="Who are you?").wait_for()
    sign_in_with_the_number(page)
    expect(page.locator("#outbox")).to_be_hidden()
    assert Measure.objects.get().end_state == "ended"


def test_what_waits_is_said_beside_the_names(page: Page) -> None:
    page.context.set_offline(True)
    page.get_by_role("button", name="In distress – Person 2").click()
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    page.clock.fast_forward(ALMOST_MS + MORE_MS)
    page.get_by_role("heading", name="Who are you?").wait_for()
    expect(page.locator("#outbox")).to_contain_text("waiting to be sent")
    axe_clean(page)


def test_locking_by_hand_leads_to_the_names(page: Page) -> None:
    page.get_by_role("button", name="Lock").click()
    is_locked(page)
