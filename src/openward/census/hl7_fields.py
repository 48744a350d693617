"""The fields of one message, by python-hl7, each value read or named with its row and field.

Chapter 2 of the standard: fields, repetitions, components, subcomponents, escape sequences, and the
null `""`, which is nothing here. python-hl7 splits; its `unescape` is not used, because it writes
fields that it does not understand into the log, names and all, fails at `\\.spX\\`, and makes a
gigabyte of blanks out of `\\.sk1000000000\\`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import hl7

from openward.census.adt_text import Line, signs_of
from openward.census.values import LONGEST_CODE, Unreadable, text_or_none
from openward.problems import Problem

READ = ("MSH", "EVN", "PID", "PV1")
LONGEST_SEGMENT = 100_000
NULL = '""'

T = TypeVar("T")


@dataclass(frozen=True)
class Fields:
    """The segments of one message that are read here, and what was found wrong with them.

    rows: segment → its line in the file.
    """

    message: hl7.Message
    signs: Mapping[str, str]
    rows: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)

    def components(self, segment: str, number: int) -> list[list[str]]:
        """The components of each repetition of a field as they came; of each the first part."""
        if segment not in self.rows:
            return []
        found = self.message.segment(segment)
        repetitions = found[number] if number < len(found) else []
        return [_first_parts(repetition) for repetition in repetitions]

    def plain(self, value: str, longest: int = LONGEST_CODE) -> str | None:
        """A value without its escape sequences; None for nothing and for the null."""
        return None if value == NULL else text_or_none(self._unescaped(value), longest)

    def text(self, segment: str, number: int, component: int = 1) -> str | None:
        """One component of the first repetition of a field."""
        first = next(iter(self.components(segment, number)), [])
        return self.plain(first[component - 1]) if component <= len(first) else None

    def read(
        self,
        segment: str,
        number: int,
        convert: Callable[[str | None], T],
        otherwise: T,
        component: int = 1,
    ) -> T:
        """What `convert` makes of one component; what it cannot read is noted."""
        return self.attempt(
            segment, number, lambda: convert(self.text(segment, number, component)), otherwise
        )

    def attempt(self, segment: str, number: int, value: Callable[[], T], otherwise: T) -> T:
        """The value; where a field cannot be read that is noted, and `otherwise` is the value."""
        try:
            return value()
        except Unreadable as wrong:
            row = self.rows.get(segment, self.rows["MSH"])
            came = self._as_it_came(segment, number)
            column = f"{segment}-{number}"
            self.problems.append(Problem(wrong.what, wrong.remedy, row, column, came))
            return otherwise

    def _as_it_came(self, segment: str, number: int) -> str:
        if segment not in self.rows or number >= len(self.message.segment(segment)):
            return ""
        return str(self.message.segment(segment)[number])

    def _unescaped(self, value: str) -> str:
        mark = re.escape(self.signs["E"])
        return re.sub(f"{mark}([^{mark}]*){mark}", self._meant, value)

    def _meant(self, sequence: re.Match[str]) -> str:
        code = sequence[1]
        if code in self.signs:
            return self.signs[code]
        if code in ("H", "N") or re.fullmatch(r"\.[a-z]{2}[+-]?\d*", code):
            return " " if code[0] == "." else ""
        if re.fullmatch("X([0-9A-Fa-f]{2})+", code):
            return _of_bytes(bytes.fromhex(code[1:]))
        what = "an escape sequence that cannot be read"
        raise Unreadable(what, "send the letters themselves")


def fields_of(lines: Sequence[Line]) -> Fields:
    """The segments of one message that are read here.

    Raises
    ------
    Unreadable
        MSH-1 and MSH-2 cannot be signs between fields.
    """
    signs = signs_of(lines[0])
    problems = [
        *_strange(lines, signs["F"]),
        *(_twice(name, lines) for name in READ if sum(line.name == name for line in lines) > 1),
    ]
    used = {line.name: line for line in reversed(lines) if line.name in READ}
    ordered = [used[name] for name in READ if name in used]
    message = hl7.parse("\r".join(line.text[:LONGEST_SEGMENT] for line in ordered))
    rows = {line.name: line.row for line in ordered}
    return Fields(message, signs, rows, problems)


def _first_parts(repetition: str | Sequence[str | Sequence[str]]) -> list[str]:
    if isinstance(repetition, str):
        return [repetition]
    return [part if isinstance(part, str) else part[0] for part in repetition]


def _strange(lines: Sequence[Line], between: str) -> list[Problem]:
    """Segments that end elsewhere than their letters say, or are as long as a book."""
    problems = []
    for line in lines:
        if line.text[3:4] not in ("", between):
            what = f"a segment whose fields are not separated by {between}, as MSH-1 says"
            problems.append(Problem(what, f"separate them by {between}", line.row, line.name))
        if line.name in READ and len(line.text) > LONGEST_SEGMENT:
            what = f"a segment of {len(line.text):,} characters"
            problems.append(Problem(what, "check that it is whole", line.row, line.name))
    return problems


def _twice(name: str, lines: Sequence[Line]) -> Problem:
    row = [line.row for line in lines if line.name == name][1]
    what = f"a second {name} in one message; an MSH may have been lost"
    return Problem(what, "begin each message with MSH", row, name)


def _of_bytes(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
