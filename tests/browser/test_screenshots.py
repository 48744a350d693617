"""The pictures of the documentation are made here, from the pages as they are."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.web.test_charts import FALLEN, ward

from .stories import WRONG, then_the_picture_is_drawn, when_a_table_is_sent
from .test_charts import when_the_numbers_are_sent

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "screenshots"
MADE_HERE = {"figures.png", "upload-error.png", "ward-chart.png"}
wanted = pytest.mark.skipif(
    not os.environ.get("OPENWARD_SCREENSHOTS"), reason="`make docs` makes the screenshots"
)


def shoot(page: Page, name: str) -> None:
    """The top of the page, 1280 wide."""
    assert name in MADE_HERE
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / name)


@wanted
def test_the_figures_of_all_hospitals_are_pictured(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 1300})
    page.goto("/figures/us-cms-ipfqr-2022/us-hbips-3/?level=facility")
    then_the_picture_is_drawn(page)
    shoot(page, "figures.png")


@wanted
def test_a_table_with_mistakes_is_pictured(page: Page, tmp_path: Path) -> None:
    page.goto("/figures/your-own-table/")
    when_a_table_is_sent(page, tmp_path, WRONG)
    shoot(page, "upload-error.png")


@wanted
def test_the_chart_of_a_ward_is_pictured(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 1500})
    page.goto("/figures/your-own-table/")
    when_the_numbers_are_sent(page, tmp_path, ward(FALLEN))
    then_the_picture_is_drawn(page)
    shoot(page, "ward-chart.png")


def test_every_screenshot_is_made_by_a_test_and_every_one_that_is_shown_exists() -> None:
    there = {path.name for path in FOLDER.glob("*")}
    assert there <= MADE_HERE, "no test makes these"
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    text = "".join(path.read_text(encoding="utf-8") for path in pages if path.exists())
    assert set(re.findall(r"screenshots/([\w.-]+)", text)) <= there, "`make docs` makes them"
