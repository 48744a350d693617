"""CSV and Parquet hold the same table; what a file lacks is said in words."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openward.problems import BadInput
from openward.rates.files import csv_text, read, read_csv, read_parquet, shortest, write
from openward.rates.schema import CODED_SCHEMA, SCHEMA
from tests.rate_tables import HEADER, absent_row, cells_csv, rate_table

MANY_KINDS = rate_table(
    {"area_name": 'Spital "Am Steinhof", Wien 病院', "area_id": "007", "numerator": 0.1 + 0.2},
    absent_row("suppressed", area_id="F2", rounded_to=5.0),
    absent_row("not_reported", area_id="F3", denominator=None, definition=None, region=None),
    absent_row("not_applicable", area_id="F4", country=None, numerator_unit=None),
    {"area_id": "F5", "numerator": 0.0, "stratum": "age=18-64;sex=F"},
)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_what_is_written_reads_back_the_same(tmp_path: Path, ending: str) -> None:
    write(MANY_KINDS, tmp_path / f"rates.{ending}")
    assert read(tmp_path / f"rates.{ending}").table.equals(MANY_KINDS)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_texts_left_as_codes_are_the_same_table(tmp_path: Path, ending: str) -> None:
    write(MANY_KINDS, tmp_path / f"rates.{ending}")
    found = read(tmp_path / f"rates.{ending}", texts_coded=True).table
    assert found.schema == CODED_SCHEMA
    assert found.to_pylist() == MANY_KINDS.to_pylist()


@pytest.mark.parametrize("codes", [pa.int8(), pa.int32()])
def test_a_parquet_file_of_codes_in_pieces_reads_as_texts(
    tmp_path: Path, codes: pa.DataType
) -> None:
    area = MANY_KINDS.column_names.index("area_id")
    coded = MANY_KINDS["area_id"].cast(pa.dictionary(codes, pa.string()))
    pq.write_table(
        MANY_KINDS.set_column(area, "area_id", coded), tmp_path / "r.parquet", row_group_size=2
    )
    assert read(tmp_path / "r.parquet").table.equals(MANY_KINDS)


def test_counts_of_areas_survive_a_round_trip() -> None:
    table = rate_table({"areas_reported": 3, "areas_suppressed": 0, "areas_not_reported": 2})
    assert read_csv(csv_text(table).encode(), "f").table.equals(table)


def test_counts_of_areas_are_no_columns_of_a_table_that_was_not_rolled_up() -> None:
    assert "areas_reported" not in csv_text(MANY_KINDS)


def test_numbers_are_written_in_shortest_form_and_absent_ones_are_empty() -> None:
    lines = csv_text(MANY_KINDS).splitlines()
    assert ",0.30000000000000004,1000,1000,reported," in lines[1]
    assert ",,1000,1000,suppressed,test,5," in lines[2]
    assert ",,,1000,not_reported,test,,,XX,,hours" in lines[3]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0, "0"), (24821432.0, "24821432"), (0.1, "0.1"), (193245.95, "193245.95"),
     (1e15, "1000000000000000.0"), (1e22, "1e+22"), (5e-324, "5e-324"), (2**53 + 2.0,
     "9007199254740994.0")],
)  # fmt: skip
def test_shortest_forms(number: float, text: str) -> None:
    assert shortest(number) == text
    assert float(text) == number


def test_leading_zeros_of_identifiers_are_kept() -> None:
    assert read_csv(cells_csv(area_id="010001").encode(), "f").table["area_id"][0].as_py() == (
        "010001"
    )


def test_required_columns_are_enough_and_may_stand_in_any_order() -> None:
    lines = cells_csv().splitlines()
    turned = "\n".join(",".join(reversed(line.split(","))) for line in lines)
    assert read_csv(turned.encode(), "f").table.equals(read_csv(cells_csv().encode(), "f").table)


def test_unknown_columns_are_left_out_and_said() -> None:
    found = read_csv(cells_csv(remark="x").encode(), "f.csv")
    assert found.notes == ["f.csv: the column 'remark' is not known and was left out"]
    assert found.table.schema == SCHEMA


def test_all_missing_columns_are_named_with_what_was_found() -> None:
    with pytest.raises(BadInput, match="area_type, source are missing; found indicator") as bad:
        read_csv(HEADER.replace("area_type,", "").replace(",source", "").encode() + b"\n", "f")
    assert bad.value.problems[0].row == 1


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [("numerator", "1,5", "not a number"), ("numerator", "five", "not a number"),
     ("multiplier", "", "not a number"), ("period_start", "01/01/2022", "not a day"),
     ("period_start", "", "not a day"), ("period_end", "2022-02-30", "not a day"),
     ("denominator", "1 000", "not a number")],
)  # fmt: skip
def test_a_cell_of_another_type_is_named(column: str, cell: str, what: str) -> None:
    text = cells_csv(**{column: f'"{cell}"' if "," in cell else cell})
    with pytest.raises(BadInput, match=what) as bad:
        read_csv(text.encode(), "f")
    (problem,) = bad.value.problems
    assert (problem.row, problem.column, problem.value) == (2, column, cell)


def test_all_bad_cells_are_named_in_the_order_of_the_rows() -> None:
    lines = cells_csv(numerator="x").splitlines()
    later = cells_csv(area_id="F2", period_start="y").splitlines()[1]
    with pytest.raises(BadInput) as bad:
        read_csv("\n".join([*lines, "", later]).encode(), "f")
    assert [(p.row, p.column) for p in bad.value.problems] == [
        (2, "numerator"), (4, "period_start"),
    ]  # fmt: skip


def test_json_holds_one_object_per_row(tmp_path: Path) -> None:
    write(MANY_KINDS, tmp_path / "rates.json")
    rows = json.loads((tmp_path / "rates.json").read_text(encoding="utf-8"))
    assert (rows[0]["period_start"], rows[0]["numerator"]) == ("2022-01-01", 0.1 + 0.2)
    assert (rows[1]["status"], rows[1]["numerator"]) == ("suppressed", None)


@pytest.mark.parametrize(
    ("name", "words"),
    [("rates.xlsx", "written as .xlsx: end the path with .csv or .parquet or .json"),
     ("rates", "a file without ending"), ("none/rates.csv", "cannot be written"),
     ("none/rates.parquet", "cannot be written")],
)  # fmt: skip
def test_where_a_table_cannot_be_written(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        write(MANY_KINDS, tmp_path / name)


def parquet_of(table: pa.Table) -> bytes:
    out = pa.BufferOutputStream()
    pq.write_table(table, out)
    return out.getvalue().to_pybytes()


def test_parquet_with_an_empty_cell_where_a_value_is_needed() -> None:
    table = rate_table({}).set_column(11, "source", pa.array([None], pa.string()))
    with pytest.raises(BadInput, match=r"f\.parquet:source: empty cells"):
        read_parquet(parquet_of(table), "f.parquet")


@pytest.mark.parametrize("array", [pa.array([[1.0]]), pa.array(["many"]), pa.array([b"\xff"])])
def test_parquet_with_a_column_of_another_type(array: pa.Array) -> None:
    table = rate_table({}).set_column(7, "numerator", array)
    with pytest.raises(BadInput, match="a column has another type") as bad:
        read_parquet(parquet_of(table), "f.parquet")
    assert len(bad.value.sentences()[0].splitlines()) == 1


def test_parquet_with_two_columns_of_one_name() -> None:
    table = rate_table({}).append_column("status", pa.array(["reported"]))
    with pytest.raises(BadInput, match="f:status: two columns have the same name"):
        read_parquet(parquet_of(table), "f")


def test_parquet_rows_count_from_one_and_keep_every_rule() -> None:
    with pytest.raises(BadInput, match=r"f:1:numerator: not a number of 0 or more \(value -1\)"):
        read_parquet(parquet_of(rate_table({"numerator": -1.0})), "f")


def test_a_packed_table_with_too_many_rows_is_refused_before_it_is_unpacked() -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(MANY_KINDS, sink)
    data = sink.getvalue().to_pybytes()
    count = MANY_KINDS.num_rows
    assert read_parquet(data, "f.parquet", most_rows=count).table.num_rows == count
    with pytest.raises(BadInput, match="use the command line for large tables"):
        read_parquet(data, "f.parquet", most_rows=count - 1)
