"""Taps that wait on the device: none is lost or holds up the next, and each is seen to arrive."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from uuid6 import uuid7

from openward_web.recording.afterwards import complete_incident
from openward_web.recording.models import Measure, Observation
from openward_web.recording.selectors import now
from tests.web.service import NURSE

from .ward import a_ward, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

#: A slow connection: the answer to the look comes while the end is on its way.
SLOW = """const direct = window.fetch;
window.fetch = async (to, how) => {
  await new Promise((go) => setTimeout(go, String(to).endsWith("/end/") ? 1500 : 500));
  return direct(to, how);
};"""


@pytest.fixture(autouse=True)
def on_a_ward(page: Page) -> None:
    a_ward()
    sign_in(page)


def start_seclusion(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="A measure starts – Person 1").click()
    page.get_by_role("button", name="Seclusion").click()
    page.get_by_role("heading", name="Seclusion").wait_for()


def test_when_it_is_ended_while_a_look_is_sent_then_the_end_is_seen(page: Page) -> None:
    page.add_init_script(SLOW)
    start_seclusion(page)
    page.get_by_role("button", name="Looked in").click()
    page.get_by_role("button", name="End it now").first.click()
    page.get_by_role("link", name="Complete the record").wait_for(timeout=20_000)
    assert (Observation.objects.count(), Measure.objects.get().end_state) == (1, "ended")


def test_when_a_tap_arrives_on_a_later_page_then_that_page_shows_it(page: Page) -> None:
    start_seclusion(page)
    measure = page.url
    page.context.clear_cookies()
    page.get_by_role("button", name="End it now").first.click()
    expect(page.locator("#outbox")).to_contain_text("waiting to be sent")
    sign_in(page)
    expect(page.get_by_text("Nothing is written as going on")).to_be_visible(timeout=5_000)
    page.goto(measure)
    expect(page.get_by_role("button", name="End it now")).to_have_count(0)


def test_when_the_clock_of_the_tablet_is_slow_then_the_moment_of_the_tap_is_right(
    page: Page,
) -> None:
    start_seclusion(page)
    Measure.objects.update(started_at=now() - timedelta(hours=3))
    page.clock.set_system_time(now() - timedelta(hours=2))
    page.get_by_role("button", name="End it now").first.click()
    page.get_by_role("link", name="Complete the record").wait_for()
    ended = Measure.objects.get().ended_at
    assert ended is not None and now() - ended < timedelta(minutes=1)


def test_when_the_clock_is_set_between_tap_and_sending_then_the_tap_stays(page: Page) -> None:
    start_seclusion(page)
    Measure.objects.update(started_at=now() - timedelta(hours=3))
    page.context.set_offline(True)
    page.get_by_role("button", name="End it now").first.click()
    expect(page.locator("#outbox")).to_contain_text("waiting to be sent")
    page.clock.set_system_time(now() + timedelta(hours=2))
    page.context.set_offline(False)
    page.get_by_role("link", name="Complete the record").wait_for(timeout=20_000)
    ended = Measure.objects.get().ended_at
    assert ended is not None and now() - ended < timedelta(minutes=1)


@pytest.mark.parametrize(
    "broken",
    ["localStorage.setItem('openward-outbox', '[{')",
     "Storage.prototype.setItem = () => { throw new DOMException('full'); }",
     "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"],
)  # fmt: skip
def test_when_the_device_keeps_nothing_then_the_end_is_sent_all_the_same(
    page: Page, broken: str
) -> None:
    page.add_init_script(broken)
    start_seclusion(page)
    page.get_by_role("button", name="End it now").first.click()
    page.get_by_role("link", name="Complete the record").wait_for()
    assert Measure.objects.get().end_state == "ended"


def test_when_one_answer_never_comes_then_the_next_tap_is_sent(page: Page) -> None:
    start_seclusion(page)
    page.clock.install()
    page.route("**/look/", lambda route: None, times=1)
    page.get_by_role("button", name="Looked in").click()
    page.get_by_role("button", name="End it now").first.click()
    page.clock.fast_forward(16_000)
    page.clock.run_for(11_000)
    page.get_by_role("link", name="Complete the record").wait_for(timeout=20_000)
    assert Measure.objects.get().end_state == "ended"


def test_what_was_typed_before_a_colleague_wrote_is_shown_beside_theirs(page: Page) -> None:
    start_seclusion(page)
    page.get_by_role("link", name="The whole incident").click()
    page.get_by_role("link", name="Complete the record").click()
    page.get_by_label("In your own words").fill("Mine, half written")
    incident = Measure.objects.get().incident
    assert incident is not None
    complete_incident(entry_id=uuid7(), by=NURSE, at=now(), incident=incident, base_version=None,
                      said={"staff_account": "Theirs"})  # fmt: skip
    page.reload()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert")).to_contain_text("Theirs")
    expect(page.get_by_label("In your own words")).to_have_value("Mine, half written")
