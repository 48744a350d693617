"""Columns as codes say the same as the columns themselves."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from openward.coded import TEXT, coded, codes_of, each_row, recoded, values_of

PIECES = (["b", None, "a"], ["a", "c"])
AS_CODES = pa.DictionaryArray.from_arrays(pa.array([0, None, 1], pa.int8()), ["b", "b"])
COLUMNS = {
    "plain": pa.chunked_array(PIECES),
    "a dictionary of each piece": pa.chunked_array([pa.array(p).cast(TEXT) for p in PIECES]),
    "one value twice": pa.chunked_array([AS_CODES]),
    "no piece": pa.chunked_array([], TEXT),
    "no row": pa.chunked_array([[]], pa.string()),
    "only nulls": pa.chunked_array([pa.nulls(2, TEXT)]),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_codes_are_equal_exactly_where_the_values_are(name: str) -> None:
    column = COLUMNS[name]
    made = coded(column)
    assert made.to_pylist() == column.to_pylist()
    pairs = set(zip(codes_of(made).tolist(), column.to_pylist(), strict=True))
    assert len({code for code, _ in pairs}) == len({value for _, value in pairs}) == len(pairs)
    assert len(values_of(made)) == len(set(values_of(made).to_pylist()))


def test_what_is_found_out_of_a_value_goes_to_its_rows() -> None:
    column = coded(COLUMNS["a dictionary of each piece"])
    found = each_row(column, pc.utf8_upper(values_of(column)))
    assert found.to_pylist() == ["B", None, "A", "A", "C"]


@pytest.mark.parametrize("others", [["x", "y", "z"], ["x", "x", "y"], ["x", None, "y"]])
def test_other_values_may_fall_together_or_be_none(others: list[str | None]) -> None:
    column = coded(COLUMNS["plain"])
    place = dict(zip(values_of(column).to_pylist(), others, strict=True))
    made = recoded(column, pa.array(others))
    assert made.to_pylist() == [place.get(value) for value in column.to_pylist()]
    assert coded(made).chunk(0).dictionary.equals(values_of(made))
