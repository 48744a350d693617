"""The indicators whose words are known, read from `content/indicators`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from openward.content import content_folder, read_toml


@dataclass(frozen=True, slots=True)
class Indicator:
    """What an authority counts, in its words and in plain ones.

    country: empty where no country's authority publishes it. inclusion: what is counted and what
    is left out, for the analyst. additive: whether adding areas gives the number of the larger
    area; not so for persons, who may be in two places. cannot_say: what readers would wrongly take
    from it, as ends of the sentence "These figures cannot say …". verified: false where a part was
    not read in the source; not_verified says which.
    """

    code: str
    official_name: str
    country: str
    authority: str
    short_name: str
    plain_words: str
    numerator: str
    denominator: str
    inclusion: str
    numerator_unit: str
    denominator_unit: str
    multiplier: float
    decimals: int
    rounding: str
    additive: bool
    verified: bool
    source: str
    cannot_say: list[str]
    example: list[dict[str, Any]]
    do_not_compare_with: list[str]
    not_verified: tuple[str, ...] = ()


@cache
def catalogue() -> dict[str, Indicator]:
    """All known indicators by code, in the order of their codes."""
    paths = sorted((content_folder() / "indicators").glob("*.toml"), key=lambda path: path.stem)
    return {path.stem: _indicator(path) for path in paths}


def unknown(codes: Iterable[str]) -> list[str]:
    """One note per indicator that is not in the catalogue; such figures are shown all the same."""
    return [
        f"the indicator {code} is not in the catalogue: its name and unit are not known to us"
        for code in sorted(set(codes) - set(catalogue()))
    ]


def _indicator(path: Path) -> Indicator:
    return Indicator(**read_toml(path))
