"""Whom and what a rule is about: age, technique, legal status, setting."""

from __future__ import annotations

from openward.law.case import Case, RegimeSpan
from openward.law.rule import Rule


def concerns(rule: Rule, regime: RegimeSpan, case: Case) -> bool | str:
    """True, False, or what is missing to know it."""
    applies, measure = rule.applies, case.measure
    missing = ""
    if rule.techniques is not None:
        if measure.technique in (None, "not_recorded"):
            missing = "the technique was not recorded"
        elif measure.technique not in rule.techniques:
            return False
    if applies.age_from is not None or applies.age_below is not None:
        if measure.age_years is None:
            missing = "the age was not recorded"
        elif not _in_age(measure.age_years, applies.age_from, applies.age_below):
            return False
    if applies.setting is not None:
        if regime.setting is None:
            missing = "the setting of the ward was not recorded"
        elif regime.setting not in applies.setting:
            return False
    if applies.status is not None:
        status = case.legal_status()
        if status is None:
            missing = "the legal status was not recorded"
        elif status not in applies.status:
            return False
    return missing or True


def _in_age(age: int, age_from: int | None, age_below: int | None) -> bool:
    return (age_from is None or age >= age_from) and (age_below is None or age < age_below)
