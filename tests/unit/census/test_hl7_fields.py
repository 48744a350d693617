"""Signs between fields, escape sequences, nulls; and what the library must not be trusted with."""

from __future__ import annotations

import pytest

from openward.census.hl7_adt import read_adt
from openward.census.movements import Movement
from openward.problems import BadInput
from tests.adt_messages import PARIS, adt


def one(text: str) -> Movement:
    (movement,) = read_adt(text, PARIS).movements
    return movement


def sentences(text: str) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read_adt(text, PARIS)
    return refused.value.sentences()


@pytest.mark.parametrize("signs", ["|^~\\&", "#!%*$", "!@:;,", "&^~\\|"])
def test_any_five_different_signs_do(signs: str) -> None:
    identifiers = "9^^^X&Y^NH~4711^^^HOSP^MR"
    assert one(adt("A01", {"PID-3": identifiers}, signs)) == one(adt())


@pytest.mark.parametrize(
    "begin",
    ["MSH|^~\\^|", "MSH|^~|", "MSH||||||", "MSH|^~\\&#|", "MSH", "MSH|", "MSH|^~\\&"],
)
def test_a_header_without_five_different_signs_is_refused(begin: str) -> None:
    (sentence,) = sentences(begin + "\r" + adt().split("\r", 1)[1])
    assert sentence.startswith("1:MSH: MSH-1 and MSH-2 are not five different signs")


@pytest.mark.parametrize(
    ("came", "meant"),
    [(r"A\F\B", "A|B"), (r"A\S\B", "A^B"), (r"A\R\B", "A~B"), (r"A\T\B", "A&B"), (r"A\E\B", "A\\B"),
     (r"A\XC389\B", "AÉB"), (r"A\XC9\B", "AÉB"), (r"A\.br\B", "A B"), (r"A\.sp3\B", "A B"),
     (r"\H\AB\N\ ", "AB"), ("A\\B", "A\\B"), ("  A \xa0 B ", "A B")],
)  # fmt: skip
def test_escape_sequences(came: str, meant: str) -> None:
    assert one(adt("A01", {"PID-5": came})).name == meant


def test_a_local_number_may_hold_a_sign() -> None:
    assert one(adt("A01", {"PID-3": r"47\T\11"})).local_number == "47&11"


@pytest.mark.parametrize("code", ["Q", "C2842", "X1", "XZZ", "", "Zlocal", ".br.br"])
def test_other_sequences_are_refused_with_their_field(code: str) -> None:
    (sentence,) = sentences(adt("A01", {"PID-5": f"A\\{code}\\B"}))
    assert sentence.startswith("3:PID-5: an escape sequence that cannot be read (value A")


def test_a_billion_blanks_are_one() -> None:
    assert one(adt("A01", {"PID-5": r"A\.sk1000000000\B"})).name == "A B"


def test_nothing_of_a_message_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(0), pytest.raises(BadInput):
        read_adt(adt("A01", {"PID-5": r"TEST\Q\\XZZ\\.spX\^PERSON"}), PARIS)
    assert not caplog.records


@pytest.mark.parametrize("number", ["PID-3", "PV1-3", "MSH-10", "EVN-2", "MSH-9"])
@pytest.mark.parametrize("value", ["", '""'])
def test_what_is_needed_must_stand_there(number: str, value: str) -> None:
    (sentence,) = sentences(adt("A01", {number: value, "EVN-1": ""}))
    assert f":{number}: " in sentence


@pytest.mark.parametrize("name", ["EVN", "PID", "PV1"])
def test_a_segment_that_is_missing_or_twice_is_named(name: str) -> None:
    lines = adt().split("\r")
    (line,) = [line for line in lines if line.startswith(name)]
    missing = "\r".join(other for other in lines if other != line)
    assert sentences(missing)[0].startswith(f"1:{name}-0: the message has no {name}")
    twice = "\r".join([*lines[:4], line])
    assert sentences(twice) == [
        f"5:{name}: a second {name} in one message; an MSH may have been lost: "
        "begin each message with MSH"
    ]


def test_a_segment_with_other_signs_is_refused() -> None:
    assert sentences(adt().replace("PID|", "PID#"))[0].startswith(
        "3:PID: a segment whose fields are not separated by |"
    )


@pytest.mark.parametrize(("field", "longest"), [("PID-3", 64), ("PV1-3", 64), ("PID-5", 200)])
def test_a_value_that_is_too_long_is_cut_in_the_sentence(field: str, longest: int) -> None:
    (sentence,) = sentences(adt("A01", {field: "x" * 5_000}))
    assert f":{field}: 5,000 characters, where at most {longest} can be meant" in sentence
    assert len(sentence) < 250


def test_a_segment_as_long_as_a_book_is_refused() -> None:
    (sentence,) = sentences(adt("A01", {"PID-11": "x" * 200_000}))
    assert sentence.startswith("3:PID: a segment of 200,")


def test_segments_that_are_not_read_may_be_long() -> None:
    assert one(adt() + "OBX|1|ED|PHOTO||" + "x" * 200_000 + "\r") == one(adt())


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\ud800"])
def test_control_characters_are_refused(sign: str) -> None:
    (sentence,) = sentences(adt("A01", {"PID-5": f"A{sign}B"}))
    assert sentence.startswith("3:PID-5: a control character (value A")
    assert sentence.isprintable()
