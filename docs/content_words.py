"""What a person reads from `content/`: to be translated, and to be easy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openward.content import content_folder, read_toml

#: File of the content → the keys that hold words for the person. Names of bodies are no words.
FOR_THE_PERSON = {
    "plans/own_plan.toml": ("title", "ask"),
    "rights/plain_words.toml": ("title", "words", "say"),
    "instruments/openward-own-1.toml": ("words",),
    **{
        f"rights/contacts/{path.name}": ("does",)
        for path in sorted((content_folder() / "rights" / "contacts").glob("*.toml"))
    },
}


def words_of(name: str) -> list[str]:
    """The words for the person in one file, in its order."""
    return [*_under(read_toml(content_folder() / name), FOR_THE_PERSON[name])]


def _under(value: Any, keys: tuple[str, ...], key: str = "") -> Iterator[str]:
    """The strings that stand under these keys, at any depth."""
    if isinstance(value, str) and key in keys:
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _under(inner, keys, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _under(inner, keys, key)
