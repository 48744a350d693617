"""One malformed file, and short ways to make one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

CHECK = ("check",)
IMPORT_RATES = ("import", "rate-table")
IMPORT_CMS = ("import", "us-cms-ipfqr")
IMPORT_NHS = ("import", "uk-nhs-mhsds")


@dataclass(frozen=True)
class Malformed:
    """One file that must be refused.

    suffix: the ending of its name. data makes its bytes. command: the words before the path.
    says: part of the one line on standard error, with the row, column and value where there is
    one. A page that takes the file says the same.
    """

    name: str
    suffix: str
    data: Callable[[], bytes]
    command: tuple[str, ...]
    says: str


def csv(
    name: str, text: str, says: str, command: tuple[str, ...] = CHECK, encoding: str = "utf-8"
) -> Malformed:
    """A file of text."""
    return Malformed(name, ".csv", lambda: text.encode(encoding), command, says)


def binary(name: str, data: Callable[[], bytes], says: str, suffix: str = ".csv") -> Malformed:
    """A file that is no text, or too large to keep."""
    return Malformed(name, suffix, data, CHECK, says)
