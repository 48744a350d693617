"""What is hidden by itself."""

from __future__ import annotations

import pytest

from openward.disclosure import primary
from openward.disclosure.cells import cells_of
from openward.disclosure.policy import Policy, linked_indicators, policies, policy_of
from tests.rate_tables import rate_table

COUNT = {"numerator_unit": "count", "denominator": None}


def reasons(*changes: dict[str, object], policy: str = "strict") -> list[str]:
    cells, _ = cells_of(rate_table(*changes))
    return primary.small(cells, policy_of(policy), linked_indicators())


@pytest.mark.parametrize(
    ("policy", "number", "reason"),
    [
        ("strict", 0, ""), ("strict", 1, primary.SMALL), ("strict", 9, primary.SMALL),
        ("strict", 10, ""), ("nhs-england", 0, primary.ZERO), ("nhs-england", 4, primary.SMALL),
        ("nhs-england", 5, ""), ("opensafely", 7, primary.SMALL), ("opensafely", 8, ""),
        ("opensafely", 0, primary.ZERO), ("eurostat", 7, primary.SMALL), ("eurostat", 8, ""),
        ("eurostat", 0, ""),
    ],
)  # fmt: skip
def test_the_threshold_and_the_zero_of_each_policy(policy: str, number: int, reason: str) -> None:
    assert reasons({**COUNT, "numerator": number}, policy=policy) == [reason]


def test_a_place_with_few_bed_days_is_hidden_whatever_happened_there() -> None:
    row = {**COUNT, "numerator": 20, "denominator": 99}
    assert reasons(row, policy="nhs-england") == [primary.SMALL_DENOMINATOR]
    assert reasons({**row, "denominator": 100}, policy="nhs-england") == [""]


def test_all_persons_of_a_place_are_hidden_however_many() -> None:
    row = {"numerator_unit": "persons", "numerator": 30, "denominator": 30}
    assert reasons(row) == [primary.EVERYBODY]
    assert reasons({**row, "denominator": 31}) == [""]
    assert reasons({**row, "denominator": None}) == [""]


def test_hours_are_hidden_with_the_count_beside_them() -> None:
    hours = {"numerator": 400.0}
    assert reasons(hours, {**COUNT, "indicator": "xx-n", "numerator": 3})[0]
    assert reasons(hours, {**COUNT, "indicator": "xx-n", "numerator": 30}) == ["", ""]


def test_hours_alone_are_hidden_and_a_zero_of_hours_is_a_zero() -> None:
    assert reasons({"numerator": 400.0}) == [primary.NO_COUNT]
    assert reasons({"numerator": 0.0}) == [""]
    assert reasons({"numerator": 400.0}, policy="nhs-england") == [""]


def test_a_maximum_is_always_hidden_and_a_median_with_its_count() -> None:
    names = ("gb-mhs-77", "gb-mhs-98a", "gb-mhs-99")
    rows = [{**COUNT, "indicator": name, "numerator": 60} for name in names]
    assert reasons(*rows) == ["", "", primary.MAXIMUM]
    rows[0]["numerator"] = 3
    assert reasons(*rows) == [primary.SMALL, primary.FEW_BEHIND_IT, primary.MAXIMUM]
    assert reasons(rows[1]) == [primary.FEW_BEHIND_IT]


@pytest.mark.parametrize("policy", policies())
def test_a_median_of_many_measures_of_few_people_is_hidden(policy: str) -> None:
    measures = {**COUNT, "indicator": "gb-mhs-77", "numerator": 60}
    people = {**COUNT, "indicator": "gb-mhs-76", "numerator_unit": "persons", "numerator": 2}
    median = {"indicator": "gb-mhs-98a", "numerator_unit": "hours", "numerator": 4.0}
    median |= {"denominator": None}
    assert reasons(measures, people, median, policy=policy)[2] == primary.FEW_BEHIND_IT
    people["numerator"] = 40
    assert reasons(measures, people, median, policy=policy)[2] == ""


@pytest.mark.parametrize("policy", policies())
@pytest.mark.parametrize(
    ("code", "reason"),
    [("xx-longest-hours", primary.MAXIMUM), ("xx-median-hours", primary.FEW_BEHIND_IT)],
)
def test_a_maximum_or_median_that_nobody_listed_is_hidden(
    code: str, reason: str, policy: str
) -> None:
    many = {**COUNT, "indicator": "xx-n", "numerator": 500}
    row = {"indicator": code, "numerator": 7.0, "denominator": None}
    assert reasons(many, row, policy=policy) == ["", reason]


@pytest.mark.parametrize("policy", policies().values(), ids=policies())
def test_a_policy_says_where_it_comes_from_and_what_is_not_known(policy: Policy) -> None:
    assert policy.source.startswith("https://")
    assert policy.verified or policy.not_verified
    assert policy.zeros in ("shown", "hidden")
    assert policy.hours_without_a_count in ("hidden", "as_counts")
    assert 2 * policy.rounding >= policy.threshold


def test_a_policy_is_called_like_its_file() -> None:
    assert [policy.code for policy in policies().values()] == list(policies())
