"""What the cells of CMS files hold: numbers, words for none, footnotes, days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from openward.exchange.imported import Imported
from openward.problems import BadInput
from tests.cms_files import ABSENT, cms_csv

ImportCms = Callable[[str | bytes], Imported]
HOURS, DAYS = "HBIPS-2 Overall Num", "HBIPS-2 Overall Den"
RATE, FOOTNOTE = "HBIPS-2 Overall Rate Per 1000", "HBIPS-2 Overall Footnote"


@pytest.mark.parametrize(
    "cell", ["Not Available", "not available", "Not Applicable", "N/A", "", "-", "--", "–", "—",
             " – ", "  Not Available  "],
)  # fmt: skip
def test_every_word_for_no_number_is_no_number(cell: str, import_cms: ImportCms) -> None:
    row = import_cms(cms_csv({RATE: cell, HOURS: cell, DAYS: cell})).table.to_pylist()[0]
    assert (row["numerator"], row["denominator"], row["status"]) == (None, None, "not_reported")


@pytest.mark.parametrize(
    ("footnote", "status"),
    [("1", "suppressed"), ("4", "suppressed"), ("5", "not_reported"), ("7", "not_reported"),
     ("12", "not_applicable"), ("", "not_reported"), ("2, 12", "not_applicable"),
     ("5, 1", "suppressed"), (" 4 ", "suppressed"), ("14", "not_reported")],
)  # fmt: skip
def test_footnotes_say_what_an_absent_number_means(
    footnote: str, status: str, import_cms: ImportCms
) -> None:
    text = cms_csv({**ABSENT, FOOTNOTE: footnote, "HBIPS-3 Overall Footnote": "5"})
    assert import_cms(text).table["status"].to_pylist() == [status, "not_reported"]


@pytest.mark.parametrize("footnote", ["1", "5", "7", "2, 20"])
def test_a_number_that_is_there_is_reported_whatever_the_footnote(
    footnote: str, import_cms: ImportCms
) -> None:
    row = import_cms(cms_csv({FOOTNOTE: footnote})).table.to_pylist()[0]
    assert (row["numerator"], row["status"]) == (60, "reported")


def test_zero_hours_are_a_reported_zero(import_cms: ImportCms) -> None:
    row = import_cms(cms_csv({HOURS: "0.00", RATE: "0.00"})).table.to_pylist()[0]
    assert (row["numerator"], row["status"]) == (0.0, "reported")


@pytest.mark.parametrize(
    ("cell", "days"), [("12,345", 12_345), ("1,234,567", 1_234_567), ("12345.0", 12_345)]
)
def test_thousands_may_be_separated(cell: str, days: int, import_cms: ImportCms) -> None:
    row = import_cms(cms_csv({DAYS: cell})).table.to_pylist()[0]
    assert row["denominator"] == days * 24


def test_blank_padded_cells_are_read(import_cms: ImportCms) -> None:
    text = cms_csv({"Facility ID": " 010001 ", HOURS: " 60 ", "State": " AL\u00a0",
                    "Start Date": " 01/01/2022 "})  # fmt: skip
    assert import_cms(text).table.equals(import_cms(cms_csv()).table)


def test_days_may_be_iso_days(import_cms: ImportCms) -> None:
    text = cms_csv({"Start Date": "2022-01-01", "End Date": "2022-12-31"})
    assert import_cms(text).table.equals(import_cms(cms_csv()).table)


def test_the_last_day_lies_inside_the_period(import_cms: ImportCms) -> None:
    table = import_cms(cms_csv({"End Date": "02/28/2022"})).table
    assert table["period_end"][0].as_py() == date(2022, 3, 1)


def test_every_facility_gives_rows_and_leading_zeros_and_letters_stay(
    import_cms: ImportCms,
) -> None:
    text = cms_csv({"Facility ID": "010001"}, {"Facility ID": "00000A", **ABSENT},
                   {"Facility ID": "454100"})  # fmt: skip
    found = import_cms(text)
    assert found.table["area_id"].to_pylist() == ["010001"] * 2 + ["00000A"] * 2 + ["454100"] * 2
    assert found.notes[0].endswith(
        "3 areas; HBIPS-2 1 not_reported, 2 reported; HBIPS-3 1 not_reported, 2 reported"
    )


def test_the_same_facility_in_two_periods_gives_two_figures(import_cms: ImportCms) -> None:
    text = cms_csv({}, {"Start Date": "01/01/2021", "End Date": "12/31/2021"})
    assert import_cms(text).table.num_rows == 4


@pytest.mark.parametrize(
    ("change", "column", "what"),
    [
        ({HOURS: "-1"}, HOURS, "not a number of 0 or more"),
        ({HOURS: "1,5"}, HOURS, "not a number of 0 or more"),
        ({HOURS: "NaN"}, HOURS, "not a number of 0 or more"),
        ({DAYS: "inf"}, DAYS, "not a number of 0 or more"),
        ({DAYS: "1e400"}, DAYS, "not a number of 0 or more"),
        ({RATE: "0.3*"}, RATE, "not a number of 0 or more"),
        ({"State": "Alabama"}, "State", "not a state"),
        ({"Facility ID": ""}, "Facility ID", "the cell is empty"),
        ({"Start Date": "2022"}, "Start Date", "not a day"),
        ({"End Date": "02/30/2022"}, "End Date", "not a day"),
        ({"End Date": "12/31/9999"}, "End Date", "not a day"),
        ({"End Date": "12/31/2020"}, "End Date", "ends before it starts"),
        ({"Facility ID": "F2"}, "Facility ID", "the same area and period as row 2"),
        ({"Facility Name": "=1+1"}, "area_name", "formula"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_row(
    change: dict[str, str], column: str, what: str, import_cms: ImportCms
) -> None:
    good = {"Facility ID": "F2"}
    with pytest.raises(BadInput, match=what) as refused:
        import_cms(cms_csv(good, {"Facility ID": "F3", **change}))
    (problem,) = refused.value.problems
    assert (problem.row, problem.column) == (3, column)


def test_all_bad_cells_are_named_in_the_order_of_the_rows(import_cms: ImportCms) -> None:
    with pytest.raises(BadInput) as refused:
        import_cms(cms_csv({DAYS: "x"}, {"Facility ID": "F2", "State": "x"},
                           {"Facility ID": "F3", HOURS: "-1"}))  # fmt: skip
    assert [problem.row for problem in refused.value.problems] == [2, 3, 4]


def test_a_header_without_rows_is_bad_input(import_cms: ImportCms) -> None:
    with pytest.raises(BadInput, match="a header and no rows"):
        import_cms(cms_csv().split("\n")[0])
