"""A champion looks at two years of a ward with few seclusions."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.test_charts import FALLEN, RARE, areas, ward

from .axe import axe_clean, readable_at_360, tab_order
from .stories import then_the_page_is_about, then_the_picture_is_drawn
from .test_upload import given_the_upload_page


def when_the_numbers_are_sent(page: Page, folder: Path, text: str) -> None:
    path = folder / "ward.csv"
    path.write_text(text, encoding="utf-8")
    page.get_by_label("Rate table (CSV or Parquet, up to 10 MB)").set_input_files(path)
    page.get_by_role("button", name="Check and show").click()


def test_a_quiet_ward_is_told_that_nothing_goes_beyond_chance(page: Page, tmp_path: Path) -> None:
    given_the_upload_page(page)
    when_the_numbers_are_sent(page, tmp_path, ward(RARE))
    then_the_page_is_about(page, "Ward w1")
    expect(page.get_by_role("heading", name="What the chart shows")).to_be_visible()
    expect(page.get_by_role("heading", name="Why this chart")).to_be_visible()
    then_the_picture_is_drawn(page)
    axe_clean(page)
    readable_at_360(page)
    tab_order(page)


def test_a_ward_that_changed_reads_since_when(page: Page, tmp_path: Path) -> None:
    given_the_upload_page(page)
    when_the_numbers_are_sent(page, tmp_path, ward(FALLEN))
    expect(page.get_by_text("12 periods in a row lie below the middle line").first).to_be_visible()
    then_the_picture_is_drawn(page)
    axe_clean(page)


def test_a_funnel_is_readable_with_every_aid(page: Page, tmp_path: Path) -> None:
    given_the_upload_page(page)
    when_the_numbers_are_sent(page, tmp_path, areas([4] * 19 + [60]))
    then_the_picture_is_drawn(page)
    axe_clean(page)
    readable_at_360(page)
