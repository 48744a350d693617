"""Tables as files: the same whether written in one piece or in many."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openward import table_files
from openward.coded import coded
from openward.table_files import csv_lines, write_table

TEXTS = ["a", 'b "c"', "d,e", "", "f\ng"]
TABLE = pa.table({
    "code": coded(pa.chunked_array([TEXTS])),
    "number": [0.1, 1e300, 2.0, None, 5e-324],
    "last": ["x", None, "y", "z", None],
})  # fmt: skip
LINES = 'code,number,last\na,0.1,x\n"b ""c""",1e+300,\n"d,e",2,y\n,,z\n"f\ng",5e-324,\n'


@pytest.mark.parametrize("rows_at_once", [1, 2, 5, 1000])
def test_rows_keep_their_order_in_however_many_pieces(
    rows_at_once: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(table_files, "ROWS_AT_ONCE", rows_at_once)
    write_table(TABLE, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().decode() == csv_lines(TABLE) == LINES


def test_a_table_without_rows_is_its_header() -> None:
    assert csv_lines(TABLE.slice(0, 0)) == "code,number,last\n"


def test_codes_are_texts_for_whoever_reads_the_parquet(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "t.parquet")
    found = pq.read_table(tmp_path / "t.parquet")
    assert found.schema.field("code").type == pa.string()
    assert found["code"].to_pylist() == TEXTS
