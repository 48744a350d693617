"""What one value of a message or a list may be: a number, a name, a year, a sex.

Both readers ask here, so that a list and a message are read by the same rules.
"""

from __future__ import annotations

import re
from functools import cache

from openward.csv_text import OTHER_FILES
from openward.problems import BadInput, Problem, one_of
from openward.register.codes import code_list

LONGEST_CODE = 64
LONGEST_NAME = 200
FIRST_YEAR = 1850
NOT_RECORDED = "not_recorded"

#: What no number, code or name holds: control characters, halves of characters, and the marks that
#: turn the direction of what follows them.
NEVER = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
#: What a spreadsheet makes of a long number.
SHORTENED = re.compile(r"\d([.,]\d+)?[eE]\+\d+")


class Unreadable(ValueError):  # noqa: N818 - it names what came in, not a failure of the program
    """One value that cannot be what it should be."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what}: {remedy}")


def refuse_other_files(data: bytes, wanted: str, remedy: str, file: str) -> None:
    """Refuse pictures, workbooks and UTF-16 by their first bytes, each by its name."""
    start = data[:1_000]
    for begins, what in OTHER_FILES:
        if start.lstrip().startswith(begins):
            raise BadInput(Problem(f"this is {what}, not {wanted}", remedy), file)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
        raise BadInput(Problem(f"no {wanted}, or text in UTF-16", remedy), file)


def text_or_none(value: str, longest: int = LONGEST_CODE) -> str | None:
    """The text on one line, with single blanks; None where there is none."""
    text = " ".join(value.split())
    if len(text) > longest:
        what = f"{len(text):,} characters, where at most {longest} can be meant"
        raise Unreadable(what, "check that the file is whole")
    if NEVER.search(text):
        raise Unreadable("a control character", "send text only")
    return text or None


def needed(value: str | None) -> str:
    """The same, where something has to stand."""
    if value is None:
        raise Unreadable("nothing stands here", "send it")
    return value


def local_number(value: str | None) -> str:
    """The number that the hospital gives a person."""
    number = needed(value)
    if SHORTENED.fullmatch(number):
        what = "a number that a spreadsheet has shortened"
        raise Unreadable(what, "format the column as text before it is filled")
    return number


def birth_year(year: str, last: int) -> int:
    """The year of birth. last: of the movement or list."""
    if not FIRST_YEAR <= int(year) <= last:
        what = f"a year of birth before {FIRST_YEAR} or after {last}"
        raise Unreadable(what, "check the day of birth")
    return int(year)


def sex_code(value: str | None) -> str:
    """Our code for our own code or for one of HL7 table 0001; nothing is `not_recorded`."""
    if value is None:
        return NOT_RECORDED
    ours = _sex_codes().get(value.lower())
    if ours is None:
        raise Unreadable("a sex that is not in HL7 table 0001", one_of(("F", "M", "O", "U")))
    return ours


@cache
def _sex_codes() -> dict[str, str]:
    listed = code_list("sex")
    theirs = {
        code.lower(): ours for ours, codes in listed.maps["hl7_0001"].items() for code in codes
    }
    return {code: code for code in listed.codes} | theirs
