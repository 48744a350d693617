"""No indicator goes untested: each has a table worked out by hand, and is met by the generator."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from random import Random

import pytest

from openward.indicators import rows, rules
from openward.indicators.catalogue import catalogue
from openward.indicators.referee import RULES, rates
from tests.generative.agreement import question
from tests.spec.indicators.cases import FOLDER, all_cases

#: In the catalogue for public files only: legal status and bed days as England prints them.
FROM_FILES_ONLY = {"gb-mhs-08", "gb-mhs-09", "gb-mhs-24"}
COUNTED = sorted((set(catalogue()) | set(RULES)) - FROM_FILES_ONLY)
REGISTERS = 40


@pytest.mark.parametrize("code", COUNTED)
def test_every_indicator_has_a_rule_and_a_table_worked_out_by_hand(code: str) -> None:
    assert code in RULES
    assert (FOLDER / f"{code}.toml").is_file()
    numerators = [row["numerator"] for case in all_cases() if case.code == code
                  for row in case.expected]  # fmt: skip
    assert any(numerators), "no case with a number"


def test_the_engine_and_the_referee_know_the_same_rules() -> None:
    assert set(rules.RULES) == set(RULES)
    for code, rule in rules.RULES.items():
        other = RULES[code]
        assert (rule.unit, rule.multiplier, rule.how, rule.always, rule.spells) == (
            other.unit, other.multiplier, other.how, other.always, other.spells
        )  # fmt: skip
        assert set(rule.kinds) == set(other.kinds), code


def test_every_set_of_rows_is_counted_by_a_rule_that_is_tested() -> None:
    counted = {count.rows for rule in rules.RULES.values() for count in rule.counts}
    offered = {
        one for module in pkgutil.iter_modules(rows.__path__)
        for one in vars(importlib.import_module(f"{rows.__name__}.{module.name}")).values()
        if inspect.isfunction(one) and not one.__name__.startswith("_")
        and one.__module__.startswith(rows.__name__)
        and list(inspect.signature(one).parameters) == ["register"]
    }  # fmt: skip
    read_by_others = {
        "measures", "dated", "with_incident", "first_measures", "placed_stays", "stays",
        "stated_days", "seclusion_events", "open_spans", "stated_spans",
    }  # fmt: skip
    assert {one.__name__ for one in offered - counted} == read_by_others


def test_every_table_is_of_an_indicator() -> None:
    codes = {path.stem for path in FOLDER.glob("*.toml")} - {"rules"}
    assert codes <= set(COUNTED)


def test_every_indicator_is_met_by_the_generated_registers() -> None:
    """With a number that is not zero, and, where silence matters, with nothing reported."""
    seen: set[tuple[str, str]] = set()
    for seed in range(REGISTERS):
        tables, asked = question(Random(seed), 6)  # noqa: S311
        seen |= {
            (row["indicator"], "number" if row["numerator"] else row["status"])
            for row in rates(tables, list(RULES), **asked)
        }
    wanted = {(code, "number") for code in COUNTED}
    wanted |= {(code, "not_reported") for code in COUNTED if not RULES[code].always}
    assert wanted - seen == set()
