"""Every counting rule by its code: one file for each authority, and our own set."""

from __future__ import annotations

from openward.indicators.rule import Rule
from openward.indicators.rules import (
    australia,
    england,
    europe,
    own_learning,
    own_measures,
    own_ward,
    united_states,
)

RULES: dict[str, Rule] = {
    **united_states.RULES, **australia.RULES, **england.RULES, **europe.RULES,
    **own_measures.RULES, **own_learning.RULES, **own_ward.RULES,
}  # fmt: skip
