"""Three assessors on one visit, each at their own screen; then the place reads and plans."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from openward.instruments.assessment_files import shipped
from openward_web.accounts.rules import Role
from openward_web.assessments.models import Rating, Visit
from openward_web.assessments.selectors import agreed_levels

from .axe import axe_clean, readable_at_360, tab_order
from .ward import a_ward, account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
KNOWN = shipped()["qualityrights-2012"]
PAGES = [item.id for item in KNOWN.items if item.grain != "criterion"]


def opened(page: Page, day: str) -> str:
    """The first assessor opens a visit and adds the other two."""
    page.goto("/assessments/new/")
    page.get_by_label("First day of the visit").fill(day)
    page.get_by_label("With which instrument").select_option("qualityrights-2012")
    page.get_by_label("What do you bring to the committee?").select_option("law")
    page.get_by_role("button", name="Open the visit").click()
    for name, part in (("assessor-2", "lived_experience"), ("assessor-3", "health")):
        page.get_by_label("The name they sign in with").fill(name)
        page.get_by_label("What do they bring?").select_option(part)
        page.get_by_role("button", name="Add to the committee").click()
    return page.url


def chosen(page: Page, kind: str, level: str) -> None:
    """Every level of a page, and the button below it."""
    for box in page.locator(f"select[id^={kind}-]").all():
        box.select_option(level)
    name = "Keep my ratings" if kind == "own" else "Keep what we agreed on"
    page.get_by_role("button", name=name).click()


def released(page: Page, visit: str) -> None:
    page.goto(visit)
    page.get_by_label("Whom people can turn to").fill("The ombudsman")
    page.get_by_label("We have read the report").check()
    page.get_by_role("button", name="Release the report").click()
    expect(page.get_by_text("Nothing in it changes any more")).to_be_visible()


def test_a_whole_visit_of_three_assessors(page: Page, browser: Browser, live_server: Any) -> None:
    a_ward()
    for number in (1, 2, 3):
        account(f"assessor-{number}", Role.ASSESSOR)
    more = [browser.new_page(base_url=live_server.url) for _ in range(3)]
    pages = [page, *more[:2]]
    for number, each in enumerate(pages, 1):
        sign_in(each, f"assessor-{number}")
    visit = opened(page, "2026-03-02")
    expect(page.get_by_text("Nobody with lived experience is on this committee.")).to_have_count(0)
    axe_clean(page)
    readable_at_360(page)
    for item_id in PAGES:
        for each, level in zip(pages, ("partial", "partial", "initiated"), strict=True):
            each.goto(f"{visit}items/{item_id}/")
            chosen(each, "own", level)
    assert Rating.objects.count() == 3 * 146
    assert agreed_levels(Visit.objects.get()) == {}
    pages[1].goto(f"{visit}items/4.2/")
    expect(pages[1].get_by_text("Assessor-3: Started").first).to_be_visible()
    pages[1].get_by_label("What", exact=True).fill("The key of the garden was missing")
    pages[1].get_by_role("button", name="Keep it").click()
    axe_clean(pages[1])
    readable_at_360(pages[1])
    assert "Keep what we agreed on" in " ".join(tab_order(pages[1]))
    # Two write down at the same time what was agreed, from pages opened before.
    pages[2].goto(f"{visit}items/4.2/")
    chosen(pages[1], "agreed", "not_initiated")
    chosen(pages[2], "agreed", "initiated")
    page.goto(f"{visit}items/4.2/")
    expect(page.get_by_text("Written at the same time; choose one:").first).to_be_visible()
    axe_clean(page)
    for item_id in PAGES:
        page.goto(f"{visit}items/{item_id}/")
        chosen(page, "agreed", "partial" if item_id != "4.2" else "not_initiated")
    assert len(agreed_levels(Visit.objects.get())) == 146
    released(page, visit)
    second = opened(page, "2026-09-02")
    page.goto(f"{second}items/4.2/")
    chosen(page, "agreed", "full")
    released(page, second)
    the_place_reads(more[2], visit, second)
    for each in more:
        each.close()


def the_place_reads(page: Page, visit: str, second: str) -> None:
    """Report, plan, and the second visit beside the first."""
    sign_in(page, "lead")
    page.goto("/")
    page.get_by_role("link", name="Visits").click()
    axe_clean(page)
    page.goto(f"{visit}report/")
    expect(page.get_by_text("The key of the garden")).to_have_count(0)
    axe_clean(page)
    readable_at_360(page)
    page.get_by_role("link", name="Improvement plan").click()
    page.get_by_label("Which item it answers").select_option("4.2")
    page.get_by_label("What will be done").fill("A key for everybody")
    page.get_by_label("Who answers for it").fill("Ward manager")
    page.get_by_label("Until when").fill(date(2026, 6, 1).isoformat())
    page.get_by_role("button", name="Put it into the plan").click()
    axe_clean(page)
    readable_at_360(page)
    page.goto(f"{second}compare/")
    expect(page.get_by_role("cell", name="higher")).to_have_count(1)
    axe_clean(page)
    page.goto("/assessments/rollup/?of=synthetic")
    axe_clean(page)
    readable_at_360(page)
    page.goto("/assessments/instruments/")
    axe_clean(page)
    readable_at_360(page)
