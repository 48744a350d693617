"""A lead releases a closed period; a stranger reads what is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_releases import rates

from .axe import axe_clean, readable_at_360, tab_order
from .stories import then_the_page_is_about
from .ward import a_ward, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def when_a_table_is_released(page: Page, folder: Path, text: str) -> None:
    file = folder / "rates.csv"
    file.write_text(text, encoding="utf-8")
    page.get_by_label("What it is about").fill("Hospital North, January 2022")
    page.get_by_label("Rate table (CSV or Parquet)").set_input_files(file)
    page.get_by_role("button", name="Release", exact=True).click()


def test_a_lead_releases_and_a_stranger_reads(page: Page, tmp_path: Path) -> None:
    a_ward()
    sign_in(page, "lead")
    page.goto("/figures/releases/")
    axe_clean(page)
    page.get_by_role("link", name="Release figures of a closed period").click()
    axe_clean(page)
    when_a_table_is_released(page, tmp_path, rates(3, 40).replace("OAK", "ELM"))
    expect(page.get_by_role("alert")).to_contain_text("not a place whose figures you may release")
    axe_clean(page)
    when_a_table_is_released(page, tmp_path, rates(3, 40))
    then_the_page_is_about(page, "Hospital North, January 2022")
    expect(page.get_by_text("For you alone")).to_be_visible()
    axe_clean(page)
    page.get_by_role("button", name="Sign out").click()
    page.goto("/figures/releases/")
    page.get_by_role("link", name="Hospital North").click()
    expect(page.get_by_text("For you alone")).to_be_hidden()
    expect(page.get_by_role("cell", name="suppressed")).to_have_count(2)
    readable_at_360(page)
    assert "Download as a rate table (CSV)" in tab_order(page)
