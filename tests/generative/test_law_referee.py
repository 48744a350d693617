"""The engine of the law and the referee that looks at every minute agree on random timelines."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law_referee.compare import disagreements, engine
from tests.law_referee.random_rules import random_rule
from tests.law_referee.timelines import FAMILIES, random_case, seeded

PER_FAMILY = 170


@pytest.mark.parametrize("family", FAMILIES)
def test_engine_and_referee_agree_on_random_timelines(family: str) -> None:
    for number in range(PER_FAMILY):
        timeline, rules, as_of = random_case(seeded(family, number), family)
        assert disagreements(timeline, rules, as_of) == ([], []), (family, number)


@given(number=st.integers(10**6, 10**9), family=st.sampled_from(sorted(FAMILIES)))
def test_engine_and_referee_agree_wherever_hypothesis_looks(number: int, family: str) -> None:
    assert disagreements(*random_case(seeded(family, number), family)) == ([], [])


@given(limit=st.integers(1, 3000), length=st.integers(1, 3000), seed=st.integers(0, 99))
def test_a_limit_is_kept_to_the_minute(limit: int, length: int, seed: int) -> None:
    timeline, rules, start = _one_seclusion(seed, length)
    rules[0] |= {"limit": limit}
    rows = engine(timeline, rules, start + 5000)
    assert [row[6] for row in rows] == ["met" if length <= limit else "breach"]
    assert disagreements(timeline, rules, start + 5000) == ([], [])


@given(as_of=st.integers(-3000, 5000), seed=st.integers(0, 99))
def test_nothing_after_as_of_is_looked_at(as_of: int, seed: int) -> None:
    timeline, rules, start = _one_seclusion(seed, 500)
    rows = engine(timeline, rules, start + as_of)
    assert bool(rows) == (as_of >= 0)
    assert disagreements(timeline, rules, start + as_of) == ([], [])


def _one_seclusion(seed: int, length: int) -> tuple[dict[str, Any], list[dict[str, Any]], int]:
    """A seclusion of so many minutes and one total limit that a lawyer has signed."""
    rng = np.random.default_rng(seed)
    timeline, _, _ = random_case(rng, "totals")
    subject: dict[str, Any] = {
        **timeline["measures"][0],
        "kind": "seclusion",
        "technique": "locked_room",
        "end_state": "ended",
    }
    subject["end"] = subject["start"] + length
    rule = random_rule(rng, "total_limit", "xx-total")
    rule |= {"applies": {}, "techniques": None, "unknown": False, "verified": True, "signed": True,
             "kinds": ("seclusion",), "force": "law", "effect": "hard",
             "valid_from": None, "valid_to": None}  # fmt: skip
    regimes = [{"jurisdiction": "xx", "setting": None, "start": -(10**5), "end": 10**5}]
    timeline |= {"measures": [subject], "subject": subject["measure_id"], "regimes": regimes}
    timeline |= {"breaks": []}
    return timeline, [rule], subject["start"]
