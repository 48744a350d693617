"""Cells that disagree or cannot be: one line each, the facility first, nothing mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from openward.exchange.imported import Imported
from tests.cms_files import ABSENT, cms_csv, cms_state_csv

ImportCms = Callable[[str | bytes], Imported]
HOURS, DAYS, RATE = "HBIPS-2 Overall Num", "HBIPS-2 Overall Den", "HBIPS-2 Overall Rate Per 1000"
OTHER_DAYS = "HBIPS-3 Overall Den"
#: 3 hours in 1,000 days are 0.125 per 1,000 patient-hours: exactly a half in the third decimal.
A_HALF = {HOURS: "3", DAYS: "1000"}


def test_a_file_that_agrees_with_itself_gives_no_warning(import_cms: ImportCms) -> None:
    assert import_cms(cms_csv()).warnings == []


def test_a_half_is_rounded_up(import_cms: ImportCms) -> None:
    assert import_cms(cms_csv({**A_HALF, RATE: "0.13"})).warnings == []


def test_a_half_that_was_rounded_down_is_said(import_cms: ImportCms) -> None:
    found = import_cms(cms_csv({**A_HALF, RATE: "0.12", "Facility ID": "454100"}))
    assert found.warnings == [
        "454100: HBIPS-2 is published as 0.12, but its hours and days give 0.13"
    ]


@pytest.mark.parametrize(
    ("hours", "days", "rate", "agrees"),
    [
        ("2.99", "1000", "0.12", True),  # 0.12458…
        ("2.99", "1000", "0.13", False),
        ("8.28", "10000", "0.03", True),  # 0.0345, in binary a little less
        ("0.12", "1000", "0.01", True),  # 0.005 exactly
        ("0.12", "1000", "0.00", False),
        ("0.11", "1000", "0", True),
        ("24.12", "1000", "1.01", True),  # 1.005 exactly
        ("24.12", "1000", "1.00", False),
        ("24.12", "1000", "1.005", False),  # published to another number of decimals
        ("60", "10000", "0.250", True),
        ("58170.18", "368875", "6.57", True),
        ("0", "1000", "0.00", True),
        ("0", "1000", "0.01", False),
        ("1e300", "1000", "0.01", False),
    ],
)
def test_rates_are_compared_exactly_at_two_decimals_half_up(
    hours: str, days: str, rate: str, agrees: bool, import_cms: ImportCms
) -> None:
    cells = {HOURS: hours, DAYS: days, RATE: rate}
    warnings = import_cms(cms_csv(cells)).warnings
    assert any("is published as" in line for line in warnings) is not agrees


def test_nothing_is_mended(import_cms: ImportCms) -> None:
    row = import_cms(cms_csv({**A_HALF, RATE: "9.99"})).table.to_pylist()[0]
    assert (row["numerator"], row["denominator"]) == (3, 24_000)


def test_a_rate_without_hours_or_hours_without_a_rate_cannot_disagree(
    import_cms: ImportCms,
) -> None:
    assert import_cms(cms_csv({**ABSENT, RATE: "0.5"})).warnings == []
    assert import_cms(cms_csv({RATE: "Not Available"})).warnings == []


@pytest.mark.parametrize(
    ("days", "possible"),
    [("29", False), ("30", True), ("549000", True), ("549001", False), ("0", False)],
)
def test_days_of_a_year_that_can_hardly_be(
    days: str, possible: bool, import_cms: ImportCms
) -> None:
    cells = {"Facility ID": "110073", HOURS: "0", RATE: "Not Available", DAYS: days,
             OTHER_DAYS: days}  # fmt: skip
    lines = import_cms(cms_csv(cells)).warnings
    assert len(lines) == (0 if possible else 1)  # both measures share their days
    assert all(line.startswith("110073: ") and "hardly possible" in line for line in lines)


def test_short_periods_and_whole_states_may_have_other_days(import_cms: ImportCms) -> None:
    month = {"End Date": "01/31/2022", HOURS: "0", RATE: "0", DAYS: "29", OTHER_DAYS: "29"}
    assert import_cms(cms_csv(month)).warnings == []
    state = {HOURS: "0", RATE: "0", DAYS: "9000000", OTHER_DAYS: "9000000"}
    assert import_cms(cms_state_csv(state)).warnings == []


def test_hours_without_days_are_not_reported_and_said(import_cms: ImportCms) -> None:
    found = import_cms(cms_csv({DAYS: "Not Available"}))
    assert found.table["status"].to_pylist() == ["not_reported", "reported"]
    assert found.table["numerator"][0].as_py() is None
    assert found.warnings == [
        "010001: HBIPS-2 has hours and no patient-days, so it is taken as not reported"
    ]


def test_more_hours_than_everybody_was_there_are_said(import_cms: ImportCms) -> None:
    at_most = {HOURS: "24000", DAYS: "1000", RATE: "1000"}
    assert import_cms(cms_csv(at_most)).warnings == []
    (line,) = import_cms(cms_csv(at_most | {HOURS: "24000.24", RATE: "1000.01"})).warnings
    assert line == "010001: HBIPS-2 has more hours than all persons were there"


def test_a_state_is_named_by_its_code(import_cms: ImportCms) -> None:
    lines = import_cms(cms_state_csv({"State": "WA", RATE: "9"})).warnings
    assert [line.split(":")[0] for line in lines] == ["US-WA"]


def test_hours_without_a_single_day_are_said_and_make_no_rate(import_cms: ImportCms) -> None:
    found = import_cms(cms_csv({HOURS: "3", DAYS: "0", RATE: "Not Available"}))
    assert "010001: HBIPS-2 has hours and no patient-days, so it is taken as not reported" in (
        found.warnings
    )
    restraint = found.table.to_pylist()[0]
    assert (restraint["status"], restraint["numerator"]) == ("not_reported", None)


def test_no_hours_in_no_days_stays_a_reported_row_without_a_value(import_cms: ImportCms) -> None:
    restraint = import_cms(
        cms_csv({HOURS: "0", DAYS: "0", RATE: "Not Available"})
    ).table.to_pylist()[0]
    assert (restraint["status"], restraint["numerator"]) == ("reported", 0.0)
