"""What holds for every rate table."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.rates.combine import concatenate
from openward.rates.files import csv_text, read, read_csv, read_parquet, write
from openward.rates.rollup import roll_up
from openward.rates.schema import AREA_COUNTS
from openward.rates.validation import check
from openward.rates.value import half_up, values

from .tables import addable_tables, tables


@given(tables)
def test_csv_written_and_read_is_the_same_table(table: pa.Table) -> None:
    assert read_csv(csv_text(table).encode(), "f").table.equals(table)


@given(tables)
def test_csv_of_a_spreadsheet_reads_the_same(table: pa.Table) -> None:
    windows = "\ufeff" + csv_text(table).replace("\n", "\r\n")
    assert read_csv(windows.encode(), "f").table.equals(table)


@given(tables)
def test_parquet_written_and_read_is_the_same_table(table: pa.Table) -> None:
    out = io.BytesIO()
    pq.write_table(table, out)
    assert read_parquet(out.getvalue(), "f").table.equals(table)


@given(tables, st.sampled_from([".csv", ".parquet"]))
def test_files_on_disk_hold_the_same_table(table: pa.Table, ending: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"rates{ending}")
        write(table, path)
        assert read(path).table.equals(table)


def assert_same_sums(one: pa.Table, other: pa.Table) -> None:
    """Counts and days to the last digit; hours to the rounding of a double.

    In two steps the hours are rounded twice.
    """
    exact = ["indicator", "area_id", "status", "denominator", *AREA_COUNTS]
    assert one.select(exact).equals(other.select(exact))
    for column in (t["numerator"].to_numpy() for t in (one, other)):
        assert np.isnan(column).tolist() == one["numerator"].is_null().to_pylist()
    np.testing.assert_allclose(
        one["numerator"].to_numpy(), other["numerator"].to_numpy(), rtol=1e-14
    )


@given(addable_tables(), st.sampled_from(["country", "all"]))
def test_by_way_of_regions_or_straight_is_the_same(table: pa.Table, to: str) -> None:
    assert_same_sums(roll_up(roll_up(table, "region"), to), roll_up(table, to))


@given(addable_tables(), st.sampled_from(["region", "country", "all"]), st.randoms())
def test_the_order_of_rows_changes_nothing(table: pa.Table, to: str, random: object) -> None:
    order = list(range(table.num_rows))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert roll_up(table.take(order), to).equals(roll_up(table, to))


@given(addable_tables(), st.integers(1, 24))
def test_the_order_of_files_changes_nothing(table: pa.Table, cut: int) -> None:
    parts = [table.slice(0, cut), table.slice(cut)]
    one = concatenate(parts, ["a", "b"])
    other = concatenate(parts[::-1], ["b", "a"])
    assert one.equals(table)
    assert roll_up(one, "country").equals(roll_up(other, "country"))


@given(addable_tables())
def test_a_sum_is_valid_and_counts_every_area_once(table: pa.Table) -> None:
    rolled = roll_up(table, "all")
    check(rolled)
    counted = sum(sum(rolled[name].to_pylist()) for name in AREA_COUNTS)
    assert counted == sum(s != "not_applicable" for s in table["status"].to_pylist())


@given(addable_tables())
def test_a_rate_of_sums_lies_between_the_rates_that_are_in_it(table: pa.Table) -> None:
    one = table.filter(pa.compute.equal(table["indicator"], "xx-a"))
    rates = values(one) if one.num_rows else np.array([np.nan])
    if np.isnan(rates).all():
        return
    (rate,) = values(roll_up(one, "all"))
    assert np.nanmin(rates) * (1 - 1e-12) <= rate <= np.nanmax(rates) * (1 + 1e-12)


def half_up_by_fractions(value: Fraction, decimals: int) -> Fraction:
    """The same rule in exact arithmetic, for values of 0 or more."""
    return Fraction((value * 10**decimals + Fraction(1, 2)).__floor__(), 10**decimals)


@given(st.integers(0, 10**9), st.integers(0, 6), st.integers(0, 4))
def test_half_up_agrees_with_exact_fractions(digits: int, places: int, decimals: int) -> None:
    exact = Decimal(digits).scaleb(-places)
    expected = half_up_by_fractions(Fraction(digits, 10**places), decimals)
    assert Fraction(half_up(exact, decimals)) == expected
    assert Fraction(half_up(digits / 10**places, decimals)) == expected


@given(st.floats(0, 1e15), st.integers(0, 6))
def test_half_up_of_a_float_is_that_of_its_shortest_decimal(value: float, decimals: int) -> None:
    printed = half_up(value, decimals)
    assert Fraction(printed) == half_up_by_fractions(Fraction(repr(value)), decimals)
    assert len(printed.partition(".")[2]) == decimals


@pytest.mark.parametrize("half", ["0.005", "0.015", "2.675", "1.005", "999999.995"])
def test_halves_go_up_even_where_binary_fractions_lie_below(half: str) -> None:
    expected = half_up_by_fractions(Fraction(half), 2)
    assert Fraction(half_up(float(half), 2)) == expected > Fraction(half)
