"""Ratio of sums, never the mean of rates; and how many areas stand behind it."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from openward.problems import BadInput
from openward.rates.rollup import area_types, lowest_area_type, roll_up
from openward.rates.schema import SCHEMA
from openward.rates.validation import check
from openward.rates.value import values
from tests.rate_tables import absent_row, rate_table


def facility(number: int, **changes: object) -> dict[str, object]:
    return {"area_id": f"F{number}", "area_name": f"Facility {number}", **changes}


def only_row(table: pa.Table) -> dict[str, object]:
    (row,) = table.to_pylist()
    return row


def counts(row: dict[str, object]) -> tuple[object, ...]:
    return row["areas_reported"], row["areas_suppressed"], row["areas_not_reported"]


SMALL = facility(1, numerator=10.0, denominator=100.0)
LARGE = facility(2, numerator=10.0, denominator=900.0)


def test_a_rate_is_the_ratio_of_sums() -> None:
    rolled = roll_up(rate_table(SMALL, LARGE), "country")
    assert (rolled["numerator"][0].as_py(), rolled["denominator"][0].as_py()) == (20, 1000)
    assert values(rolled).tolist() == [20.0]  # the mean of 100 and 11.1 would be 55.6


def test_the_result_is_a_valid_rate_table_that_names_the_place() -> None:
    rolled = roll_up(rate_table({**SMALL, "country": "US", "region": "US-WA"}), "region")
    check(rolled)
    row = only_row(rolled)
    assert rolled.schema == SCHEMA
    assert (row["area_type"], row["area_id"], row["area_name"]) == ("region", "US-WA", "Washington")
    assert (row["country"], row["definition"], row["numerator_unit"]) == ("US", "v1", "hours")


def test_a_country_has_no_region_and_all_have_no_country() -> None:
    table = rate_table(SMALL, {**LARGE, "country": "YY", "region": "YY-B"})
    countries = roll_up(table, "country").to_pylist()
    assert [(row["area_id"], row["region"]) for row in countries] == [("XX", None), ("YY", None)]
    row = only_row(roll_up(table, "all"))
    assert (row["area_id"], row["area_name"], row["country"]) == ("all", "All areas", None)


def test_reported_suppressed_and_not_reported_are_counted_apart() -> None:
    table = rate_table(SMALL, facility(2, numerator=0.0), absent_row("suppressed", area_id="F3"),
                       *(absent_row("not_reported", area_id=f"N{n}") for n in range(3)),
                       absent_row("not_applicable", area_id="F9"))  # fmt: skip
    row = only_row(roll_up(table, "country"))
    assert counts(row) == (2, 1, 3)
    assert row["status"] == "reported"


@pytest.mark.parametrize(
    ("statuses", "status", "expected"),
    [
        (("suppressed", "not_reported"), "suppressed", (0, 1, 1)),
        (("not_reported", "not_applicable"), "not_reported", (0, 0, 1)),
        (("not_applicable", "not_applicable"), "not_applicable", (0, 0, 0)),
    ],
)
def test_without_any_report_there_is_no_number_and_the_reason_is_kept(
    statuses: tuple[str, ...], status: str, expected: tuple[int, ...]
) -> None:
    rows = [absent_row(kind, area_id=f"F{n}") for n, kind in enumerate(statuses)]
    rolled = roll_up(rate_table(*rows), "country")
    row = only_row(rolled)
    assert (row["status"], row["numerator"], row["denominator"]) == (status, None, None)
    assert counts(row) == expected
    check(rolled)


def test_a_reported_zero_stays_a_zero() -> None:
    row = only_row(roll_up(rate_table(facility(1, numerator=0.0)), "country"))
    assert (row["numerator"], row["status"]) == (0.0, "reported")


def test_days_of_places_that_did_not_report_are_not_added() -> None:
    table = rate_table(SMALL, absent_row("not_reported", area_id="F2", denominator=5000.0),
                       absent_row("suppressed", area_id="F3", denominator=7000.0))  # fmt: skip
    assert only_row(roll_up(table, "country"))["denominator"] == 100


def test_mixed_levels_are_left_out_and_the_lowest_is_taken() -> None:
    state = facility(0, area_type="region", area_id="XX-A", numerator=99.0)
    ward = facility(5, area_type="ward", numerator=1.0)
    table = rate_table(state, SMALL, LARGE, ward)
    assert area_types(table) == ["ward", "facility", "region"]
    assert lowest_area_type(table) == "ward"
    assert only_row(roll_up(table, "country"))["numerator"] == 1
    assert only_row(roll_up(table, "country", "facility"))["numerator"] == 20
    assert only_row(roll_up(table, "country", "region"))["numerator"] == 99


def test_indicators_periods_strata_and_sources_are_not_added_to_each_other() -> None:
    february = {"period_start": date(2022, 2, 1), "period_end": date(2022, 3, 1)}
    table = rate_table(SMALL, {**SMALL, "indicator": "xx-other"}, {**SMALL, **february},
                       {**SMALL, "stratum": "sex=F"}, {**SMALL, "source": "other"})  # fmt: skip
    rolled = roll_up(table, "country")
    assert rolled["numerator"].to_pylist() == [10.0] * 5


def test_rolled_up_twice_keeps_the_counts_of_the_first_time() -> None:
    table = rate_table(
        SMALL, LARGE, absent_row("suppressed", area_id="F3"),
        absent_row("not_reported", area_id="F4", region="XX-B"),
        facility(5, region="XX-B"),
    )  # fmt: skip
    twice = roll_up(roll_up(table, "region"), "country")
    assert counts(only_row(twice)) == (3, 1, 1)
    assert twice.equals(roll_up(table, "country"))


def test_a_region_in_which_nobody_reported_keeps_its_silence_in_the_country() -> None:
    table = rate_table(SMALL, absent_row("not_reported", area_id="F2", region="XX-B"))
    assert counts(only_row(roll_up(roll_up(table, "region"), "country"))) == (1, 0, 1)


def test_roundings_add_up_since_each_number_may_be_off() -> None:
    rounded = {"rounded_to": 5.0, "denominator": None}
    table = rate_table({**SMALL, **rounded}, {**LARGE, **rounded},
                       absent_row("suppressed", area_id="F3", **rounded))  # fmt: skip
    assert only_row(roll_up(table, "country"))["rounded_to"] == 10


def test_a_missing_region_is_bad_input_that_names_the_areas() -> None:
    table = rate_table(SMALL, *(facility(n, region=None) for n in range(2, 7)))
    with pytest.raises(BadInput, match="no region for F2, F3, F4 and 2 more: fill in the column"):
        roll_up(table, "region")


def test_no_region_is_needed_for_the_country_and_no_country_for_all() -> None:
    assert roll_up(rate_table(facility(1, region=None)), "country").num_rows == 1
    assert roll_up(rate_table(facility(1, region=None, country=None)), "all").num_rows == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [("multiplier", 100.0), ("definition", "v2"), ("definition", None),
     ("numerator_unit", "days"), ("denominator", None)],
)  # fmt: skip
def test_rows_that_are_counted_differently_cannot_be_added(column: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        roll_up(rate_table(SMALL, {**LARGE, column: value}), "country")
    assert refused.value.problems[0].column == column


@pytest.mark.parametrize(
    ("column", "value"), [("multiplier", 99_999.0), ("definition", "v9"), ("numerator_unit", None)]
)
def test_rows_without_a_number_do_not_say_how_the_sum_is_counted(
    column: str, value: object
) -> None:
    silent = absent_row("not_reported", area_id="F2", **{column: value})
    row = only_row(roll_up(rate_table(SMALL, silent), "country"))
    assert (row["multiplier"], row["definition"], row["numerator_unit"]) == (1000, "v1", "hours")


def test_other_definitions_in_other_periods_are_no_conflict() -> None:
    february = {"period_start": date(2022, 2, 1), "period_end": date(2022, 3, 1)}
    rolled = roll_up(rate_table(SMALL, {**SMALL, **february, "definition": "v2"}), "country")
    assert rolled["definition"].to_pylist() == ["v1", "v2"]


@pytest.mark.parametrize(
    ("to", "from_type", "words"),
    [("country", "ward", "no rows of area type ward: use one of facility"),
     ("region", "facility", None), ("region", "country", "no rows of area type country")],
)  # fmt: skip
def test_which_areas_can_be_added(to: str, from_type: str, words: str | None) -> None:
    if words is None:
        assert roll_up(rate_table(SMALL), to, from_type).num_rows == 1
        return
    with pytest.raises(BadInput, match=words):
        roll_up(rate_table(SMALL), to, from_type)


def test_nothing_is_rolled_down() -> None:
    with pytest.raises(BadInput, match="region does not lie above country"):
        roll_up(rate_table({"area_type": "country"}), "region")


def test_floats_add_up_to_the_nearest_number_in_any_order() -> None:
    tenths = [facility(n, numerator=0.1) for n in range(10)]
    assert only_row(roll_up(rate_table(*tenths), "country"))["numerator"] == 1.0


def test_numbers_too_large_to_add_are_bad_input() -> None:
    with pytest.raises(BadInput, match="too large"):
        roll_up(rate_table({**SMALL, "numerator": 1e308}, {**LARGE, "numerator": 1e308}), "country")
