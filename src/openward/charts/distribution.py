"""The result that is drawn as a distribution: areas of one period, and what is said about them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openward.charts.words import ENGLISH, NO_NUMBER, Words, reason_without_number, tick_text

#: Linear unless nine areas of ten would lie in the lowest part of the picture.
LOWEST_PART = 0.25


@dataclass(frozen=True, slots=True)
class Distribution:
    """Every area of one indicator and one period, those without a number included.

    area_id, area_name, size, value and status have one entry per area. size is the denominator
    (in the unit of x_label), None or 0 where there is none; value is the rate (in the unit of
    y_label), None where there is no number; status is that of the rate table. highlight names
    area_ids. reference is the ratio of sums, never a mean of rates, with the name of what it is
    the figure of; None where there is none. caption is one whole sentence. decimals are those of
    printed values.

    Raises
    ------
    ValueError
        Columns of different length; a value, size or reference that is negative or not finite.
    """

    title: str
    source: str
    caption: str
    x_label: str
    y_label: str
    area_id: Sequence[str]
    area_name: Sequence[str]
    size: Sequence[float | None]
    value: Sequence[float | None]
    status: Sequence[str]
    highlight: frozenset[str] = frozenset()
    reference: float | None = None
    reference_label: str = ""
    decimals: int = 2

    def __post_init__(self) -> None:
        columns = (self.area_id, self.area_name, self.size, self.value, self.status)
        if len({len(column) for column in columns}) != 1:
            raise ValueError("area_id, area_name, size, value and status differ in length")
        for number in (*self.value, *self.size, self.reference):
            if number is not None and not 0 <= number < math.inf:
                raise ValueError(f"{number} is negative or not finite")

    def reasons(self) -> list[str | None]:
        """For each area why it is not in the picture (one of `NO_NUMBER`), None if it is."""
        return [
            reason_without_number(status, value if size else None)
            for status, value, size in zip(self.status, self.value, self.size, strict=True)
        ]

    def drawn_values(self) -> list[float]:
        """The values of the areas that are in the picture."""
        pairs = zip(self.value, self.reasons(), strict=True)
        return [value for value, reason in pairs if reason is None and value is not None]


def distribution_notes(distribution: Distribution, words: Words = ENGLISH) -> list[str]:
    """The sentences under the title: caption, what is and is not in the picture, the scale."""
    notes = counted_notes(distribution, words)
    root = needs_root_scale(distribution.drawn_values())
    return notes + ([words.cube_root_scale] if root else [])


def counted_notes(distribution: Distribution, words: Words = ENGLISH) -> list[str]:
    """The caption, and how many areas are and are not in the picture."""
    reasons = distribution.reasons()
    drawn = distribution.drawn_values()
    left_out = [
        f"{words.no_number(reason)}: {tick_text(reasons.count(reason), words)}"
        for reason in NO_NUMBER
        if reason in reasons
    ]
    return [
        distribution.caption,
        words.shown.format(
            shown=tick_text(len(drawn), words), zero=tick_text(drawn.count(0), words)
        ),
        words.not_shown.format(reasons="; ".join(left_out)) if left_out else words.all_shown,
    ]


def needs_root_scale(values: Sequence[float]) -> bool:
    """Whether on a linear axis nine areas of ten would be pressed into its lowest quarter."""
    if not values or max(values) == 0:
        return False
    return bool(np.quantile(values, 0.9) < LOWEST_PART * max(values))
