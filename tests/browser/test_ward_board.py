"""A nurse on a shared tablet: a measure is on the record while it happens, and ends with a tap."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect
from uuid6 import uuid7

from openward_web.recording.models import Incident, Measure
from openward_web.recording.selectors import now
from openward_web.wards.actions import call_for_help
from openward_web.wards.models import Ward
from tests.web.service import NURSE

from .axe import axe_clean, readable_at_360
from .ward import a_ward, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_a_ward(page: Page) -> None:
    a_ward()
    sign_in(page)


def start_seclusion(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="A measure starts – Person 1").click()
    page.get_by_role("button", name="Seclusion").click()
    page.get_by_role("heading", name="Seclusion").wait_for()


def test_when_a_seclusion_starts_then_the_clock_and_the_next_duty_are_shown(page: Page) -> None:
    began, taps = time.monotonic(), 2
    start_seclusion(page)
    expect(page.get_by_text("A health professional must look in person")).to_be_visible()
    expect(page.locator(".ow-elapsed")).to_have_text("0 min")
    assert taps <= 8 and time.monotonic() - began < 60
    measure = Measure.objects.get()
    assert (measure.kind, measure.end_state) == ("seclusion", "running")
    axe_clean(page)
    readable_at_360(page)


def test_when_it_ends_then_one_tap_is_enough_and_the_record_follows_when_calm(page: Page) -> None:
    start_seclusion(page)
    page.get_by_role("button", name="End it now").first.click()
    page.get_by_role("link", name="Complete the record").click()
    axe_clean(page)
    page.get_by_label("How long had the person waited").fill("40")
    page.get_by_label("Had a promise not been kept?").select_option(label="Yes")
    page.get_by_label("Talking with the person").check()
    page.get_by_label("In your own words").fill("We were short, and she had waited for a call.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".ow-words")).to_contain_text("We were short")
    axe_clean(page)
    readable_at_360(page)
    incident = Incident.objects.get()
    assert (incident.waiting_minutes, incident.promise_broken) == (40, True)
    assert incident.measures.get().end_state == "ended"


def test_when_the_connection_is_lost_then_the_end_waits_and_arrives_with_its_moment(
    page: Page,
) -> None:
    start_seclusion(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="End it now").first.click()
    expect(page.locator("#outbox")).to_contain_text("waiting to be sent")
    assert Measure.objects.get().end_state == "running"
    page.context.set_offline(False)
    page.get_by_role("link", name="Complete the record").wait_for(timeout=20_000)
    measure = Measure.objects.get()
    assert measure.end_state == "ended"
    assert measure.ended_at is not None


def test_when_somebody_is_signed_out_then_the_tap_is_kept_and_sent_after_signing_in(
    page: Page,
) -> None:
    start_seclusion(page)
    page.context.clear_cookies()
    page.get_by_role("button", name="End it now").first.click()
    expect(page.locator("#outbox")).to_contain_text("waiting to be sent")
    sign_in(page)
    expect(page.locator("#outbox")).to_be_hidden(timeout=20_000)
    assert Measure.objects.get().end_state == "ended"


def test_when_something_needed_is_missing_then_it_is_said_beside_the_field(page: Page) -> None:
    start_seclusion(page)
    page.get_by_text("A dose", exact=True).click()
    form = page.locator("form[action$='/dose/']")
    form.get_by_label("Amount").fill("2")
    form.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert")).to_contain_text("Drug")
    expect(page.locator("form[action$='/dose/']").get_by_label("Amount")).to_have_value("2")


def test_when_a_form_is_reloaded_then_what_was_typed_is_still_there(page: Page) -> None:
    start_seclusion(page)
    page.get_by_role("link", name="The whole incident").click()
    page.get_by_role("link", name="Complete the record").click()
    page.get_by_label("In your own words").fill("Half a sentence")
    page.reload()
    expect(page.get_by_label("In your own words")).to_have_value("Half a sentence")


def test_when_distress_ends_well_then_two_taps_keep_what_helped(page: Page) -> None:
    page.get_by_role("button", name="In distress – Person 2").click()
    page.get_by_label("Listening and waiting").check()
    page.get_by_role("button", name="It ended without a measure").click()
    expect(page.get_by_text("Listening and waiting").first).to_be_visible()
    assert Incident.objects.get().measures.count() == 0


def test_given_the_keyboard_then_a_measure_can_be_started_and_ended(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="A measure starts – Person 1").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Manual restraint").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="End it now").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Complete the record").wait_for()
    assert Measure.objects.get().end_state == "ended"


def test_given_no_javascript_then_a_measure_can_be_started_and_ended(page: Page) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(
        base_url=page.url.rsplit("/", 1)[0], java_script_enabled=False,
        storage_state=page.context.storage_state(),
    ).new_page()  # fmt: skip
    start_seclusion(plain)
    plain.get_by_role("button", name="End it now").first.click()
    plain.get_by_role("link", name="Complete the record").wait_for()
    plain.context.close()
    assert Measure.objects.get().end_state == "ended"


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_given_any_screen_then_the_boards_pass_axe(page: Page, width: int) -> None:
    start_seclusion(page)
    page.set_viewport_size({"width": width, "height": 1080})
    ward = Measure.objects.get().ward_id
    for address in ("/", f"/wards/{ward}/wall/", f"/wards/{ward}/census/", "/calls/",
                    f"/wards/{ward}/afterwards/", "/accounts/factors/"):  # fmt: skip
        page.goto(address)
        axe_clean(page)
    readable_at_360(page)


def test_the_board_fetches_itself_again_and_shows_a_call(page: Page) -> None:
    page.clock.install()
    page.goto("/")
    ward = Ward.objects.get(name="Birch")
    call_for_help(entry_id=uuid7(), by=NURSE, at=now(), ward=ward, kind="help")
    assert page.get_by_role("button", name="I am coming").count() == 0
    page.clock.fast_forward(21_000)
    page.get_by_role("button", name="I am coming").click()
    expect(page.get_by_text("No call is waiting")).to_be_visible()


def test_nobody_is_named_and_nothing_counted_on_the_wall(page: Page) -> None:
    start_seclusion(page)
    page.goto(f"/wards/{Measure.objects.get().ward_id}/wall/")
    shown = page.locator("main").inner_text()
    assert "Person 1" not in shown and "Seclusion" not in shown
    assert not any(character.isdigit() for character in shown)
