"""What comes from single measures is known to disclosure control, whoever's rule it is."""

from __future__ import annotations

import pytest

from openward.disclosure.policy import linked_indicators
from openward.indicators.rule import Rule
from openward.indicators.rules import RULES


def is_of_single_measures(rule: Rule) -> bool:
    """A longest, a few persons' share, or lengths over how many they are."""
    is_mean = bool(rule.above.amount) and rule.below is not None and not rule.below.amount
    return rule.how != "sum" or is_mean


@pytest.mark.parametrize("code", RULES)
def test_a_length_of_single_measures_is_protected_as_one(code: str) -> None:
    found = linked_indicators().statistic(code)
    assert (found is not None) == is_of_single_measures(RULES[code])
    if found is not None:
        assert (found[0] == "maximum") == (RULES[code].how != "sum")


def test_the_counts_that_they_are_made_from_exist() -> None:
    made_from = {count for _kind, count in linked_indicators().statistics.values() if count}
    assert made_from <= set(RULES)
