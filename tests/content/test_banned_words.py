"""Words that make coercion sound like care, or a person like a problem, stand nowhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from tests.conftest import ROOT

#: The only list of them, by language. A new language brings its own, from people who speak it.
BANNED = {"en": (
    "last resort",
    "behaviour management", "behavior management",
    "management of behaviour", "management of behavior",
    "challenging",
    "non-compliant", "noncompliant", "non-compliance", "noncompliance",
    "appropriate use", "appropriate uses",
    "approve", "approves", "approved", "approval",
    "acceptable level", "acceptable rate",
    "league table",
)}  # fmt: skip


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds the words whole, in any case, and over the end of a line."""
    any_of = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b({any_of})\b", re.IGNORECASE)


#: English stands in every catalogue, beside what it was translated to.
PATTERNS = {
    language: pattern_of({*words, *BANNED["en"]}) for language, words in BANNED.items()
}  # fmt: skip
#: What a law, a title or an authority's own name says is quoted as it stands.
EXEMPT_FIELDS = {"cite", "term", "official_name"}

SUFFIXES = {".md", ".toml", ".csv", ".html", ".jinja", ".js", ".po", ".pot", ".txt"}
#: What is marked for translation in Python stands in the catalogue: `make check` says if not.
GLOBS = (
    "README.md", "GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/**/*.md",
    "content/**/*", "src/**/jinja2/**/*", "src/**/static/**/*.js",
)  # fmt: skip
TEXTS = sorted({
    path for pattern in GLOBS for path in ROOT.glob(pattern)
    if path.is_file() and path.suffix in SUFFIXES
})  # fmt: skip


def found_in(path: Path) -> list[str]:
    """The banned words of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        text = "\n".join(_words(tomllib.loads(text)))
    if path.suffix in {".po", ".pot"}:
        text = "\n".join(_messages(path))
    return [match.group() for match in PATTERNS[language_of(path)].finditer(text)]


def language_of(path: Path) -> str:
    """The language of a file: that of its folder `locale/<language>/`, else English."""
    parts = path.parts
    return parts[parts.index("locale") + 1].replace("_", "-").lower() if "locale" in parts else "en"


def _messages(path: Path) -> Iterator[str]:
    """What a catalogue says, whole: in the file a long message is cut into several strings."""
    with path.open("rb") as file:
        for message in read_po(file, ignore_obsolete=True):
            for said in (message.id, message.string):
                yield from [said] if isinstance(said, str) else said


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
    assert "content/words/openward.pot" in names
    assert "src/openward_web/people/jinja2/people/me.jinja" in names
    assert "src/openward_web/design/static/openward/outbox.js" in names


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_shipped_language_has_its_banned_words(language: str) -> None:
    assert BANNED.get(language), f"ask people who speak {language} which words those are"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_banned_word(path: Path) -> None:
    assert found_in(path) == []


@pytest.mark.parametrize("word", BANNED["en"])
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


def test_a_catalogue_is_read_whole_and_by_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PATTERNS, "xx", pattern_of(["ultima", *BANNED["en"]]))
    catalogue = tmp_path / "locale" / "xx" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    said = 'msgid ""\n"only a last "\n"resort"\nmsgstr "ultima"\n'
    catalogue.write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\n{said}')
    assert found_in(catalogue) == ["last resort", "ultima"]
