"""What holds for every dataset: files lose nothing, and rows are held to the rules of files."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.problems import BadInput
from openward.register.dataset import Dataset
from openward.register.errors import errors
from openward.register.files import read_folder
from openward.register.intervals import holder_of, starts_within_an_earlier
from openward.register.rows import rows, table_of
from openward.register.schema import schema
from openward.register.tables import TABLES
from openward.register.writing import write_dataset

from .datasets import names, rows_of


def arrow(name: str, found: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(found, schema=schema(name))


@given(names().flatmap(lambda n: st.tuples(st.just(n), st.lists(rows_of(n), max_size=5))),
       st.sampled_from(["csv", "parquet"]))  # fmt: skip
def test_a_table_written_and_read_is_the_same(
    named: tuple[str, list[dict[str, Any]]], ending: str
) -> None:
    name, found = named
    table = arrow(name, found)
    with TemporaryDirectory() as folder:
        write_dataset({name: table}, Path(folder), ending)
        read = read_folder(Path(folder))
    assert read.files[name].faults == [] == read.notes
    assert read.tables[name].equals(table)


@given(names().flatmap(lambda n: st.tuples(st.just(n), rows_of(n))))
def test_a_row_is_refused_if_and_only_if_a_file_with_it_is(
    named: tuple[str, dict[str, Any]],
) -> None:
    name, row = named
    refused = bool(errors(Dataset({name: arrow(name, [row])})))
    fields = {column.field: row[column.name] for column in TABLES[name].columns.values()}
    if refused:
        with pytest.raises(BadInput):
            TABLES[name].row(**fields)
    else:
        made = TABLES[name].row(**fields)
        assert rows(name, table_of(name, [made])) == [made]


@given(rows_of("measures"))
def test_a_measure_is_refused_if_and_only_if_a_file_with_it_is(row: dict[str, Any]) -> None:
    """Most random measures are refused; those of one kind and a fitting end are not."""
    fitting = {"end_state": "running", "ended_at": None, "kind": "seclusion"}
    for cells in (row, row | fitting, row | fitting | {"technique": None}):
        test_a_row_is_refused_if_and_only_if_a_file_with_it_is.hypothesis.inner_test(
            ("measures", cells)
        )


intervals = st.lists(
    st.tuples(st.integers(-1, 2), st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=12
)


def columns_of(found: list[tuple[int, int, int | None]]) -> list[np.ndarray]:
    groups, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return [
        np.array(groups, dtype=np.int64), np.array(starts, dtype=np.float64),
        np.array([np.inf if end is None else end for end in ends], dtype=np.float64),
    ]  # fmt: skip


@given(intervals)
def test_an_interval_starts_within_an_earlier_one_as_by_looking_at_all_pairs(
    found: list[tuple[int, int, int | None]],
) -> None:
    groups, starts, ends = columns_of(found)
    answer = starts_within_an_earlier(groups, starts, ends)
    for i, holder in enumerate(answer.tolist()):
        before = [
            j for j in range(len(found))
            if groups[j] == groups[i] >= 0 and starts[i] < ends[j]
            and (starts[j], j) < (starts[i], i)
        ]  # fmt: skip
        assert (holder >= 0) == bool(before)
        assert holder < 0 or holder in before


@given(intervals, st.lists(st.tuples(st.integers(-1, 2), st.integers(0, 9)), max_size=8))
def test_the_holder_of_a_moment_is_the_last_that_began(
    found: list[tuple[int, int, int | None]], asked: list[tuple[int, int]]
) -> None:
    others, starts, _ = columns_of(found)
    groups, moments = (np.array([a[k] for a in asked], dtype=np.int64) for k in (0, 1))
    answer = holder_of(groups, moments.astype(float), others, starts)
    for i, holder in enumerate(answer.tolist()):
        began = [
            starts[j] for j in range(len(found))
            if others[j] == groups[i] >= 0 and starts[j] <= moments[i]
        ]  # fmt: skip
        assert (holder >= 0) == bool(began)
        assert holder < 0 or (starts[holder] == max(began) and others[holder] == groups[i])
