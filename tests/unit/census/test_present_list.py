"""Reading the list of who is present: header, delimiters, cells, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from openward.census.present_list import Present, read_present_list, text_of_list
from openward.problems import BadInput
from tests.adt_messages import PARIS

WHOLE = """local_number,ward_code,name,since,birth_year,sex
4711,PSY1,PERSON ONE TEST,2026-11-20 14:30,1980,F
4712,PSY2,,,,
"""


def read(text: str, wards: tuple[str, ...] | None = ("PSY1", "PSY2")) -> list[Present]:
    return read_present_list(text, PARIS, wards, file="list.csv")


def sentences(text: str) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read(text)
    return refused.value.sentences()


def test_a_list_is_read_whole() -> None:
    since = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
    assert read(WHOLE) == [
        Present("4711", "PSY1", "PERSON ONE TEST", since, 1980, "female", 2),
        Present("4712", "PSY2", None, None, None, "not_recorded", 3),
    ]


def test_a_file_is_utf_8_with_or_without_a_byte_order_mark() -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        assert read(text_of_list(WHOLE.encode(encoding))) == read(WHOLE)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04", "list.csv: this is a ZIP archive or an Excel workbook, not CSV text: save"),
        (WHOLE.encode("utf-16"), "list.csv: no CSV text, or text in UTF-16: save it as CSV UTF-8"),
        (b"a,b\n1,\xc9\n", "list.csv:2: a byte that is not UTF-8 (value c9): save it as CSV UTF-8"),
    ],
)
def test_other_files_are_named(data: bytes, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        text_of_list(data, "list.csv")
    assert refused.value.sentences()[0].startswith(says)


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    assert read(WHOLE.replace(",", delimiter).replace("\n", end)) == read(WHOLE)


@pytest.mark.parametrize(
    "header",
    ["Local number,WARD CODE", "LocalNumber , Ward-Code", "local_number,ward_code",
     '"local_number",ward_code'],
)  # fmt: skip
def test_names_of_columns_may_be_written_in_several_ways(header: str) -> None:
    assert [person.local_number for person in read(f"{header}\n4711,PSY1\n")] == ["4711"]


def test_order_other_columns_blank_lines_and_a_byte_order_mark_do_no_harm() -> None:
    (person,) = read("\ufeffdiagnosis,Ward code,local number,\n\nF20,PSY1, 0011 ,\n,,,\n")
    assert (person.local_number, person.ward_code, person.row) == ("0011", "PSY1", 3)


def test_a_quoted_name_may_hold_the_delimiter() -> None:
    (person,) = read('local_number,ward_code,name\n1,PSY1,"TEST, PERSON"\n')
    assert person.name == "TEST, PERSON"


def test_without_a_list_of_wards_no_ward_is_refused() -> None:
    assert read("local_number,ward_code\n1,X\n", None)[0].ward_code == "X"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",PSY1,,,,", "local_number: nothing stands here"),
        ("1,,,,,", "ward_code: nothing stands here"),
        (
            "1,PSY3,,,,",
            "ward_code: a ward that is not known here (value PSY3): use one of PSY1, PSY2",
        ),
        ("1,psy1,,,,", "ward_code: a ward that is not known here (value psy1)"),
        ("1.23E+05,PSY1,,,,", "local_number: a number that a spreadsheet has shortened"),
        ('"1,2E+11",PSY1,,,,', "local_number: a number that a spreadsheet has shortened"),
        ("1,PSY1,,20.11.2026,,", "since: not a moment (value 20.11.2026): write it as 2026-03-01"),
        ("1,PSY1,,2026-03-29 02:30,,", "since: a time that the clocks of Europe/Paris left out"),
        ("1,PSY1,,,80,", "birth_year: not a year of birth (value 80): write it as 1970"),
        ("1,PSY1,,,1066,", "birth_year: a year of birth before 1850"),
        ("1,PSY1,,,,W", "sex: a sex that is not in HL7 table 0001 (value W)"),
        ("1,PSY1,A\x1bB,,,", "name: a control character (value A\\x1bB)"),
        ("1,PSY1", " 2 cells where the header has 6"),
        ("1,PSY1,,,,,7", " 7 cells where the header has 6"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_row(row: str, says: str) -> None:
    (sentence,) = sentences(f"{WHOLE}{row}\n")
    assert sentence.startswith(f"list.csv:4:{says}")
    assert sentence.isprintable()


def test_a_person_twice_is_named_with_both_rows() -> None:
    assert sentences(f"{WHOLE}4711,PSY2,,,,\n") == [
        "list.csv:4:local_number: the same person as in row 2 (value 4711): keep one"
    ]


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff", "local_number,ward_code\n"])
def test_an_empty_list_must_be_said(text: str) -> None:
    assert sentences(text)[0].startswith("list.csv: the list is empty")
    assert read_present_list(text, PARIS, nobody=True) == []


def test_nobody_and_somebody_contradict_each_other() -> None:
    with pytest.raises(BadInput, match="the list names people, and it was said that nobody is"):
        read_present_list(WHOLE, PARIS, nobody=True)
    with pytest.raises(BadInput, match="the column local_number is missing"):
        read_present_list("4711,PSY1", PARIS, nobody=True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "number,ward_code\n1,PSY1\n",
            "list.csv:1: the column local_number is missing; found number",
        ),
        (
            "4711,PSY1\n4712,PSY1\n",
            "list.csv:1: the column local_number is missing; found 4711, PSY1",
        ),
        ("local_number,Local Number,ward_code\n1,2,PSY1\n", "list.csv:1:local_number: two columns"),
        ('local_number,ward_code\n1,"PSY1\n', "list.csv:2: a quotation mark that does not close"),
        (
            f"local_number,ward_code\n1,{'x' * 200_000}\n",
            "list.csv:2:ward_code: 200,000 characters",
        ),
        ('local_number,ward_code\n1,"PS"Y1\n', "list.csv:2: a quotation mark that does not"),
    ],
)
def test_what_is_no_list_is_said(text: str, says: str) -> None:
    assert sentences(text)[0].startswith(says)
