"""The rights of a person in easy words, from `content/rights/plain_words.toml`.

They are general: what holds in one place by its law stands in `content/law`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from openward.content import content_folder, read_toml


@dataclass(frozen=True, slots=True)
class Right:
    """One thing that a person can do.

    say: words that the person may use, or point at.
    """

    id: str
    title: str
    words: str
    say: str


@cache
def rights() -> tuple[Right, ...]:
    """All of them, in the order of the page."""
    written = read_toml(content_folder() / "rights" / "plain_words.toml")
    return tuple(Right(**right) for right in written["right"])
