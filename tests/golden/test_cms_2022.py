"""The figures of CMS for 2022 against the publisher's own State and National files."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from openward.cli.main import app
from openward.exchange.imported import Imported
from openward.exchange.us_cms_ipfqr import import_files
from openward.rates.rollup import roll_up
from openward.rates.value import half_up, values
from tests.rate_tables import rate_table

INDICATORS = ("us-hbips-2", "us-hbips-3")


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "us_cms_ipfqr_2022"


@pytest.fixture(scope="module")
def checks(shared_data: Path) -> dict[str, dict[str, str]]:
    with (shared_data / "published_checks.csv").open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def facilities(folder: Path) -> Imported:
    return import_files([folder / "IPFQR_QualityMeasures_Facility.csv"])


@pytest.fixture(scope="module")
def states(folder: Path) -> list[dict[str, str]]:
    """The State file, read by nothing of ours."""
    path = folder / "IPFQR_QualityMeasures_State.csv"
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def printed(table: pa.Table) -> dict[tuple[str, str], str]:
    """(indicator, area) → rate at two decimals."""
    keys = zip(table["indicator"].to_pylist(), table["area_id"].to_pylist(), strict=True)
    return {key: half_up(rate, 2) for key, rate in zip(keys, values(table), strict=True)}


def test_every_facility_of_the_file_gives_rows(facilities: Imported) -> None:
    statuses = Counter(zip(facilities.table["indicator"].to_pylist(),
                           facilities.table["status"].to_pylist(), strict=True))  # fmt: skip
    for indicator in INDICATORS:
        assert statuses[indicator, "reported"] == 1_393
        assert statuses[indicator, "not_reported"] == 1_491 - 1_393
    assert len(set(facilities.table["area_id"].to_pylist())) == 1_491


def test_footnotes_5_and_7_are_not_reported(folder: Path, facilities: Imported) -> None:
    path = folder / "IPFQR_QualityMeasures_Facility.csv"
    with path.open(encoding="utf-8-sig") as file:
        footnotes = {
            row["Facility ID"]: row["HBIPS-2 Overall Footnote"] for row in csv.DictReader(file)
        }
    silent = facilities.table.filter(pc.equal(facilities.table["status"], "not_reported"))
    found = Counter(footnotes[area] for area in set(silent["area_id"].to_pylist()))
    assert found == {"5": 73, "7": 25}


def test_patient_days_of_the_country_are_exact(facilities: Imported) -> None:
    hours = roll_up(facilities.table, "country")["denominator"].to_pylist()
    assert hours == [24_821_432 * 24] * 2


def test_rates_of_the_country(facilities: Imported) -> None:
    assert printed(roll_up(facilities.table, "country")) == {
        ("us-hbips-2", "US"): "0.32", ("us-hbips-3", "US"): "0.35",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("check", "hours", "published"),
    [("CMS22-N2", 193_245.95, 193_246.73), ("CMS22-N3", 206_328.73, 206_329.37)],
)
def test_hours_of_the_country_are_within_an_hour_of_the_published_ones(
    check: str, hours: float, published: float, facilities: Imported,
    checks: dict[str, dict[str, str]],
) -> None:  # fmt: skip
    assert f"num {published}" in checks[check]["expected"]
    row = int(check[-1]) - 2
    found = roll_up(facilities.table, "country")["numerator"][row].as_py()
    assert found == hours
    assert abs(found - published) <= 1.0


def test_all_52_state_denominators(facilities: Imported, states: list[dict[str, str]]) -> None:
    rolled = roll_up(facilities.table, "region")
    published = {
        (f"us-hbips-{m}", f"US-{s['State']}"): int(s[f"S HBIPS-{m} Overall Den"]) * 24
        for s in states
        for m in (2, 3)
    }
    keys = zip(rolled["indicator"].to_pylist(), rolled["area_id"].to_pylist(), strict=True)
    found = dict(zip(keys, rolled["denominator"].to_pylist(), strict=True))
    assert len(states) == 52
    assert found == published


def test_all_104_state_rates(facilities: Imported, states: list[dict[str, str]]) -> None:
    published = {
        (f"us-hbips-{m}", f"US-{s['State']}"): Decimal(s[f"S HBIPS-{m} Overall Rate Per 1000"])
        for s in states
        for m in (2, 3)
    }
    found = {
        key: Decimal(rate) for key, rate in printed(roll_up(facilities.table, "region")).items()
    }
    assert len(published) == 104
    assert found == published


def test_washington_seclusion(facilities: Imported) -> None:
    rolled = roll_up(facilities.table, "region")
    chosen = pc.and_(
        pc.equal(rolled["area_id"], "US-WA"), pc.equal(rolled["indicator"], INDICATORS[1])
    )
    (row,) = rolled.filter(chosen).to_pylist()
    assert (row["numerator"], row["denominator"]) == (58_170.18, 368_875 * 24)
    assert printed(rolled)[INDICATORS[1], "US-WA"] == "6.57"


def test_the_publishers_own_levels_agree_with_each_other(folder: Path) -> None:
    found = import_files([folder / f"IPFQR_QualityMeasures_{level}.csv"
                          for level in ("State", "National")])  # fmt: skip
    assert found.warnings == []
    country = found.table.filter(pc.equal(found.table["area_type"], "country"))
    rolled = roll_up(found.table, "country", "region")
    assert country["denominator"].to_pylist() == rolled["denominator"].to_pylist()
    assert printed(country) == printed(rolled)
    assert country["numerator"].to_pylist() == [193_246.73, 206_329.37]


def test_the_mean_of_rates_is_in_no_output(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rates = tmp_path / "rates.csv"
    facility = folder / "IPFQR_QualityMeasures_Facility.csv"
    commands = [["import", "us-cms-ipfqr", str(facility), "-o", str(rates)], ["check", str(rates)]]
    commands += [["rollup", str(rates), "--to", to] for to in ("region", "country", "all")]
    for words in commands:
        app(words, standalone_mode=False)
    out, err = capsys.readouterr()
    numbers = [cell for line in out.splitlines() for cell in line.split(",")]
    assert len(numbers) > 1_000
    for mean in ("0.3375", "0.3634"):
        assert not [cell for cell in numbers if cell.startswith(mean)]
        assert mean not in err


def test_the_mean_of_rates_would_be_another_number(facilities: Imported) -> None:
    reported = facilities.table.filter(pc.equal(facilities.table["status"], "reported"))
    means = []
    for indicator in INDICATORS:
        rates = values(reported.filter(pc.equal(reported["indicator"], indicator)))
        means.append(half_up(rates.mean(), 2))
    assert means == ["0.34", "0.36"]  # what must not be taken for 0.32 and 0.35


def test_the_one_doubt_of_the_year(facilities: Imported) -> None:
    assert facilities.warnings == [
        "110073: 23 patient-days in a year are hardly possible for one facility"
    ]


def test_the_file_of_the_veterans_hospitals_is_not_taken_for_another(folder: Path) -> None:
    with pytest.raises(ValueError, match="not a CMS IPFQR facility, state or national file"):
        import_files([folder / "VA_IPF.csv"])


@pytest.mark.parametrize(
    ("check", "hours_and_days", "rate", "rounded"),
    [("HBIPS-EX1", (0.5, 88), "0.2367", "0.24"), ("HBIPS-EX2", (1.5, 88), "0.7102", "0.71"),
     ("HBIPS-EX3", (0.25, 1156), "0.0090", "0.01")],
)  # fmt: skip
def test_published_worked_examples(
    check: str, hours_and_days: tuple[float, int], rate: str, rounded: str,
    checks: dict[str, dict[str, str]],
) -> None:  # fmt: skip
    hours, days = hours_and_days
    assert rate.rstrip("0") in checks[check]["expected"]
    assert rounded in checks[check]["expected"]
    (value,) = values(rate_table({"numerator": hours, "denominator": days * 24.0}))
    assert half_up(value, 4) == rate
    assert half_up(value, 2) == rounded
