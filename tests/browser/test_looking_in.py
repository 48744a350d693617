"""One tap says that somebody looked in, and the clock of the law goes on from there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from uuid6 import uuid7

from openward_web.people.models import Identity, Person
from openward_web.recording import actions
from openward_web.recording.selectors import now
from tests.web.service import NURSE, WARD

from .axe import readable_at_360
from .ward import a_ward, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_seclusion_for_twenty_minutes(page: Page) -> None:
    a_ward()
    actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=now() - timedelta(minutes=20), ward_id=WARD,
        person=Person.objects.order_by("pk").first(), kind="seclusion",
    )  # fmt: skip
    sign_in(page)


def test_when_a_nurse_looks_in_then_the_next_look_is_due_half_an_hour_later(page: Page) -> None:
    page.goto("/")
    before = page.locator(".ow-card").inner_text()
    page.get_by_role("button", name="A nurse looked in").click()
    page.get_by_role("heading", name="Seclusion").wait_for()
    page.goto("/")
    after = page.locator(".ow-card").inner_text()
    times = [text.split("Next, by ")[1][:5] for text in (before, after)]
    minutes = [int(t[:2]) * 60 + int(t[3:]) for t in times]
    assert (minutes[1] - minutes[0]) % 1440 in {20, 21}


@pytest.mark.parametrize("name", ["W" * 120, "\u202eשלום " + "😀" * 60, "<b>" + "0" * 100])
def test_no_name_makes_the_page_wider_than_the_screen(page: Page, name: str) -> None:
    Identity.objects.update(display_name=name)
    page.goto("/")
    readable_at_360(page)
    page.get_by_role("link", name=name).first.click()
    readable_at_360(page)
