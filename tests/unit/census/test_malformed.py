"""Hundreds of mutilated files of messages: each is read whole, or refused in clear sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.census.adt_text import LINE_END, text_of
from openward.census.hl7_adt import read_adt
from openward.problems import BadInput
from tests.adt_messages import PARIS
from tests.conftest import ROOT
from tests.malformed.adt import HARMS

SOUND = sorted((ROOT / "tests" / "golden" / "data" / "adt").glob("*.hl7"))


def outcome(data: bytes) -> str:
    """What became of a file: `read`, or `refused` in sentences that were looked at."""
    try:
        text = text_of(data, "a.hl7")
        found = read_adt(text, PARIS, "a.hl7")
    except BadInput as refused:
        for sentence in refused.sentences():
            assert sentence.isprintable()
            assert sentence.startswith("a.hl7")
            assert len(sentence) < 300
        return "refused"
    messages = sum(line.strip("\x0b\x1c \t\ufeff")[:3] == "MSH" for line in LINE_END.split(text))
    assert len(found.movements) + sum(found.not_used.values()) == messages
    return "read"


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("file", SOUND, ids=lambda path: path.name)
def test_every_message_of_a_mutilated_file_is_used_counted_or_named(file: Path, harm: str) -> None:
    outcomes = [outcome(data) for data in HARMS[harm](file.read_bytes())]
    assert len(outcomes) > 5
    assert "refused" in outcomes


def test_a_message_whose_header_is_lost_is_never_taken_for_the_one_before() -> None:
    data = (ROOT / "tests" / "golden" / "data" / "adt" / "v231.hl7").read_bytes()
    headless = data.replace(data.split(b"\r")[4] + b"\r", b"")
    with pytest.raises(BadInput, match="a second EVN in one message; an MSH may have been lost"):
        read_adt(text_of(headless), PARIS)
