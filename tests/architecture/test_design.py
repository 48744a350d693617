"""The look of OpenWard: our own colours, readable ones, nothing from outside, no script."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "openward_web"
SASS = WEB / "design" / "sass"
CSS = WEB / "design" / "static" / "openward" / "openward.css"
TEMPLATES = sorted(WEB.glob("*/jinja2/**/*.jinja"))

#: Brand colours of the structure's origin and their shades; none may be left.
BRAND = ["#005eb8", "#003087", "#0072ce", "#41b6e6", "#00a9ce", "#004b93", "#003d78", "#330072"]

#: Pairs of names in the Sass palette: words on what lies behind them.
WORDS_ON = [
    *product(["black", "grey-1", "blue", "dark-blue", "red"], ["white", "grey-5"]),
    ("white", "blue"), ("white", "dark-blue"), ("black", "yellow"), ("black", "pale-yellow"),
    ("purple", "white"), ("dark-pink", "white"),
]  # fmt: skip


def palette() -> dict[str, str]:
    text = (SASS / "openward.scss").read_text(encoding="utf-8")
    return dict(re.findall(r'"([a-z0-9-]+)": (#[0-9a-f]{6})', text))


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def css() -> str:
    if not CSS.exists():
        pytest.skip("the style sheet is not built: `make run` builds it")
    return CSS.read_text(encoding="utf-8").lower()


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(("words", "behind"), WORDS_ON)
def test_words_can_be_read_on_what_lies_behind_them(words: str, behind: str) -> None:
    assert contrast(palette()[words], palette()[behind]) >= 4.5


@pytest.mark.parametrize("brand", [*BRAND, "frutiger", "nhs.uk", "@font-face", "@import"])
def test_nothing_of_the_brand_is_left_in_the_style_sheet(css: str, brand: str) -> None:
    assert brand not in css


def test_the_style_sheet_fetches_nothing_from_elsewhere(css: str) -> None:
    assert not re.findall(r"url\(\s*[\"']?(?:https?:)?//", css)
    assert not re.findall(r"url\([^)]*\.(?:woff2?|ttf|otf|eot)", css)


def test_readers_who_want_no_motion_and_readers_on_paper_are_served(css: str) -> None:
    assert "prefers-reduced-motion" in css
    assert "@media print" in css


#: Data that a script reads is never run, so that the policy of the pages lets it stand.
DATA_FOR_SCRIPTS = r"<script [^>]*type=\"application/json\">[^<]*</script>"


def test_there_are_templates_to_check() -> None:
    assert TEMPLATES


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_script_and_no_inline_style(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    from_files = re.sub(r"<script src=\"\{\{ static\([^>]*\"( defer)?></script>", "", text)
    without_data = re.sub(DATA_FOR_SCRIPTS, "", from_files)
    inline = r"<script|javascript:|\son[a-z]+=|<style|\sstyle="
    assert not re.search(inline, without_data, re.IGNORECASE)
    assert "nhsuk/template.jinja" not in text, "the stock layout brings a script and a brand"
    assert not re.search(r"(?:src|href)=[\"']https?://", text), "assets come from this server"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_word_of_a_template_can_be_translated(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}", "", re.sub(DATA_FOR_SCRIPTS, "", text), flags=re.DOTALL)
    text = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text, flags=re.DOTALL)
    left = set(re.findall(r"[A-Za-z]{2,}", text)) - {"OpenWard", "EUPL", "CSV", "SVG", "PNG"}
    assert not left, f"not translated: {sorted(left)}"
