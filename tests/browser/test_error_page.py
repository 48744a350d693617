"""A reader who followed a dead link is told so and finds the way back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .axe import axe_clean, readable_at_360, tab_order


@pytest.fixture
def lost(page: Page) -> Page:
    response = page.goto("/no-such-page")
    assert response is not None and response.status == 404
    return page


def test_given_a_dead_link_then_the_page_says_so_in_plain_words(lost: Page) -> None:
    expect(lost.get_by_role("heading", level=1)).to_have_text("There is no such page")
    expect(lost.get_by_role("contentinfo")).to_contain_text("The goal is zero")
    axe_clean(lost)


def test_given_a_dead_link_then_the_keyboard_reaches_the_figures(lost: Page) -> None:
    order = tab_order(lost)
    assert order[0] == "Skip to main content"
    assert "Figures" in order


def test_given_a_small_telephone_then_the_page_is_readable(lost: Page) -> None:
    readable_at_360(lost)


def test_when_the_skip_link_is_used_then_focus_moves_to_the_main_part(lost: Page) -> None:
    lost.keyboard.press("Tab")
    lost.keyboard.press("Enter")
    place = lost.get_by_role("main").get_attribute("id") or "?"
    expect(lost).to_have_url(re.compile(f"#{place}$"))


def test_given_a_watching_machine_then_healthz_answers_in_plain_text(page: Page) -> None:
    response = page.goto("/healthz")
    assert response is not None and response.text().strip() == "ok"
