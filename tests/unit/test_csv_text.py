"""CSV from outside: what is read, what is refused, and where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.csv_text import LONGEST_CELL, MOST_COLUMNS, parse, read_file
from openward.problems import BadInput


def rows_of(data: bytes) -> list[tuple[str, ...]]:
    table = parse(data, "f.csv").table
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def refusal(data: bytes) -> list[str]:
    with pytest.raises(BadInput) as refused:
        parse(data, "f.csv")
    return refused.value.sentences()


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,2\n",
        b"a,b\n1,2",
        b"a,b\r\n1,2\r\n",
        b"\xef\xbb\xbfa,b\n1,2\n",
        b" a , b\t\n1,2\n",
        b"\n\na,b\n\n1,2\n\n",
        b'"a","b"\n"1","2"\n',
    ],
)
def test_the_same_cells_in_every_harmless_form(data: bytes) -> None:
    assert parse(data, "f.csv").table.column_names == ["a", "b"]
    assert rows_of(data) == [("1", "2")]


def test_blanks_around_cells_are_removed_and_blanks_inside_kept() -> None:
    cells = parse("a,b\n\u00a0 x y\t,2\n".encode(), "f.csv")
    assert cells.column("a").to_pylist() == ["x y"]


def test_quoted_cells_may_hold_commas_quotation_marks_and_line_breaks() -> None:
    assert rows_of(b'a,b\n"1,""2""\n3",4\n') == [('1,"2"\n3', "4")]


def test_a_header_may_hold_a_line_break() -> None:
    cells = parse(b'"a\nx",b\n1,2\n3,4\n', "f.csv")
    assert cells.table.column_names == ["a\nx", "b"]
    assert cells.table.num_rows == 2
    assert cells.row(0) == 2


def test_an_empty_cell_is_an_empty_string_and_no_word_means_null() -> None:
    assert rows_of(b"a,b\n,NA\nnull,NaN\n") == [("", "NA"), ("null", "NaN")]


def test_a_header_alone_has_no_rows() -> None:
    assert rows_of(b"a,b\n") == rows_of(b"a,b") == []


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    cells = parse(b'\na,b\n\n1,2\n"3\n4",5\n6,7\n', "f.csv")
    assert [cells.row(index) for index in range(3)] == [4, 5, 6]


def test_a_file_without_a_header_gets_names_and_keeps_its_first_row() -> None:
    cells = parse(b"1,2\n3,4\n", "f.csv", ("x", "y"))
    assert cells.column("x").to_pylist() == ["1", "3"]
    assert [cells.row(0), cells.row(1)] == [1, 2]


def test_rows_of_unequal_length_are_named_each() -> None:
    lines = refusal(b"a,b\n1\n\n1,2\n1,2,3\n")
    assert [line.split(": ")[:2] for line in lines] == [
        ["f.csv:2", "1 cells where the header has 2"],
        ["f.csv:5", "3 cells where the header has 2"],
    ]


def test_a_lone_carriage_return_is_a_line_end_not_a_crash() -> None:
    assert refusal(b"a,b\n1,2\r3\n")[0].startswith("f.csv:3: 1 cells where the header has 2")


def test_the_place_of_a_byte_that_is_not_utf_8() -> None:
    assert refusal(b"a,b\n1,2\n1,M\xfcnchen\n") == [
        "f.csv:3: a byte that is not UTF-8 (value fc): save it as CSV UTF-8"
    ]


def test_as_many_columns_as_can_be_meant_and_one_more() -> None:
    header = ",".join(f"c{number}" for number in range(MOST_COLUMNS))
    assert len(parse(f"{header}\n".encode(), "f.csv").table.column_names) == MOST_COLUMNS
    assert "1,001 columns" in refusal(f"{header},x\n".encode())[0]


def test_as_long_a_cell_as_can_be_meant_and_one_longer() -> None:
    assert rows_of(b"a,b\n1," + b"x" * LONGEST_CELL)[0][1] == "x" * LONGEST_CELL
    cells = parse(b"a,b\n1,2\n1," + b"x" * (LONGEST_CELL + 1), "f.csv")
    with pytest.raises(BadInput) as refused:
        cells.column("b")
    assert refused.value.sentences() == [
        "f.csv:3:b: a cell of 100,001 characters, where at most 100,000 can be meant: "
        "check that the file is whole"
    ]


def test_unnamed_columns_are_no_repeated_name() -> None:
    assert parse(b"a,,\n1,2,3\n", "f.csv").table.column_names == ["a", "", ""]


def test_a_repeated_name_matters_only_for_a_column_that_is_asked_for() -> None:
    cells = parse(b"a,b,b\n1,2,3\n", "f.csv")
    assert cells.column("a").to_pylist() == ["1"]
    with pytest.raises(BadInput, match=r"f\.csv:1:b: two columns have the same name"):
        cells.column("b")


def test_a_missing_file_and_a_folder_are_bad_input(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "none.csv", "no such file"), (tmp_path, "a folder")):
        with pytest.raises(BadInput, match=words) as refused:
            read_file(path)
        assert refused.value.file == str(path)
