"""Dataset folders: what is written, what is read, and what is not overwritten."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openward.problems import BadInput
from openward.register.files import read_folder
from openward.register.schema import schema
from openward.register.tables import TABLES
from openward.register.writing import write_dataset

from .rows import table

HEADER = "leave_id,stay_id,kind,started_at,ended_at\n"


def read_leaves(folder: Path, row: str) -> dict[str, object]:
    (folder / "leaves.csv").write_text(f"{HEADER}{row}\n")
    read = read_folder(folder).files["leaves"]
    assert read.faults == []
    return dict(read.table.to_pylist()[0])


def test_moments_are_written_in_utc_with_t_and_z(tmp_path: Path) -> None:
    write_dataset({"leaves": table("leaves", {})}, tmp_path, "csv")
    assert (tmp_path / "leaves.csv").read_text() == (
        f"{HEADER}l1,s1,,2026-02-26T22:00:00Z,2026-02-27T08:00:00Z\n"
    )


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01T09:30:00+01:00",
        "2026-03-01 08:30Z",
        "2026-03-01T03:30:00-0500",
        " 2026-03-01T08:30:00Z ",
    ],
)
def test_a_moment_with_any_offset_is_kept_in_utc(written: str, tmp_path: Path) -> None:
    leave = read_leaves(tmp_path, f"l1,s1,,{written},")
    assert leave["started_at"] == datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    assert leave["ended_at"] is None


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_same_rows_are_the_same_bytes(ending: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_dataset({"leaves": table("leaves", {})}, tmp_path / folder, ending)
    one, two = ((tmp_path / folder / f"leaves.{ending}").read_bytes() for folder in ("one", "two"))
    assert one == two


def test_a_table_of_another_dataset_is_not_left_beside_ours(tmp_path: Path) -> None:
    write_dataset({"leaves": table("leaves", {})}, tmp_path)
    with pytest.raises(BadInput, match="tables of another dataset"):
        write_dataset({"stays": table("stays", {})}, tmp_path)
    write_dataset({"leaves": table("leaves", {}), "stays": table("stays", {})}, tmp_path)


def test_other_names_and_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="patients"):
        write_dataset({"patients": table("stays", {})}, tmp_path)
    with pytest.raises(ValueError, match="xlsx"):
        write_dataset({"stays": table("stays", {})}, tmp_path, "xlsx")


def test_other_arrow_types_of_the_same_values_are_read(tmp_path: Path) -> None:
    given = pa.table({
        "leave_id": pa.array([7], pa.int32()), "stay_id": pa.array(["s1"]).dictionary_encode(),
        "started_at": pa.array([1_000_000], pa.timestamp("us", "Europe/Ljubljana")),
        "kind": pa.array(["home"], pa.large_string()), "ended_at": pa.nulls(1),
    })  # fmt: skip
    pq.write_table(given, tmp_path / "leaves.parquet")
    read = read_folder(tmp_path).files["leaves"]
    assert read.faults == []
    assert read.table["leave_id"].to_pylist() == ["7"]
    assert read.table["started_at"].to_pylist() == [datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)]


@pytest.mark.parametrize("name", TABLES)
def test_a_header_alone_is_an_empty_table(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.csv").write_text(",".join(schema(name).names) + "\n")
    assert read_folder(tmp_path).tables[name].equals(schema(name).empty_table())


def test_the_schema_has_whole_seconds_in_utc_and_plain_types() -> None:
    types = {field.type for name in TABLES for field in schema(name)}
    assert types == {pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(),
                     pa.timestamp("s", tz="UTC")}  # fmt: skip
