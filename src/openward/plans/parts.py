"""The parts of an own plan, read from `content/plans`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from openward.content import content_folder

#: Lines of each list on the crisis card: more is not read in a crisis.
ON_THE_CARD = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One part. entry: its code in the dataset, empty where it is in none. card: `do`, `do_not`,
    `call`, or empty where it is not on the crisis card."""

    code: str
    title: str
    ask: str
    entry: str = ""
    card: str = ""


@cache
def parts() -> dict[str, Part]:
    """Every part by its code, in the order of the page."""
    text = (content_folder() / "plans" / "own_plan.toml").read_text(encoding="utf-8")
    return {code: Part(code, **cells) for code, cells in tomllib.loads(text).items()}


def part_on_card(place: str) -> str:
    """The code of the part that stands at this place of the card."""
    return next(part.code for part in parts().values() if part.card == place)


@dataclass(frozen=True, slots=True)
class CardWords:
    """The headings of the card in one language. verified: read by somebody who speaks it."""

    language: str
    do: str
    do_not: str
    call: str
    verified: bool


@cache
def card_words() -> dict[str, CardWords]:
    """The headings by the code of the language, without its region."""
    text = (content_folder() / "plans" / "card_words.toml").read_text(encoding="utf-8")
    return {code: CardWords(code, **cells) for code, cells in tomllib.loads(text).items()}


def base_language(code: str) -> str:
    """The language without its region or script: `sr` of `sr-Latn`."""
    return code.split("-", maxsplit=1)[0].lower()
