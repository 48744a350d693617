"""England, September to December 2021, counted from the extracts by nothing of ours."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pyarrow.compute as pc
import pytest

from openward.exchange.imported import Imported
from openward.exchange.uk_nhs_mhsds import import_files
from openward.rates.rollup import roll_up

CODES = {"rstr": "gb-mhs-76", "beds": "gb-mhs-24", "sect": "gb-mhs-09"}
MONTHS = {f"2021-{month:02}" for month in (9, 10, 11, 12)}

Cells = dict[tuple[str, str], dict[str, str]]


@pytest.fixture(scope="module")
def paths(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "uk_nhs_mhsds_2021_22").glob("*.csv"))


@pytest.fixture(scope="module")
def imported(paths: list[Path]) -> Imported:
    return import_files(paths)


@pytest.fixture(scope="module")
def cells(paths: list[Path]) -> Cells:
    """(code, month) → provider → cell, as in the files."""
    found: Cells = defaultdict(dict)
    for path in paths:
        with path.open(encoding="utf-8-sig") as file:
            for day, provider, _, value in csv.reader(file):
                month = f"{datetime.strptime(day, '%d/%m/%Y'):%Y-%m}"  # noqa: DTZ007
                found[CODES[path.name[:4]], month][provider] = value
    return found


def rows_of(imported: Imported) -> dict[tuple[str, str], dict[str, dict[str, object]]]:
    found: dict[tuple[str, str], dict[str, dict[str, object]]] = defaultdict(dict)
    for row in imported.table.to_pylist():
        key = row["indicator"], f"{row['period_start']:%Y-%m}"
        found[key][row["area_name"]] = row
    return found


def test_three_measures_in_four_months(paths: list[Path], imported: Imported) -> None:
    assert len(paths) == 12
    assert set(rows_of(imported)) == {(code, month) for code in CODES.values() for month in MONTHS}
    assert imported.warnings == []


def test_each_cell_stands_in_the_table_as_it_was(cells: Cells, imported: Imported) -> None:
    rows = rows_of(imported)
    for key, providers in cells.items():
        for provider, cell in providers.items():
            row = rows[key][provider]
            expected = ("suppressed", None) if cell == "*" else ("reported", float(cell))
            assert (row["status"], row["numerator"]) == expected


def test_whoever_is_absent_did_not_report(cells: Cells, imported: Imported) -> None:
    everybody = {provider for providers in cells.values() for provider in providers}
    for key, rows in rows_of(imported).items():
        assert set(rows) == everybody
        silent = {name for name, row in rows.items() if row["status"] == "not_reported"}
        assert silent == everybody - set(cells[key])


def test_no_zero_was_published_and_none_was_made(cells: Cells, imported: Imported) -> None:
    published = [cell for providers in cells.values() for cell in providers.values()]
    assert published.count("0") == imported.table["numerator"].to_pylist().count(0.0) == 0


def test_the_numbers_of_files_and_providers(cells: Cells, imported: Imported) -> None:
    restraint = [len(cells["gb-mhs-76", month]) for month in sorted(MONTHS)]
    assert restraint == [52, 43, 42, 42]
    assert len(set(imported.table["area_id"].to_pylist())) == 329
    table = imported.table.filter(pc.equal(imported.table["indicator"], "gb-mhs-76"))
    statuses = table["status"].to_pylist()
    assert statuses.count("reported") + statuses.count("suppressed") == sum(restraint)


def test_every_number_is_a_multiple_of_5(imported: Imported) -> None:
    numbers = [n for n in imported.table["numerator"].to_pylist() if n is not None]
    assert all(number % 5 == 0 and number > 0 for number in numbers)


def test_the_silence_stays_visible_in_the_sum(cells: Cells, imported: Imported) -> None:
    rolled = roll_up(imported.table, "region").to_pylist()
    september = next(r for r in rolled if r["indicator"] == "gb-mhs-76")
    shown = [cell for cell in cells["gb-mhs-76", "2021-09"].values() if cell != "*"]
    assert september["numerator"] == sum(map(int, shown))
    assert september["areas_reported"] == len(shown)
    assert september["areas_suppressed"] == 52 - len(shown)
    assert september["areas_not_reported"] == 329 - 52
    assert september["rounded_to"] == 5 * len(shown)
