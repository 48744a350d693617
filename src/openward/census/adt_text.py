"""The text of HL7 v2 messages: characters, envelopes, and where one message ends.

Chapter 2 of the standard: a segment ends with a carriage return; line feeds and both together are
read too, and so are the framing characters of MLLP. A batch is `[FHS] { [BHS] { messages } [BTS] }
[FTS]`. What python-hl7 has for files is not used: it splits lines at characters that may stand
inside a name, forgets the rows, and writes what it does not understand into the log, names and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openward.census.values import Unreadable, refuse_other_files
from openward.problems import BadInput, Problem, shown

LINE_END = re.compile(r"\r\n|\r|\n")
FRAMING = "\x0b\x1c \t"
BYTE_ORDER_MARK = "\ufeff"
SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}(?![A-Za-z0-9 ])")
ENVELOPE = {"FHS": "FTS", "BHS": "BTS"}
AROUND = (*ENVELOPE, *ENVELOPE.values())
SIGN = r"[!-/:-@\[-`{-~]"
#: MSH-1 and the four signs of MSH-2, then MSH-1 again.
HEADER = re.compile(rf"MSH({SIGN})({SIGN}{{4}})\1")
#: HL7 table 0211 (v2.3 to v2.6), as Python calls them. What is not named here is not guessed.
CHARACTER_SETS = {f"8859/{number}": f"iso8859-{number}" for number in (*range(1, 10), 15)}
FIRST_HEADER = re.compile(rb"(?:^|[\r\n\x0b])MSH([^\r\n]{9,})")
CUT_OFF = "get the whole file; it may be cut off"


@dataclass(frozen=True, slots=True)
class Line:
    """One segment. row counts the lines of the file from 1."""

    row: int
    text: str

    @property
    def name(self) -> str:
        return self.text[:3]


def text_of(data: bytes, file: str = "") -> str:
    """The text of a file of messages: UTF-8, or the character set that its first MSH-18 names.

    UTF-8 goes first: what is valid UTF-8 and not ASCII is hardly anything else, and many senders
    name a set that they do not use.

    Raises
    ------
    BadInput
        Another kind of file, or bytes that are neither.
    """
    refuse_other_files(data, "HL7 text", "send the messages as UTF-8", file)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return _in_named_set(data, error, file)


def _in_named_set(data: bytes, error: UnicodeDecodeError, file: str) -> str:
    named = _named_set(data)
    try:
        return data.decode(CHARACTER_SETS[named])
    except (KeyError, UnicodeDecodeError):
        row = len(LINE_END.findall(data[: error.start].decode("latin-1"))) + 1
        value = data[error.start : error.start + 1].hex()
        said = shown(named) or "none"
        what = f"a byte that is neither UTF-8 nor of the set that MSH-18 names ({said})"
        remedy = "send UTF-8, or name the set in MSH-18, as in 8859/1"
        raise BadInput(Problem(what, remedy, row, value=value), file) from None


def _named_set(data: bytes) -> str:
    """The first repetition of MSH-18 in the first header; nothing where there is none."""
    found = FIRST_HEADER.search(data)
    if found is None:
        return ""
    header = found[1].decode("latin-1")
    fields = header[1:].split(header[0])  # the first of them is MSH-2
    repetition = header[2]
    return fields[16].split(repetition)[0].strip() if len(fields) > 16 else ""


def messages_of(text: str, file: str = "") -> list[list[Line]]:
    """The segments of each message, the first of each an MSH; envelopes are checked and left out.

    Raises
    ------
    BadInput
        No message, a line that is no segment, or an envelope that does not close.
    """
    lines = list(_lines(text))
    if not lines:
        raise BadInput(Problem("the file is empty", "choose the file that holds messages"), file)
    problems = [*_no_segments(lines), *_open_envelopes(lines)]
    if problems:
        raise BadInput(problems, file)
    messages: list[list[Line]] = []
    for line in lines:
        if line.name == "MSH":
            messages.append([line])
        elif line.name not in AROUND:
            messages[-1].append(line)
    return messages


def signs_of(line: Line) -> dict[str, str]:
    """MSH-1 and MSH-2 of a header, by the letters that stand for them in escape sequences: F field,
    S component, R repetition, E escape, T subcomponent."""
    found = HEADER.match(line.text)
    if found is None or len({found[1], *found[2]}) < 5:
        what = "MSH-1 and MSH-2 are not five different signs"
        raise Unreadable(what, r"begin the message with MSH|^~\&|")
    return dict(zip("FSRET", found[1] + found[2], strict=True))


def _lines(text: str) -> Iterator[Line]:
    for row, line in enumerate(LINE_END.split(text.removeprefix(BYTE_ORDER_MARK)), start=1):
        if stripped := line.strip(FRAMING):
            yield Line(row, stripped)


def _no_segments(lines: Sequence[Line]) -> Iterator[Problem]:
    for line in lines:
        if not SEGMENT.match(line.text):
            what = "a line that is no segment of HL7"
            yield Problem(what, "send segments only, one a line", line.row, value=line.text)
    first = next((line for line in lines if line.name not in AROUND), None)
    if first and first.name != "MSH" and SEGMENT.match(first.text):
        what = "a segment before the first MSH"
        yield Problem(what, "begin each message with MSH", first.row, value=first.name)


def _open_envelopes(lines: Sequence[Line]) -> Iterator[Problem]:
    """Headers without their end, and batches that hold another number of messages than they say."""
    for begins, ends in ENVELOPE.items():
        opened: Line | None = None
        held = 0
        for line in lines:
            held += line.name == "MSH"
            if opened and line.name in (begins, ends, "FTS"):
                yield from _miscounted(line, held) if line.name == ends else [_open(opened, ends)]
                opened = None
            if line.name == begins:
                opened, held = line, 0
        if opened:
            yield _open(opened, ends)


def _open(opened: Line, ends: str) -> Problem:
    return Problem(f"{opened.name} without the {ends} that ends it", CUT_OFF, opened.row)


def _miscounted(trailer: Line, held: int) -> Iterator[Problem]:
    """BTS-1 is the number of messages in the batch."""
    said = trailer.text[4:].split(trailer.text[3])[0].strip() if len(trailer.text) > 4 else ""
    if trailer.name == "BTS" and said.isdecimal() and int(said) != held:
        what = f"the batch holds {held:,} messages and says another number"
        yield Problem(what, CUT_OFF, trailer.row, "BTS-1", said)
