"""What people do on the pages, in their words; elements by role and label."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from .axe import axe_clean

WRONG = """\
indicator,area_type,area_id,area_name,period_start,period_end,stratum,numerator,denominator,multiplier,status,source
our-seclusions,ward,w1,Birch ward,2025-01-01,2025-02-01,,-2,510,1000,reported,our register
our-seclusions,ward,w1,Birch ward,2025-02-01,2025-03-01,,0,498,1000,reported,our register
our-seclusions,ward,w1,Birch ward,2025-03-01,2025-04-01,,,,1000,silent,our register
"""
RIGHT = WRONG.replace(",-2,", ",2,").replace("silent", "not_reported")


def given_the_figures_of(page: Page, collection: str, figure: str) -> None:
    """Opens the front page and follows the link of a figure."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Published figures on coercion")
    expect(page.get_by_role("heading", name=collection)).to_be_visible()
    axe_clean(page)
    page.get_by_role("main").get_by_role("link", name=figure).click()
    axe_clean(page)


def when_areas_are_chosen(page: Page, areas: str) -> None:
    page.get_by_label("Areas", exact=True).select_option(label=areas)
    page.get_by_role("button", name="Show").click()
    axe_clean(page)


def when_a_place_is_followed(page: Page, name: str) -> None:
    page.get_by_role("table").get_by_role("link", name=name, exact=True).click()
    axe_clean(page)


def then_the_page_is_about(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def then_the_picture_is_drawn(page: Page) -> None:
    """The picture came, and says in words what it shows."""
    picture = page.get_by_role("figure").get_by_role("img")
    expect(picture).to_have_attribute("alt", re.compile(r"\w+"))
    drawn = picture.evaluate("it => it.decode().then(() => it.naturalWidth)")
    assert drawn > 100


def when_a_table_is_sent(page: Page, folder: Path, text: str) -> None:
    """Chooses a file on the upload page and sends it."""
    file = folder / "our rates.csv"
    file.write_text(text, encoding="utf-8")
    page.get_by_label("Rate table (CSV or Parquet, up to 10 MB)").set_input_files(file)
    page.get_by_role("button", name="Check and show").click()
    axe_clean(page)


def downloaded(page: Page, link: str) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    return waiting.value
