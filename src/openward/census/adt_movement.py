"""One ADT message as a movement: whose it is, when it happened, to which ward.

Where it stands in the standard's chapter 3 (sections of v2.3 and v2.3.1; from v2.4 on EVN is 3.4.1,
PID 3.4.2, PV1 3.4.3):

- EVN-2 recorded, EVN-6 occurred (3.3.1). PV1-44 admitted and PV1-45 discharged, "to be used if the
  event date/time is different" (3.3.3).
- PID-3 identifiers, PID-5 name, PID-7 birth, PID-8 sex (3.3.2).
- PV1-3 is where the person is; after a transfer the new place, in a discharge the one that was
  left. PV1-6 is the place before a transfer (3.3.3; 3.2.2, 3.2.3).

Chapter 2: MSH-10 names the message. Of a place (PL) the point of care is the first component and
the facility the fourth; of an identifier (CX) the type is the fifth; of a name (XPN) the family
name is the first and the given name the second, and the legal name comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from openward.census import moments
from openward.census.hl7_fields import Fields
from openward.census.movements import Kind, Movement
from openward.census.values import (
    LONGEST_NAME,
    NOT_RECORDED,
    Unreadable,
    birth_year,
    local_number,
    needed,
    sex_code,
    text_or_none,
)

#: Types of identifiers (table 0203), the better first: medical record, internal number.
IDENTIFIERS = ("MR", "PI")
#: Movements that need the ward to which they lead.
TO_A_WARD = (Kind.ADMIT, Kind.TRANSFER)
ADMITTED, DISCHARGED = 44, 45
BIRTH = re.compile(r"(\d{4})(?:\d\d){0,5}(?:\.\d+)?(?:[+-]\d{4})?", re.ASCII)


def movement_of(
    fields: Fields, kind: Kind, cancels: Kind | None, zone: ZoneInfo, file: str
) -> Movement | None:
    """The movement; None where something cannot be read, which `fields.problems` then names."""
    for segment in ("EVN", "PID", "PV1"):
        if segment not in fields.rows:
            fields.attempt(segment, 0, partial(_refuse_missing, segment), None)
    if fields.problems:
        return None
    at = _moment(fields, kind, zone)
    ward = needed if kind in TO_A_WARD else _as_it_is
    number = fields.attempt("PID", 3, lambda: _identifier(fields), "")
    movement = Movement(
        kind, number, at or moments.FIRST,
        ward_code=fields.read("PV1", 3, ward, None),
        facility_code=fields.read("PV1", 3, _as_it_is, None, component=4),
        name=fields.attempt("PID", 5, lambda: _name(fields), None),
        birth_year=fields.read("PID", 7, partial(_birth_year, last=at), None),
        sex=fields.read("PID", 8, sex_code, NOT_RECORDED),
        message_id=_message_id(fields, at),
        row=fields.rows["MSH"], file=file,
        from_ward_code=fields.read("PV1", 6, _as_it_is, None) if kind is Kind.TRANSFER else None,
        cancels=cancels,
    )  # fmt: skip
    return None if fields.problems else movement


def _as_it_is(value: str | None) -> str | None:
    return value


def _refuse_missing(segment: str) -> None:
    what = f"the message has no {segment}; it may be cut off"
    raise Unreadable(what, "send the whole message")


def _moment(fields: Fields, kind: Kind, zone: ZoneInfo) -> datetime | None:
    """The first of EVN-6, PV1-44 or PV1-45, and EVN-2 that stands there.

    PV1-44 and PV1-45 are often days only: those are passed over.
    """
    sent = fields.read("MSH", 7, _as_it_is, None)
    read = partial(moments.of_hl7, zone=zone, sent=sent)
    places = [("EVN", 6)]
    if kind in (Kind.ADMIT, Kind.DISCHARGE):
        places.append(("PV1", ADMITTED if kind is Kind.ADMIT else DISCHARGED))
    for segment, number in places:
        value = fields.read(segment, number, _as_it_is, None)
        if value and not (segment == "PV1" and moments.is_day_of_hl7(value)):
            return fields.read(segment, number, _needed_then(read), None)
    return fields.read("EVN", 2, _needed_then(read), None)


def _needed_then(read: Callable[[str], datetime]) -> Callable[[str | None], datetime | None]:
    return lambda value: read(needed(value))


def _identifier(fields: Fields) -> str:
    """Of the identifiers in PID-3 that of the best type, else the first."""
    listed = [parts for parts in fields.components("PID", 3) if fields.plain(parts[0])]
    types = {parts[4].strip().upper(): parts for parts in reversed(listed) if len(parts) > 4}
    best = next((types[kind] for kind in IDENTIFIERS if kind in types), None)
    chosen = best or next(iter(listed), [""])
    return local_number(fields.plain(chosen[0]))


def _name(fields: Fields) -> str | None:
    """Given name and family name of the first name in PID-5."""
    parts = [*next(iter(fields.components("PID", 5)), []), "", ""]
    family, given = (fields.plain(part, LONGEST_NAME) or "" for part in parts[:2])
    return text_or_none(f"{given} {family}", LONGEST_NAME)


def _birth_year(value: str | None, last: datetime | None) -> int | None:
    if value is None or last is None:
        return None
    found = BIRTH.fullmatch(value)
    if found is None:
        raise Unreadable("not a day of birth", "send it as 19700131, or the year alone")
    return birth_year(found[1], last.year)


def _message_id(fields: Fields, at: datetime | None) -> str:
    """Who sent it, MSH-10, and the moment, since counters of senders begin anew."""
    senders = [fields.read("MSH", number, _as_it_is, None) or "" for number in (3, 4)]
    control = fields.read("MSH", 10, needed, "")
    return "/".join([*senders, control, f"{at:%Y%m%dT%H%M%SZ}" if at else ""])
