"""Every rule that the referee knows, by code."""

from __future__ import annotations

from openward.indicators.referee import (
    australia,
    england,
    england_mended,
    germany,
    netherlands,
    populations,
    united_states,
)
from openward.indicators.referee.parts import Rule

RULES: dict[str, Rule] = {
    **united_states.RULES, **australia.RULES, **england.RULES, **england_mended.RULES,
    **germany.RULES, **netherlands.RULES, **populations.RULES,
}  # fmt: skip
