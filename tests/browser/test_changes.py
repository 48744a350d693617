"""A ward champion begins something, says how often, tries, and writes down what helped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from openward.rates.files import csv_text
from openward_web.accounts.rules import Role
from openward_web.change.models import Change, Staff, Story
from tests.web.change.test_effect import months
from tests.web.change.test_staff import COURSES, STAFF
from tests.web.service import WARD

from .axe import axe_clean, readable_at_360, tab_order
from .ward import a_ward, account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def usable(page: Page) -> None:
    """Axe, the keyboard, and a small telephone."""
    axe_clean(page)
    tab_order(page)
    readable_at_360(page)


def test_a_champion_asks_whether_it_worked(
    browser: Browser, live_server: Any, tmp_path: Path
) -> None:
    a_ward()
    account("champion", Role.WARD_CHAMPION, ward_id=WARD)
    year = tmp_path / "months.csv"
    year.write_text(csv_text(months()), encoding="utf-8")
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        sign_in(page, "champion")
        page.goto(f"/changes/ward/{WARD}/start/?practice=soft-words")
        page.get_by_label("First day").fill("2025-01-01")
        page.get_by_label("Who leads it").select_option("nurse")
        page.get_by_role("button", name="Begin").click()
        page.get_by_label("What we want to know").fill("Does it fall by a third?")
        page.get_by_label("When we will look").fill("2026-01-01")
        page.get_by_role("button", name="Write the question down").click()
        page.get_by_role("link", name="How large a fall could we see").click()
        expect(page.get_by_text("There are no figures of this ward yet")).to_be_visible()
        usable(page)
        page.get_by_role("link", name="Send a table").click()
        page.get_by_label("CSV").set_input_files(year)
        page.get_by_role("button", name="Show").click()
        page.goto(f"/changes/{Change.objects.get().pk}/before/")
        expect(page.get_by_text("Your ward alone")).to_be_visible()
        usable(page)
        page.get_by_role("link", name="What the figures say").click()
        expect(page.get_by_text("fell by")).to_be_visible()
        expect(page.get_by_text("This page asks just that.")).to_be_visible()
        usable(page)


def test_a_ward_begins_something_and_tells_how_it_goes(browser: Browser, live_server: Any) -> None:
    a_ward()
    account("champion", Role.WARD_CHAMPION, ward_id=WARD)
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        sign_in(page, "champion")
        page.goto(f"/changes/ward/{WARD}/")
        usable(page)
        page.get_by_role("link", name="What is known of each").click()
        usable(page)
        page.go_back()
        page.get_by_label("What", exact=True).select_option("comfort-room")
        page.get_by_role("button", name="Go on").click()
        usable(page)
        page.get_by_label("First day").fill("2026-01-05")
        page.get_by_label("Who leads it").select_option("nurse")
        page.get_by_role("button", name="Begin").click()
        usable(page)
        done = page.get_by_role("region", name="How often")
        done.get_by_label("Shift").select_option("early")
        done.get_by_label("How often it was done").fill("3")
        done.get_by_role("button", name="Keep how often").click()
        expect(page.get_by_text("done 3 times, in 1 shifts")).to_be_visible()
        stories = page.get_by_role("region", name="What helped")
        stories.get_by_label("What helped, in their own words").fill("The lamp and the blanket.")
        stories.get_by_role("button", name="Keep the story").click()
        expect(page.get_by_text("The lamp and the blanket.")).to_be_visible()
        usable(page)
    assert Change.objects.get().lead_role == "nurse"
    assert Story.objects.get().words == "The lamp and the blanket."


def test_a_lead_keeps_staff_courses_and_hours(
    browser: Browser, live_server: Any, tmp_path: Path
) -> None:
    a_ward()
    lists = {"Who works here": STAFF, "Who was on which course": COURSES}
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        sign_in(page, "lead")
        page.goto(f"/changes/ward/{WARD}/")
        page.get_by_role("link", name="Staff, courses and rooms").click()
        usable(page)
        for words, text in lists.items():
            file = tmp_path / "list.csv"
            file.write_text(text, encoding="utf-8")
            page.locator("summary", has_text=words).click()
            page.get_by_label(f"File: {words}").set_input_files(file)
            page.get_by_role("button", name="Keep the list").locator("visible=true").click()
        expect(page.get_by_role("row", name="Any course 1 3")).to_be_visible()
        page.locator("summary", has_text="Who works here").click()
        file.write_text("staff_id,role\nAnna Bell,nurse\n", encoding="utf-8")
        page.get_by_label("File: Who works here").set_input_files(file)
        page.get_by_role("button", name="Keep the list").locator("visible=true").click()
        expect(page.get_by_text("not a number of the service")).to_be_visible()
        usable(page)
    assert Staff.objects.count() == 3
