"""What is said about one person and one moment: came, moved, left for a while, is back, left.

A `Movement` can be written as it stands. A `Question` is for somebody who knows the ward: nothing
of it is written before it is answered. The local number and the name never leave the service.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Kind(StrEnum):
    """What happened. A cancel withdraws an earlier message, of the kind `Movement.cancels`."""

    ADMIT = "admit"
    TRANSFER = "transfer"
    LEAVE = "leave"
    RETURN = "return"
    DISCHARGE = "discharge"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of one person.

    at: aware, whole seconds, UTC. ward_code: where the person is afterwards, and for a discharge
    or a leave the ward that was left; None where the message does not say. from_ward_code: of a
    transfer. sex: a code of the list `sex`. An absent name or year, or a sex that is not recorded,
    says nothing about what is known already. message_id: the same for a message that is sent again.
    row: the line of the file, from 1. file: its path as given.
    """

    kind: Kind
    local_number: str
    at: datetime
    ward_code: str | None
    facility_code: str | None
    name: str | None
    birth_year: int | None
    sex: str
    message_id: str
    row: int
    file: str = ""
    from_ward_code: str | None = None
    cancels: Kind | None = None


#: No one: what `left` is where nobody left.
NOBODY: Mapping[str, datetime] = MappingProxyType({})


class Here(NamedTuple):
    """One person whom the register has on a ward.

    since: the moment of the last movement that is written about this person, where known.
    """

    local_number: str
    ward_code: str
    on_leave: bool
    since: datetime | None = None


class Doubt(StrEnum):
    """Why something is asked and not written."""

    ON_LEAVE_AND_PRESENT = "on_leave_and_present"
    MOST_WOULD_LEAVE = "most_would_leave"
    NOT_HERE = "not_here"
    ALREADY_HERE = "already_here"
    ALREADY_ON_LEAVE = "already_on_leave"
    NOT_ON_LEAVE = "not_on_leave"
    MOVED_WHILE_ON_LEAVE = "moved_while_on_leave"
    OTHER_WARD = "other_ward"
    UNKNOWN_WARD = "unknown_ward"
    BEFORE_WHAT_IS_WRITTEN = "before_what_is_written"
    SAME_MESSAGE_ID = "same_message_id"
    WITHDRAWN = "withdrawn"
    NOT_READ_HERE = "not_read_here"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask before it is written.

    sentence: for a person, in plain words. if_yes: what to write when the answer is yes; empty
    where only somebody who knows can put it right by hand. local_number: whom it is about, empty
    where it is about more than one. row, file: where it was said; 0 and empty where nowhere.
    """

    doubt: Doubt
    sentence: str
    local_number: str = ""
    if_yes: tuple[Movement, ...] = ()
    row: int = 0
    file: str = ""
