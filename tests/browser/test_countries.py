"""Anybody reads the path of a country; its ministry adds, corrects, and takes returns."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from openward_web.accounts.rules import Role
from openward_web.country.return_views import EXAMPLE

from .axe import axe_clean, readable_at_360, tab_order
from .ward import account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def usable(page: Page, name: str) -> None:
    """Axe, the keyboard, and a small telephone; pictures of both where somebody asks for them."""
    axe_clean(page)
    tab_order(page)
    readable_at_360(page)
    if folder := os.environ.get("OPENWARD_LOOK"):
        before = page.viewport_size
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        if before:
            page.set_viewport_size(before)


def test_a_reader_goes_from_the_region_to_a_country_and_its_law(page: Page) -> None:
    page.goto("/figures/")
    page.get_by_role("link", name="Countries").click()
    expect(page.get_by_text("Nothing here ranks them")).to_be_visible()
    usable(page, "index")
    page.get_by_role("table").get_by_role("link", name="Lithuania").click()
    expect(page.get_by_text("Not checked.").first).to_be_visible()
    expect(page.get_by_text("the numbers of the rule on staff")).to_be_visible()
    usable(page, "lt")
    page.get_by_role("link", name="What the law of Lithuania asks").click()
    axe_clean(page)


def test_a_ministry_corrects_a_step_and_takes_a_return(page: Page, tmp_path: Path) -> None:
    account("ministry", Role.MINISTRY, region="LT")
    sign_in(page, "ministry")
    page.goto("/countries/lt/")
    page.get_by_role("link", name="A ratio of staff to beds").click()
    usable(page, "write")
    page.get_by_label("Of a rule on staff: so many staff").fill("1")
    page.get_by_label("Where it can be read").fill("The official gazette")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_contain_text("needs two whole numbers")
    axe_clean(page)
    page.get_by_label("for so many beds").fill("10")
    page.get_by_label("How it stands").select_option("in_force")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("1 staff for 10 beds.")).to_be_visible()
    page.get_by_text("What stood here before").click()
    expect(page.get_by_text("how it stands is not known to us").first).to_be_visible()
    usable(page, "corrected")
    the_returns(page, tmp_path / "returns.csv")


def the_returns(page: Page, file: Path) -> None:
    """One hospital by hand, then a file with a mistake, then the same without."""
    page.get_by_role("link", name="Monthly returns").click()
    page.get_by_label("Code of the hospital").fill("h1")
    page.get_by_label("Name of the hospital").fill("Northern hospital")
    page.get_by_label("Month", exact=True).fill("2026-02")
    page.get_by_label("Bed-days of the month").fill("310")
    page.get_by_label("Seclusion: is there a number?").select_option("reported")
    page.get_by_label("Seclusion: how many began").fill("0")
    page.get_by_role("button", name="Keep the return").click()
    expect(page.get_by_role("cell", name="0", exact=True)).to_be_visible()
    file.write_text(EXAMPLE.replace("reported,0,", "reported,none,"), encoding="utf-8")
    page.get_by_label("Returns (CSV)").set_input_files(file)
    page.get_by_role("button", name="Check and keep").click()
    expect(page.get_by_role("alert")).to_contain_text("returns.csv:2:measures")
    usable(page, "returns-wrong")
    file.write_text(EXAMPLE, encoding="utf-8")
    page.get_by_label("Returns (CSV)").set_input_files(file)
    page.get_by_role("button", name="Check and keep").click()
    expect(page.get_by_role("cell", name="suppressed", exact=True)).to_be_visible()
    usable(page, "returns")
