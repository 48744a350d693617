"""A ministry's analyst reads published figures, from the country down to one hospital."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from openward.rates.files import read

from .axe import axe_clean, readable_at_360, tab_order
from .stories import (
    downloaded,
    given_the_figures_of,
    then_the_page_is_about,
    then_the_picture_is_drawn,
    when_a_place_is_followed,
    when_areas_are_chosen,
)

US = "/figures/us-cms-ipfqr-2022/us-hbips-3/"
GB = "/figures/gb-nhs-mhsds-2021/gb-mhs-76/"
SECLUSION = "Hours in seclusion per 1,000 patient-hours"
PAGES = [
    "/figures/", "/figures/zero-suppressed-not-reported/", US, f"{US}?level=country", GB,
    f"{US}country/US/", f"{US}region/US-AL/", f"{US}facility/010007/",
    f"{GB}facility/2bu-somerset-cic/",
]  # fmt: skip


def test_an_analyst_goes_from_the_country_to_a_state_to_a_hospital(page: Page) -> None:
    given_the_figures_of(page, "United States", SECLUSION)
    when_areas_are_chosen(page, "Countries")
    when_a_place_is_followed(page, "United States")
    then_the_page_is_about(page, "United States")
    when_a_place_is_followed(page, "Alabama")
    then_the_page_is_about(page, "Alabama")
    then_the_picture_is_drawn(page)
    when_a_place_is_followed(page, "MIZELL MEMORIAL HOSPITAL")
    then_the_page_is_about(page, "MIZELL MEMORIAL HOSPITAL")
    then_the_picture_is_drawn(page)


def test_an_analyst_finds_the_way_back_up(page: Page) -> None:
    page.goto(f"{US}facility/010007/")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Alabama").click()
    then_the_page_is_about(page, "Alabama")
    axe_clean(page)


def test_an_analyst_chooses_a_figure_by_keyboard_alone(page: Page) -> None:
    page.goto("/figures/us-cms-ipfqr-2022/us-hbips-2/")
    page.get_by_label("Figure", exact=True).focus()
    page.keyboard.type("Hours in s")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{US}?level=region")
    then_the_page_is_about(page, SECLUSION)
    axe_clean(page)


def test_an_analyst_takes_the_table_and_the_picture_home(page: Page, tmp_path: Path) -> None:
    page.goto(US)
    downloaded(page, "Download this table (CSV)").save_as(tmp_path / "table.csv")
    assert read(tmp_path / "table.csv").table.num_rows == 52
    downloaded(page, "Download this picture (SVG)").save_as(tmp_path / "picture.svg")
    picture = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "Centers for Medicare" in picture


def test_the_numbers_of_england_come_with_their_cautions(page: Page) -> None:
    given_the_figures_of(page, "England", "People subject to restrictive intervention")
    expect(page.get_by_role("main")).to_contain_text("people at two places count twice")
    page.get_by_role("link", name="What is zero, suppressed, not reported").click()
    then_the_page_is_about(page, "three different things")
    axe_clean(page)


@pytest.mark.parametrize("place", PAGES)
def test_a_page_is_readable_with_every_aid(page: Page, place: str) -> None:
    page.goto(place)
    axe_clean(page)
    readable_at_360(page)
    order = tab_order(page, most=600)
    assert order[:2] == ["Skip to main content", "OpenWard"]


def test_the_page_of_all_hospitals_is_readable_too(page: Page) -> None:
    page.goto(f"{US}?level=facility")
    then_the_picture_is_drawn(page)
    assert page.evaluate("document.querySelectorAll('main tbody tr').length") == 1491
    readable_at_360(page)


@pytest.mark.parametrize("place", [US, f"{US}facility/010007/", GB])
def test_nothing_moves_or_fails_on_a_page(page: Page, place: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto(place, wait_until="networkidle")
    assert said == []
