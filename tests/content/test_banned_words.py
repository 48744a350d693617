"""Words that make coercion sound like care, or a person like a problem, stand nowhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

#: The only list of them.
BANNED = (
    "last resort",
    "behaviour management", "behavior management",
    "management of behaviour", "management of behavior",
    "challenging",
    "non-compliant", "noncompliant", "non-compliance", "noncompliance",
    "appropriate use", "appropriate uses",
    "approve", "approves", "approved", "approval",
    "acceptable level", "acceptable rate",
    "league table",
)  # fmt: skip
PATTERN = re.compile(
    r"\b(" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in BANNED) + r")\b", re.IGNORECASE
)
#: What a law, a title or an authority's own name says is quoted as it stands.
EXEMPT_FIELDS = {"cite", "term", "official_name"}

GLOBS = (
    "README.md", "GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/**/*.md",
    "content/**/*", "src/**/jinja2/**/*", "src/**/*.po",
)  # fmt: skip
TEXTS = sorted({
    path for pattern in GLOBS for path in ROOT.glob(pattern)
    if path.is_file() and path.suffix in {".md", ".toml", ".csv", ".html", ".jinja", ".po", ".txt"}
})  # fmt: skip


def found_in(path: Path) -> list[str]:
    """The banned words of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        text = "\n".join(_words(tomllib.loads(text)))
    return [match.group() for match in PATTERN.finditer(text)]


def _words(value: Any, field: str = "") -> Iterator[str]:
    """All strings of a content file but those of exempt fields."""
    if field in EXEMPT_FIELDS:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _words(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, field)


def test_content_and_pages_are_among_the_texts() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in TEXTS}
    assert "README.md" in names
    assert "content/indicators/us-hbips-2.toml" in names


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_banned_word(path: Path) -> None:
    assert found_in(path) == []


@pytest.mark.parametrize("word", BANNED)
def test_each_banned_word_would_be_found(word: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"As a {word.upper().replace(' ', chr(10))}, it is said.")
    assert len(found_in(page)) == 1


def test_quotations_of_a_law_are_exempt_and_their_neighbours_are_not(tmp_path: Path) -> None:
    content = tmp_path / "law.toml"
    content.write_text('[[rule]]\ncite = "only as a last resort"\nwords = ["a last resort"]\n')
    assert found_in(content) == ["last resort"]
    content.write_text('[[rule]]\nterm = "last resort"\nofficial_name = "approved place"\n')
    assert found_in(content) == []
