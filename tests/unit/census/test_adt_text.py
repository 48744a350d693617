"""The text of messages: characters, line ends, framing, envelopes."""

from __future__ import annotations

import pytest

from openward.census.adt_text import messages_of, text_of
from openward.census.hl7_adt import read_adt
from openward.problems import BadInput
from tests.adt_messages import PARIS, adt

BATCH = "FHS|^~\\&|PAS\rBHS|^~\\&|PAS\r{}BTS|{}\rFTS|1\r"


def numbers(text: str) -> list[str]:
    return [movement.local_number for movement in read_adt(text, PARIS).movements]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\r\r", "\n\n", " \r\n"])
def test_segments_may_end_in_several_ways(end: str) -> None:
    assert numbers((adt() + adt("A03")).replace("\r", end)) == ["4711", "4711"]


@pytest.mark.parametrize(
    "text",
    [f"\x0b{adt()}\x1c\r\x0b{adt()}\x1c\r", f"\x0b{adt()}\x1c\x0b{adt()}\x1c", f"\ufeff{adt() * 2}",
     (adt() * 2).strip(), f"\n\n  {adt() * 2}", f"{adt()}\x1c\r\n{adt()}\x1c\r\n"],
)  # fmt: skip
def test_framing_blank_lines_and_byte_order_marks_do_no_harm(text: str) -> None:
    assert numbers(text) == ["4711", "4711"]


def test_envelopes_are_left_out() -> None:
    assert numbers(BATCH.format(adt() * 2, 2)) == ["4711", "4711"]
    assert numbers(BATCH.format(adt() * 2, "")) == ["4711", "4711"]


def test_a_batch_without_messages_says_that_nothing_happened() -> None:
    assert numbers(BATCH.format("", 0)) == []


def test_rows_are_those_of_the_file() -> None:
    first, second = messages_of(BATCH.format(f"{adt()}\r\r{adt()}", 2))
    assert [line.row for line in first] == [3, 4, 5, 6]
    assert [line.row for line in second] == [9, 10, 11, 12]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file is empty"),
        (" \r\n \x0b\x1c", "the file is empty"),
        ("hello", "1: a line that is no segment of HL7 (value hello)"),
        (adt()[4:], "1: a line that is no segment"),
        ("PID|1\r" + adt(), "1: a segment before the first MSH (value PID)"),
        (BATCH.format(adt(), 2), "7:BTS-1: the batch holds 1 messages and says another number"),
        (BATCH.format(adt(), 1)[:-7], "1: FHS without the FTS that ends it"),
        ("BHS|^~\\&\r" + adt(), "1: BHS without the BTS that ends it"),
        ("BHS|^~\\&\r" + BATCH.format(adt(), 1)[12:], "1: BHS without the BTS"),
        ("FHS|^~\\&\rBHS|^~\\&\rFTS\r", "2: BHS without the BTS"),
        (adt() + "continued from above\r" + adt(), "5: a line that is no segment"),
    ],
)
def test_what_is_no_file_of_messages_is_said(text: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        messages_of(text)
    assert refused.value.sentences()[0].startswith(says)


def test_utf_8_goes_before_the_set_that_is_named() -> None:
    text = adt("A01", {"PID-5": "TÉST^PERSON", "MSH-18": "8859/1"})
    assert text_of(text.encode()) == text


@pytest.mark.parametrize(
    ("named", "encoding", "name"),
    [("8859/1", "latin-1", "TÉST"), ("8859/2", "iso8859-2", "TĚST"),
     ("8859/5", "iso8859-5", "ТЕСТ"), ("8859/15", "iso8859-15", "T€ST"),
     ("8859/1~UNICODE UTF-8", "latin-1", "TÉST")],
)  # fmt: skip
def test_other_sets_are_read_where_msh_18_names_them(named: str, encoding: str, name: str) -> None:
    text = adt("A01", {"PID-5": name, "MSH-18": named})
    assert text_of(text.encode(encoding)) == text


@pytest.mark.parametrize("named", ["", "ASCII", "UNICODE UTF-8", "ISO IR87", "8859/99"])
def test_bytes_of_no_named_set_are_refused_with_their_row(named: str) -> None:
    data = adt("A01", {"PID-5": "TÉST", "MSH-18": named}).encode("latin-1")
    with pytest.raises(BadInput) as refused:
        text_of(data, "a.hl7")
    assert refused.value.sentences()[0].startswith("a.hl7:3: a byte that is neither UTF-8 nor")


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"PK\x03\x04abc", "a ZIP archive"), (b"%PDF-1.7", "a PDF"), (b"{}", "JSON"),
     (adt().encode("utf-16"), "UTF-16"), (adt().encode("utf-16-le"), "UTF-16")],
)  # fmt: skip
def test_other_kinds_of_files_are_named(data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        text_of(data)
