"""What every law file must hold: sources, dates, examples; and what it must never say."""

from __future__ import annotations

import re

import pytest

from openward.law.loading import read_laws
from openward.law.rule import CLOCKS, Jurisdiction

LAWS = read_laws()
EACH = pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
EIGHT = ("bg", "lt", "sk", "si", "hr", "cz", "lv", "rs")


@EACH
def test_each_type_of_rule_has_a_worked_example_or_a_reason(law: Jurisdiction) -> None:
    types = {rule.id: rule.type for rule in law.rules}
    used = {rule.type for rule in law.rules if rule.type in CLOCKS}
    shown = {types.get(row["rule"]) for e in law.examples for row in e["expect"]}
    assert used - shown - set(law.no_examples) == set()


@EACH
def test_a_rule_that_was_not_read_is_not_verified(law: Jurisdiction) -> None:
    assert [r.id for r in law.rules if r.verified and (r.read_on is None or r.unknown)] == []


@EACH
def test_nothing_is_signed_as_shipped(law: Jurisdiction) -> None:
    assert not any(rule.signed for rule in law.rules)


@EACH
def test_the_words_permit_nothing(law: Jurisdiction) -> None:
    said = " ".join([law.words, *(rule.words for rule in law.rules)]).lower()
    assert not re.search(
        r"\b(may be (used|secluded|restrained|tied)|allowed|permitted|no limit)\b", said
    )


def test_the_eight_countries_of_the_programme_are_there() -> None:
    assert set(EIGHT) <= set(LAWS)


@pytest.mark.parametrize("code", ["lt", "hr", "rs"])
def test_a_country_without_figures_says_that_they_are_not_known(code: str) -> None:
    rules = [rule for rule in LAWS[code].rules if rule.type in CLOCKS]
    assert rules
    assert all(rule.unknown and "not known to us" in rule.words for rule in rules)


def test_every_european_law_has_the_cpt_standard_beside_it() -> None:
    overseas = {law.code for law in LAWS.values() if not law.timezone.startswith("Europe/")}
    without = {code for code, law in LAWS.items() if law.beside != "cpt"}
    assert without <= overseas | {"cpt", "who-1996"}
