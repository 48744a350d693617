"""What the columns of CMS files are called, whatever the year and level."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from openward.exchange.imported import Imported
from openward.exchange.us_cms_ipfqr import import_files
from openward.exchange.us_cms_ipfqr.layout import layout_of
from openward.problems import BadInput
from tests.cms_files import CELLS, NAMES_2018, cms_csv, cms_state_csv

ImportCms = Callable[[str | bytes], Imported]


def test_a_facility_gives_one_row_per_measure_in_hours_and_patient_hours(
    import_cms: ImportCms,
) -> None:
    restraint, seclusion = import_cms(cms_csv()).table.to_pylist()
    assert (restraint["indicator"], seclusion["indicator"]) == ("us-hbips-2", "us-hbips-3")
    assert (restraint["numerator"], restraint["denominator"]) == (60, 10_000 * 24)
    assert (restraint["multiplier"], restraint["numerator_unit"]) == (1000, "hours")
    assert (restraint["area_id"], restraint["area_name"]) == ("010001", "FIRST HOSPITAL")
    assert (restraint["country"], restraint["region"]) == ("US", "US-AL")
    assert (restraint["period_start"], restraint["period_end"]) == (
        date(2022, 1, 1), date(2023, 1, 1),
    )  # fmt: skip


def test_the_columns_of_2018_give_the_same_table(import_cms: ImportCms) -> None:
    today = import_cms(cms_csv()).table
    assert import_cms(cms_csv(names=NAMES_2018)).table.equals(today)


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda name: f"  {name} \t"])
def test_blanks_and_letter_case_of_the_header_do_not_matter(
    change: Callable[[str], str], import_cms: ImportCms
) -> None:
    padded = cms_csv(names={name: change(name) for name in CELLS})
    assert import_cms(padded).table.equals(import_cms(cms_csv()).table)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Facility ID", "Provider ID"), ("Facility ID", "CCN"), ("Facility Name", "Provider Name"),
     ("Start Date", "Measure Start Date"), ("End Date", "HBIPS_End_Date"),
     ("HBIPS-2 Overall Num", "HBIPS 2 Overall Num"),
     ("HBIPS-2 Overall Num", "hbips-2_overall_num")],
)  # fmt: skip
def test_other_names_of_one_column(old: str, new: str, import_cms: ImportCms) -> None:
    assert import_cms(cms_csv(names={old: new})).table.equals(import_cms(cms_csv()).table)


def test_a_byte_order_mark_is_no_part_of_the_first_name(import_cms: ImportCms) -> None:
    with_mark = b"\xef\xbb\xbf" + cms_csv().encode()
    assert import_cms(with_mark).table.equals(import_cms(cms_csv()).table)


def test_a_state_file_gives_regions(import_cms: ImportCms) -> None:
    table = import_cms(cms_state_csv({"State": "WA"}, {"State": "PR"})).table
    rows = table.to_pylist()[::2]
    assert [(r["area_type"], r["area_id"], r["area_name"]) for r in rows] == [
        ("region", "US-WA", "Washington"), ("region", "US-PR", "Puerto Rico"),
    ]  # fmt: skip


def test_the_state_file_of_2018_has_underscores(import_cms: ImportCms) -> None:
    header, row, _ = cms_state_csv().split("\n")
    assert "S HBIPS-2 Overall Den" in header
    table = import_cms(f"{header.replace(' ', '_')}\n{row}\n").table
    assert table["denominator"][0].as_py() == 240_000


def test_a_national_file_gives_the_country(import_cms: ImportCms) -> None:
    text = cms_state_csv(drop=("State",)).replace("S HBIPS", "N HBIPS")
    row = import_cms(text).table.to_pylist()[0]
    assert (row["area_type"], row["area_id"], row["area_name"], row["region"]) == (
        "country", "US", "United States", None,
    )  # fmt: skip


def test_a_file_with_one_of_the_two_measures_gives_that_one(import_cms: ImportCms) -> None:
    only_seclusion = cms_csv(names={name: f"x {name}" for name in CELLS if "HBIPS-2" in name})
    assert import_cms(only_seclusion).table["indicator"].to_pylist() == ["us-hbips-3"]


def test_a_file_without_footnote_columns_is_read(import_cms: ImportCms) -> None:
    names = {name: f"other {name}" for name in CELLS if "Footnote" in name}
    text = cms_csv({"HBIPS-2 Overall Num": "Not Available"}, names=names)
    assert import_cms(text).table["status"].to_pylist() == ["not_reported", "reported"]


@pytest.mark.parametrize(
    "gone", ["State", "Facility ID", "Facility Name", "Start Date", "End Date"]
)
def test_another_layout_says_what_was_expected_and_what_was_found(gone: str) -> None:
    names = [name for name in CELLS if name != gone]
    with pytest.raises(BadInput, match=r"expected Facility ID.*; found .*, …: download") as refused:
        layout_of(names, "f.csv")
    assert refused.value.problems[0].row == 1


def test_the_long_layout_of_the_veterans_hospitals_is_another_one() -> None:
    names = ["Facility ID", "Facility Name", "State", "Measure ID", "Score", "Sample",
             "Start Date", "End Date"]  # fmt: skip
    with pytest.raises(BadInput, match="not a CMS IPFQR facility, state or national file"):
        layout_of(names, "VA_IPF.csv")


def test_three_levels_in_one_go_stand_in_one_table(tmp_path: Path) -> None:
    texts = [cms_csv(), cms_state_csv(), cms_state_csv(drop=("State",))]
    paths = [tmp_path / f"{number}.csv" for number in range(3)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    found = import_files(paths)
    assert found.table["area_type"].to_pylist() == ["facility"] * 2 + ["region"] * 2 + [
        "country"] * 2  # fmt: skip
    assert len(found.notes) == 3


def test_one_file_given_twice_is_bad_input_that_names_the_path_as_given(tmp_path: Path) -> None:
    path = tmp_path / "facility.csv"
    path.write_text(cms_csv())
    with pytest.raises(BadInput) as refused:
        import_files([path, path])
    assert refused.value.sentences()[0].startswith(
        f"{path}: 2 of its figures stand in {path} too, the first is us-hbips-2 of 010001"
    )
