"""The list of who is present, pasted or as a file, and what it changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from openward.census.movements import Here, Movement, Question


@dataclass(frozen=True, slots=True)
class Present:
    """One row: a person who is present. since: when they came to this ward, UTC, where given."""

    local_number: str
    ward_code: str
    name: str | None
    since: datetime | None
    birth_year: int | None
    sex: str
    row: int


def read_present_list(
    text: str,
    zone: ZoneInfo,
    wards: Collection[str] | None = None,
    *,
    nobody: bool = False,
    file: str = "",
) -> list[Present]:
    """The rows of a list.

    zone: of the facility; moments without an offset are read in it. wards: the codes that there
    are; None does not ask. nobody: the list is empty because nobody is here, and somebody said so.

    Raises
    ------
    BadInput
        Each problem with its row and column: a person twice, an unknown ward, an empty list that
        nobody said was meant.
    """
    raise NotImplementedError


def differences(
    present: Sequence[Present], here: Sequence[Here], at: datetime
) -> list[Movement | Question]:
    """What has to be written so that the register says who is present; questions first.

    at: when the list was true. Who is on leave and not on the list stays on leave.
    """
    raise NotImplementedError
