"""A ward's champion for ending coercion shows a table of their own."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from .axe import axe_clean, readable_at_360, tab_order
from .stories import (
    RIGHT,
    WRONG,
    then_the_page_is_about,
    then_the_picture_is_drawn,
    when_a_table_is_sent,
)


def given_the_upload_page(page: Page) -> None:
    page.goto("/figures/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Your own table").click()
    then_the_page_is_about(page, "Show a table of your own")
    axe_clean(page)


def then_the_mistakes_are_read_first(page: Page) -> None:
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_count(2)
    expect(summary).to_contain_text("our rates.csv:2:numerator: not a number of 0 or more")
    expect(summary).to_contain_text("our rates.csv:4:status: not a status (value silent)")


def test_a_champion_corrects_a_table_sees_it_and_deletes_it(page: Page, tmp_path: Path) -> None:
    given_the_upload_page(page)
    when_a_table_is_sent(page, tmp_path, WRONG)
    then_the_mistakes_are_read_first(page)
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("Rate table (CSV or Parquet, up to 10 MB)")).to_be_focused()
    when_a_table_is_sent(page, tmp_path, RIGHT)
    then_the_page_is_about(page, "Birch ward")
    then_the_picture_is_drawn(page)
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(4)
    page.get_by_role("button", name="Delete my table now").click()
    then_the_page_is_about(page, "Show a table of your own")
    axe_clean(page)
    response = page.goto("/figures/uploaded/")
    assert response is not None and response.status == 404


def test_the_upload_page_is_readable_with_every_aid(page: Page) -> None:
    given_the_upload_page(page)
    readable_at_360(page)
    order = tab_order(page)
    assert "Check and show" in order


def test_the_mistakes_are_readable_with_every_aid(page: Page, tmp_path: Path) -> None:
    given_the_upload_page(page)
    when_a_table_is_sent(page, tmp_path, WRONG)
    readable_at_360(page)
    order = tab_order(page)
    assert order[0].startswith("our rates.csv:2:numerator"), "reading goes on from the summary"
    assert "Check and show" in order


def test_an_own_table_is_readable_with_every_aid(page: Page, tmp_path: Path) -> None:
    given_the_upload_page(page)
    when_a_table_is_sent(page, tmp_path, RIGHT)
    readable_at_360(page)
    assert "Delete my table now" in tab_order(page)
