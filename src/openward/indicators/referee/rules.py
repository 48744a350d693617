"""Every rule that the referee knows, by code."""

from __future__ import annotations

from openward.indicators.referee import (
    australia,
    england,
    england_bands,
    england_mended,
    germany,
    netherlands,
    own_checks,
    own_learning,
    own_measures,
    own_ward,
    populations,
    united_states,
)
from openward.indicators.referee.parts import Rule

RULES: dict[str, Rule] = {
    **united_states.RULES, **australia.RULES, **england.RULES, **england_mended.RULES,
    **england_bands.RULES,
    **germany.RULES, **netherlands.RULES, **populations.RULES,
    **own_measures.RULES, **own_learning.RULES, **own_checks.RULES, **own_ward.RULES,
}  # fmt: skip
