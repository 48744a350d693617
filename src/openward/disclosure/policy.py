"""The policies of `content/disclosure`: what is small, what is rounded, what a zero says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openward.content import content_folder, read_toml
from openward.problems import BadInput, Problem, one_of

DEFAULT = "strict"


@dataclass(frozen=True, slots=True)
class Policy:
    """How small numbers are protected.

    threshold: counts from 1 to below it are hidden, and every hidden number can lie anywhere in a
    range at least this wide. denominator_threshold: the same for denominators, in their own unit.
    rounding: step of counts and denominators; hours_rounding: of hours and days. Both are such that
    twice the step is at least the threshold for counts, so that two releases differ by nothing
    smaller. zeros: `shown` or `hidden`. hours_without_a_count: `hidden`, or `as_counts` (the
    threshold is laid on the hours themselves). not_verified: what was not read in the source.
    """

    code: str
    name: str
    words: str
    threshold: int
    denominator_threshold: int
    rounding: int
    hours_rounding: int
    zeros: str
    hours_without_a_count: str
    source: str
    verified: bool
    not_verified: tuple[str, ...] = ()


@cache
def policies() -> dict[str, Policy]:
    """All policies by code, in the order of their codes."""
    paths = sorted((content_folder() / "disclosure").glob("*.toml"))
    return {path.stem: _policy(path) for path in paths}


def policy_of(code: str) -> Policy:
    """One policy.

    Raises
    ------
    BadInput
        There is none of that code.
    """
    if code not in policies():
        raise BadInput(Problem("not a policy", one_of(tuple(policies())), value=code))
    return policies()[code]


def _policy(path: Path) -> Policy:
    written = read_toml(path)
    return Policy(**{**written, "not_verified": tuple(written["not_verified"])})


@dataclass(frozen=True, slots=True)
class Linked:
    """What indicators have to do with each other.

    totals: (total, parts): the parts add up to the total, or lie within it. statistics: indicator →
    (`mean`, `median` or `maximum`, the count that it is made from). names: word of a code → kind,
    for indicators that are not listed.
    """

    totals: tuple[tuple[str, tuple[str, ...]], ...]
    statistics: dict[str, tuple[str, str]]
    names: dict[str, str]

    def statistic(self, code: str) -> tuple[str, str] | None:
        """(kind, count) of an indicator that comes from single measures; the count is empty where
        nobody says it. None for all that is counted or added up.
        """
        if code in self.statistics:
            return self.statistics[code]
        kinds = [self.names[word] for word in code.split("-") if word in self.names]
        return (min(kinds), "") if kinds else None

    def within(self, count: str) -> set[str]:
        """The counts that lie within a count, over as many links as there are."""
        parts = {part for total, found in self.totals if total == count for part in found}
        return parts.union(*(self.within(part) for part in parts))


@cache
def linked_indicators() -> Linked:
    """The links of `content/disclosure/indicators/linked.toml`."""
    written = read_toml(content_folder() / "disclosure" / "indicators" / "linked.toml")
    return Linked(
        tuple((total["indicator"], tuple(total["parts"])) for total in written["total"]),
        {found["indicator"]: (found["kind"], found["of"]) for found in written["statistic"]},
        {word: kind for kind, words in written["names"].items() for word in words},
    )
