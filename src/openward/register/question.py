"""A question: something unusual but possible. It is listed and counted, never refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from openward.register.dataset import Dataset, Mask, Rows
from openward.register.rules import Rule

HOUR = 3_600.0
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Question:
    """code: the name of the question; the same question may be asked of several tables."""

    code: str
    rule: Rule


def ask(
    code: str, place: str, what: str, look_at: str, found: Callable[[Dataset], Mask | Rows]
) -> Question:
    """A question about `table.column`, or about the rows of `table`.

    look_at: what somebody who knows the ward would look at.
    """
    table, _, column = place.partition(".")
    return Question(code, Rule(table, column or None, what, look_at, found))


def end_or_open(dataset: Dataset, table: str) -> np.ndarray:
    """The ends of a table's intervals (float64 seconds); an empty end is open, thus +inf."""
    ends = dataset.numbers(table, "ended_at")
    return np.where(np.isnan(ends), np.inf, ends)
