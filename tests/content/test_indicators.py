"""Every indicator file loads, names its source and computes its own worked examples."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from openward.content import content_folder
from openward.indicators.catalogue import Indicator, catalogue
from openward.indicators.rules import RULES
from openward.rates.schema import NUMERATOR_UNITS
from openward.rates.validation import INDICATOR_CODE
from openward.rates.value import half_up, rounding_bounds, values
from tests.rate_tables import rate_table

ROOT = Path(__file__).parents[2]
#: In the catalogue for public files only: legal status and bed days as England prints them.
FROM_FILES_ONLY = {"gb-mhs-08", "gb-mhs-09", "gb-mhs-24"}
FILES = sorted((content_folder() / "indicators").glob("*.toml"), key=lambda path: path.stem)
EXAMPLES = [
    pytest.param(indicator, example, id=f"{code}: {example['words']}")
    for code, indicator in catalogue().items()
    for example in indicator.example
]
every_indicator = pytest.mark.parametrize("indicator", catalogue().values(), ids=catalogue())


def test_there_are_indicators() -> None:
    assert FILES
    assert [path.stem for path in FILES] == list(catalogue())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_code_is_the_name_of_the_file_and_begins_with_the_country(path: Path) -> None:
    indicator = catalogue()[path.stem]
    assert indicator.code == path.stem
    assert re.fullmatch(INDICATOR_CODE, indicator.code)
    if indicator.country:
        assert indicator.code.startswith(f"{indicator.country.lower()}-")


def is_source(text: str) -> bool:
    """An address, or a page of ours for what we defined."""
    return bool(re.match(r"https://\S+$", text)) or (ROOT / text).is_file()


@every_indicator
def test_the_words_are_those_of_the_rule(indicator: Indicator) -> None:
    rule = RULES.get(indicator.code)
    if rule is None:
        assert indicator.code in FROM_FILES_ONLY
        return
    assert indicator.multiplier == rule.multiplier
    assert indicator.numerator_unit == rule.unit
    is_apart = rule.how != "sum" or any(count.key for count in rule.counts) or rule.population
    assert indicator.additive == (not is_apart)


def test_every_rule_has_words() -> None:
    assert set(RULES) <= set(catalogue())


@every_indicator
def test_an_indicator_says_what_it_is_and_where_that_stands(indicator: Indicator) -> None:
    assert is_source(indicator.source)
    for words in (indicator.official_name, indicator.authority, indicator.short_name,
                  indicator.plain_words, indicator.numerator, indicator.inclusion):  # fmt: skip
        assert words.strip() == words != ""
    assert indicator.plain_words.endswith(".")


@every_indicator
def test_an_indicator_says_what_it_cannot_say(indicator: Indicator) -> None:
    assert indicator.cannot_say
    for end in indicator.cannot_say:
        assert end[0].islower(), "the end of: These figures cannot say …"
        assert not end.endswith(".")


@every_indicator
def test_units_and_numbers_are_possible(indicator: Indicator) -> None:
    assert indicator.numerator_unit in NUMERATOR_UNITS
    assert indicator.multiplier > 0
    assert indicator.decimals in range(5)
    assert bool(indicator.denominator) == bool(indicator.denominator_unit)


@every_indicator
def test_what_was_not_verified_is_named(indicator: Indicator) -> None:
    assert indicator.verified or indicator.not_verified
    assert isinstance(indicator.verified, bool)


@every_indicator
def test_every_indicator_has_a_worked_example_with_a_source(indicator: Indicator) -> None:
    assert indicator.example
    for example in indicator.example:
        assert is_source(example["source"].partition(" (")[0])
        assert example["words"]


def computed(indicator: Indicator, inputs: dict[str, object]) -> str:
    """The value of an example, by the functions that every figure goes through."""
    if "published" in inputs:
        number, step = (float(str(inputs[name])) for name in ("published", "rounded_to"))
        low, high = rounding_bounds(number, step)
        return f"{low:g} to {high:g}"
    if "numerator" in inputs:
        cells = [inputs.get(name) for name in ("numerator", "denominator")]
        above, below = (None if cell is None else float(str(cell)) for cell in cells)
        row = {"numerator": above, "denominator": below}
        found = values(rate_table(row | {"multiplier": indicator.multiplier}))[0]
        return half_up(found, indicator.decimals)
    hours, days = (float(Decimal(str(inputs[name]))) for name in ("hours", "days"))
    row = {"numerator": hours, "denominator": days * 24, "multiplier": indicator.multiplier}
    return half_up(values(rate_table(row))[0], indicator.decimals)


@pytest.mark.parametrize(("indicator", "example"), EXAMPLES)
def test_a_worked_example_gives_its_value(indicator: Indicator, example: dict[str, object]) -> None:
    inputs = example["inputs"]
    assert isinstance(inputs, dict)
    assert computed(indicator, inputs) == example["value"]
