"""Every rule of the rate table, once broken and once only just kept."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from openward.problems import BadInput
from openward.rates.schema import KEY, SCHEMA, complete
from openward.rates.validation import RULES, TEXT_COLUMNS, check, key_codes
from tests.rate_tables import absent_row, rate_row, rate_table

NAN, INFINITE = float("nan"), float("inf")

BROKEN = [
    ({"indicator": "HBIPS_2"}, "indicator", "not an indicator code"),
    ({"indicator": ""}, "indicator", "not an indicator code"),
    ({"indicator": "us-hbips-2\n"}, "indicator", "not an indicator code"),
    ({"area_type": "hospital"}, "area_type", "not an area type"),
    ({"area_id": ""}, "area_id", "the cell is empty"),
    ({"area_name": ""}, "area_name", "the cell is empty"),
    ({"source": ""}, "source", "the cell is empty"),
    *(({column: "=1+1"}, column, "formula")
      for column in ("area_id", "area_name", "source", "definition", "country", "region")),
    ({"area_name": "@SUM(A1)"}, "area_name", "formula"),
    ({"area_name": "+1"}, "area_name", "formula"),
    ({"area_name": "-1"}, "area_name", "formula"),
    ({"area_name": "First\nward"}, "area_name", "line break"),
    *(({column: "sex=F\x1b[31m"}, column, "control character")
      for column in TEXT_COLUMNS),
    ({"period_end": date(2022, 1, 1)}, "period_end", "ends before or on the day it starts"),
    ({"period_start": date(1799, 12, 31)}, "period_start", "not a day between"),
    ({"period_end": date(2200, 1, 2)}, "period_end", "not a day between"),
    ({"stratum": "women"}, "stratum", "not a stratum"),
    ({"stratum": "=F"}, "stratum", "not a stratum"),
    ({"stratum": "sex=F;"}, "stratum", "not a stratum"),
    ({"stratum": "sex=F;age=18-64"}, "stratum", "not in order"),
    ({"stratum": "sex=F;sex=M"}, "stratum", "not in order"),
    ({"status": "missing"}, "status", "not a status"),
    ({"status": ""}, "status", "not a status"),
    ({"numerator": -0.01}, "numerator", "not a number of 0 or more"),
    ({"numerator": NAN}, "numerator", "not a number of 0 or more"),
    ({"numerator": INFINITE}, "numerator", "not a number of 0 or more"),
    ({"denominator": -1.0}, "denominator", "not a number of 0 or more"),
    ({"denominator": NAN}, "denominator", "not a number of 0 or more"),
    ({"rounded_to": -5.0}, "rounded_to", "not a number of 0 or more"),
    ({"multiplier": 0.0}, "multiplier", "not a number above 0"),
    ({"multiplier": -1000.0}, "multiplier", "not a number above 0"),
    ({"multiplier": NAN}, "multiplier", "not a number above 0"),
    ({"multiplier": INFINITE}, "multiplier", "not a number above 0"),
    ({"numerator": None}, "numerator", "a reported row without a numerator"),
    ({"status": "suppressed"}, "numerator", "a number in a row that is not reported"),
    ({"status": "not_reported"}, "numerator", "a number in a row that is not reported"),
    ({"status": "not_applicable"}, "numerator", "a number in a row that is not reported"),
    ({"denominator": 0.0}, "denominator", "a denominator of 0 with a numerator above 0"),
    ({"numerator_unit": "minutes"}, "numerator_unit", "not a unit"),
    ({"areas_reported": -1}, "areas_reported", "a number of areas below 0"),
    ({"areas_suppressed": -1}, "areas_suppressed", "a number of areas below 0"),
    ({"areas_not_reported": -1}, "areas_not_reported", "a number of areas below 0"),
]  # fmt: skip

JUST_VALID = [
    {},
    {"indicator": "gb-mhs-76"},
    {"numerator": 0.0},
    {"numerator": 0.0, "denominator": 0.0},
    {"denominator": None},
    {"numerator": None, "status": "suppressed"},
    {"numerator": None, "status": "not_reported", "denominator": None},
    {"numerator": None, "status": "not_applicable"},
    {"stratum": "age=18-64;sex=F"},
    {"stratum": "age_band=0-17"},
    {"area_name": "A – B (C=D) + E"},
    {"area_name": "Öffentliches Spital 病院"},
    {"area_id": "010001"},
    {"period_end": date(2022, 1, 2)},
    {"period_start": date(1800, 1, 1)},
    {"period_end": date(2200, 1, 1)},
    {"multiplier": 1e-9},
    {"rounded_to": 0.0},
    {"rounded_to": None, "definition": None, "country": None, "region": None},
    {"numerator_unit": None},
    {"areas_reported": 0, "areas_suppressed": 0, "areas_not_reported": 0},
    *({"area_type": kind} for kind in ("ward", "region", "country", "all")),
    *({"numerator_unit": unit} for unit in ("count", "hours", "persons", "days")),
]


@pytest.mark.parametrize(("change", "column", "words"), BROKEN)
def test_a_broken_rule_is_one_problem_that_names_its_place(
    change: dict[str, object], column: str, words: str
) -> None:
    table = rate_table({"area_id": "F0"}, change)
    with pytest.raises(BadInput, match=words) as refused:
        check(table, "f.csv")
    (problem,) = refused.value.problems
    assert (problem.row, problem.column) == (3, column)


@pytest.mark.parametrize("change", JUST_VALID)
def test_what_is_only_just_valid_is_accepted(change: dict[str, object]) -> None:
    check(rate_table(change))


def test_every_rule_is_broken_by_a_test() -> None:
    untested = []
    for rule in RULES:
        tables = [rate_table(change) for change, column, _ in BROKEN if column == rule.column]
        if not any(pa.array(rule.broken(t).to_pylist())[0].as_py() for t in tables):
            untested.append((rule.column, rule.what))
    assert untested == []


def test_a_table_without_rows_is_bad_input() -> None:
    with pytest.raises(BadInput, match=r"f\.csv: the table has no rows"):
        check(SCHEMA.empty_table(), "f.csv")


@pytest.mark.parametrize("column", KEY)
def test_rows_that_differ_in_one_column_of_the_key_are_two_figures(column: str) -> None:
    other = {
        "indicator": "xx-other", "area_type": "ward", "area_id": "F2",
        "period_start": date(2022, 1, 2), "period_end": date(2022, 3, 1),
        "stratum": "sex=F", "source": "other",
    }[column]  # fmt: skip
    check(rate_table({}, {column: other}))


def test_each_repeated_key_names_the_row_that_stood_first() -> None:
    table = rate_table({}, {"area_id": "F2"}, {"numerator": 4.0}, {"area_name": "Other name"})
    with pytest.raises(BadInput) as refused:
        check(table)
    assert [(p.row, p.what[-5:]) for p in refused.value.problems] == [(4, "row 2"), (5, "row 2")]


def test_problems_come_in_the_order_of_the_rows() -> None:
    table = rate_table({"multiplier": 0.0}, {"indicator": "X"}, {"area_type": "x", "area_id": "F3"})
    with pytest.raises(BadInput) as refused:
        check(table)
    assert [problem.row for problem in refused.value.problems] == [2, 3, 4]


def test_one_fault_of_the_file_that_became_two_rows_is_said_once() -> None:
    table = rate_table({"area_name": "=1"}, {"area_name": "=1", "indicator": "xx-2"})
    with pytest.raises(BadInput) as refused:
        check(table, row_of=lambda index: 2)
    assert len(refused.value.problems) == 1


def test_a_day_outside_the_calendar_is_said_not_stumbled_over() -> None:
    table = rate_table({})
    days = pa.array([-719_530], pa.date32())  # in the year 0, which Python has not
    table = table.set_column(4, "period_start", days)
    with pytest.raises(BadInput, match="not a day between"):
        check(complete(table))


def test_key_codes_are_equal_exactly_where_rows_agree() -> None:
    table = rate_table({}, {"area_id": "F2"}, {"numerator": 9.0}, {"definition": None})
    assert len(set(key_codes(table, KEY))) == 2
    assert len(set(key_codes(table, ("definition",)))) == 2


def test_absent_rows_of_three_kinds_stand_side_by_side() -> None:
    rows = [absent_row(s, area_id=s) for s in ("suppressed", "not_reported", "not_applicable")]
    check(rate_table(rate_row(numerator=0.0), *rows))
