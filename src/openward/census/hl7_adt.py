"""HL7 v2.3 to v2.5 ADT messages: admit (A01), transfer (A02), discharge (A03), leave (A21, A22)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from openward.census.movements import Movement, Question


@dataclass(frozen=True, slots=True)
class Adt:
    """What messages say.

    movements: in the order of the file. not_used: kind of message → how many were passed over.
    questions: about messages that may change who is here and are not read.
    """

    movements: list[Movement]
    not_used: Mapping[str, int] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


def read_adt(text: str, zone: ZoneInfo, file: str = "") -> Adt:
    """The movements of one or more messages.

    zone: of the facility; local times are read in it.

    Raises
    ------
    BadInput
        Anything that cannot be read, each with its line and field; nothing is kept then.
    """
    raise NotImplementedError


def read_adt_files(paths: Sequence[Path], zone: ZoneInfo) -> Adt:
    """The same of several files, together. Raises BadInput like `read_adt`."""
    raise NotImplementedError


def text_of(data: bytes, file: str = "") -> str:
    """The text of a file of messages: UTF-8, or the character set that its first MSH-18 names.

    Raises BadInput where the bytes are neither.
    """
    raise NotImplementedError
