"""Bad input, said in one clear sentence: where, what is wrong, the value, and what to do.

Every reader collects `Problem`s and raises one `BadInput`; the command line and the pages print
the same sentences. A value from outside is escaped and cut, since it goes to terminals and pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_VALUE_SHOWN = 60
MOST_PROBLEMS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one place of one input.

    row counts the header as 1; None where the whole file is meant. value is the cell as it came.
    within: the file meant, where the input is a folder.
    """

    what: str
    remedy: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    within: str | None = None

    def path(self, file: str = "") -> str:
        """The path of the file meant; `file` is the path of the input as the user gave it."""
        return file if self.within is None else f"{file.rstrip('/')}/{self.within}"

    def sentence(self, file: str = "") -> str:
        """`FILE:ROW:COLUMN: what is wrong (value …): what to do`, on one line."""
        place = [
            printable(self.path(file)),
            "" if self.row is None else str(self.row),
            shown(self.column or ""),
        ]
        where = ":".join(part for part in place if part)
        value = "" if self.value is None else f" (value {shown(self.value)})"
        return f"{where}{': ' if where else ''}{self.what}{value}: {self.remedy}"


class BadInput(ValueError):  # noqa: N818 - it names what came in, not a failure of the program
    """Input that cannot be used. Nothing of it was kept.

    file is the path as the user gave it; problems is never empty.
    """

    def __init__(self, problems: Iterable[Problem] | Problem, file: str = "") -> None:
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        self.file = file
        super().__init__(self.problems[0].sentence(file))

    def sentences(self, most: int = MOST_PROBLEMS_SHOWN) -> list[str]:
        """One line per problem, and a count of those left out after `most`."""
        lines = [problem.sentence(self.file) for problem in self.problems[:most]]
        left_out = len(self.problems) - most
        if left_out > 0:
            lines.append(f"{printable(self.file)}: and {left_out:,} more problems")
        return lines


def printable(text: str) -> str:
    """Text from outside on one line: what a terminal would act on is written as an escape."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text
    )


def shown(value: str) -> str:
    """A value from outside, printable on one line and at most 60 characters long."""
    line = printable(value[: LONGEST_VALUE_SHOWN + 1])
    return line if len(line) <= LONGEST_VALUE_SHOWN else line[: LONGEST_VALUE_SHOWN - 1] + "…"


def listed(values: Sequence[str], most: int) -> str:
    """The first values from outside, joined by commas; an ellipsis says that there are more."""
    return ", ".join(map(shown, values[:most])) + (", …" if len(values) > most else "")


def one_of(codes: Sequence[str]) -> str:
    """The remedy for a code that is not known."""
    return f"use one of {', '.join(codes)}"
