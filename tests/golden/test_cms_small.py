"""A made-up facility file from import to country, with the sums done by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.exchange.imported import Imported
from openward.exchange.us_cms_ipfqr import import_files
from openward.rates.rollup import roll_up
from openward.rates.value import half_up, values
from tests.conftest import ROOT

FILE = ROOT / "tests" / "data" / "cms_small_facility.csv"


@pytest.fixture(scope="module")
def imported() -> Imported:
    return import_files([Path(FILE)])


def test_six_facilities_give_twelve_rows(imported: Imported) -> None:
    assert imported.table.num_rows == 12
    assert imported.table["area_id"].to_pylist()[::2] == [
        "010001", "010002", "020001", "020002", "02003F", "050001",
    ]  # fmt: skip


def test_what_is_reported_suppressed_not_reported_and_not_applicable(imported: Imported) -> None:
    statuses = imported.table["status"].to_pylist()
    assert statuses[::2] == ["reported", "reported", "not_reported", "suppressed", "reported",
                             "not_applicable"]  # fmt: skip
    assert statuses[1::2] == ["reported", "reported", "not_reported", "not_reported", "reported",
                              "reported"]  # fmt: skip


def test_the_two_doubts_name_their_facilities(imported: Imported) -> None:
    assert imported.warnings == [
        "02003F: HBIPS-2 is published as 0.12, but its hours and days give 0.13",
        "050001: 23 patient-days in a year are hardly possible for one facility",
    ]


def test_the_country_is_the_ratio_of_sums(imported: Imported) -> None:
    restraint, seclusion = roll_up(imported.table, "country").to_pylist()
    assert (restraint["numerator"], restraint["denominator"]) == (64.5, 11_500 * 24)
    assert (seclusion["numerator"], seclusion["denominator"]) == (60.0, 11_523 * 24)
    rates = [half_up(rate, 2) for rate in values(roll_up(imported.table, "country"))]
    assert rates == ["0.23", "0.22"]  # 64.5 h in 276,000 h; 60 h in 276,552 h


def test_the_states_say_who_is_behind_their_numbers(imported: Imported) -> None:
    rows = [r for r in roll_up(imported.table, "region").to_pylist() if r["indicator"][-1] == "2"]
    found = {
        r["area_id"]: (r["status"], r["areas_reported"], r["areas_suppressed"],
                       r["areas_not_reported"])
        for r in rows
    }  # fmt: skip
    assert found == {
        "US-AL": ("reported", 2, 0, 0),
        "US-AK": ("reported", 1, 1, 1),
        "US-CA": ("not_applicable", 0, 0, 0),
    }
