"""A practice as a small file that goes from one installation to another: words, no numbers, no
place and nobody's name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openward.problems import BadInput, Problem

FORMAT = "openward-practice-card-1"
#: Longer than any card needs; a file of others is not to fill a database.
MOST_BYTES, LONGEST, MOST_LINES = 100_000, 2_000, 20
TEXTS, LISTS = ("title", "what"), ("pitfalls", "checks")


@dataclass(frozen=True, slots=True)
class Card:
    """What a ward does, its pitfalls, and how it asks itself whether it still does it."""

    title: str
    what: str
    pitfalls: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


def write_card(card: Card) -> bytes:
    """The file: JSON in UTF-8, the same for the same card."""
    said = {"format": FORMAT, "title": card.title, "what": card.what,
            "pitfalls": card.pitfalls, "checks": card.checks}  # fmt: skip
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def read_card(data: bytes, name: str = "") -> Card:
    """The card of a file.

    Raises
    ------
    BadInput
        It is no card of this kind, or too long; with every mistake in it.
    """
    try:
        found = json.loads(data[: MOST_BYTES + 1])
    except (ValueError, RecursionError):
        found = None
    if len(data) > MOST_BYTES or not isinstance(found, dict) or found.get("format") != FORMAT:
        raise BadInput(Problem("is no practice card", "take a file that OpenWard wrote"), name)
    problems = [*_problems(found)]
    if problems:
        raise BadInput(problems, name)
    lists = {key: tuple(found.get(key, ())) for key in LISTS}
    return Card(found["title"], found["what"], **lists)


def _problems(found: Mapping[str, Any]) -> Iterator[Problem]:
    for key in TEXTS:
        if not _is_text(found.get(key)):
            yield Problem("is no text, or too long", f"give up to {LONGEST} letters", column=key)
    for key in LISTS:
        rows = found.get(key, [])
        if not isinstance(rows, list) or len(rows) > MOST_LINES or not all(map(_is_text, rows)):
            yield Problem("is no list of texts, or too long", f"give up to {MOST_LINES}",
                          column=key)  # fmt: skip


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST \
        and "\x00" not in value  # fmt: skip
