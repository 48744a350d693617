"""A ward champion looks at the figures of the ward, and at one of them with its chart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from openward_web.accounts.rules import Role
from openward_web.figures import counting
from tests.web.figures.test_record import CODES, LATER, held
from tests.web.service import HOSPITAL, WARD, person_here

from .axe import axe_clean, readable_at_360, tab_order
from .ward import a_ward, account, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_figures_of_a_ward(
    browser: Browser, live_server: Any, settings: Any, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.DATA_FOLDER = tmp_path
    monkeypatch.setattr(counting, "RULES", dict.fromkeys(CODES))
    a_ward()
    held(person_here(7, WARD, HOSPITAL))
    account("champion", Role.WARD_CHAMPION, ward_id=WARD)
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        sign_in(page, "champion")
        page.goto("/figures/record/")
        expect(page.get_by_text("Nothing is counted yet")).to_be_visible()
        axe_clean(page)
        counting.refresh(LATER)
        page.get_by_role("link", name="Our figures").click()
        expect(page.get_by_role("heading", name="The last whole month")).to_be_visible()
        axe_clean(page)
        tab_order(page)
        readable_at_360(page)
        page.get_by_role("link", name="Seclusion: measures per 1,000 bed-days").click()
        expect(page.get_by_text("small numbers are not hidden")).to_be_visible()
        axe_clean(page)
        readable_at_360(page)
