"""An inspector reads what the law asks, beside the standard, on any screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .axe import axe_clean, readable_at_360, tab_order


@pytest.mark.parametrize("address", ["/law/", "/law/fr/", "/law/lt/", "/law/gb-eng/", "/law/cpt/"])
def test_given_a_law_page_then_axe_finds_nothing_and_a_telephone_can_show_it(
    page: Page, address: str
) -> None:
    page.goto(address)
    axe_clean(page)
    readable_at_360(page)


def test_when_a_place_is_chosen_then_its_rules_and_the_standard_are_shown(page: Page) -> None:
    page.goto("/law/")
    page.get_by_role("link", name="Slovakia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Slovakia")
    expect(
        page.get_by_text("A doctor must look in person at least every 4 hours.").first
    ).to_be_visible()
    expect(page.get_by_role("heading", name="CPT standard").first).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("A health professional")


def test_given_the_keyboard_then_the_law_can_be_reached(page: Page) -> None:
    page.goto("/figures/")
    assert "What the law asks" in tab_order(page)
