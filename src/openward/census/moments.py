"""Moments as hospitals write them, in UTC.

A local time is read in the zone of the facility. Of the hour that comes twice in autumn the first
one is meant (the earlier offset); a time in the hour that is left out in spring is refused. Parts
of a second are dropped: moments are whole seconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from openward.census.values import Unreadable

FIRST_YEAR, LAST_YEAR = 1900, 2200
FIRST = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
LARGEST_OFFSET = timedelta(hours=14)

#: HL7 v2 TS (chapter 2): YYYY[MM[DD[HHMM[SS[.S[S[S[S]]]]]]]][+/-ZZZZ]. Here the minute is needed.
HL7 = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:(\d\d)(?:\.\d+)?)?([+-]\d{4})?", re.ASCII)
ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
#: The same with less than a time of day: a year, a month, a day.
HL7_DAY = re.compile(r"\d{4}(\d\d){0,2}([+-]\d{4})?", re.ASCII)


def of_hl7(text: str, zone: ZoneInfo, sent: str | None = None) -> datetime:
    """The moment of an HL7 time stamp.

    sent: the time of the message (MSH-7). Where it has an offset that is not one of the zone, the
    standard reads the other times in that offset, and many senders do not: neither is guessed.
    """
    found = HL7.fullmatch(text)
    if found is None:
        if is_day_of_hl7(text):
            raise Unreadable("a day without its time", "send at least hours and minutes")
        raise Unreadable("not a moment", "send it as 202603010930 or 20260301093000+0100")
    *numbers, offset = found.groups()
    if offset is None and sent is not None and _is_of_elsewhere(sent, zone):
        what = f"a time without its offset, in a message that was sent in another than {zone.key}"
        raise Unreadable(what, "send each time with its offset")
    return _in_utc(_naive(numbers), offset, zone)


def is_day_of_hl7(text: str) -> bool:
    """Whether a time stamp names a day, a month or a year, and no time of day."""
    return HL7_DAY.fullmatch(text) is not None


def of_iso(text: str, zone: ZoneInfo) -> datetime:
    """The moment of a text such as `2026-03-01 09:30`, with or without an offset."""
    found = ISO.fullmatch(text)
    if found is None:
        raise Unreadable("not a moment", "write it as 2026-03-01 09:30")
    *numbers, offset = found.groups()
    return _in_utc(_naive(numbers), offset, zone)


def _naive(numbers: Sequence[str | None]) -> datetime:
    try:
        moment = datetime(*(int(number or 0) for number in numbers))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        raise Unreadable("a moment that no calendar or clock has", "check it") from None
    if not FIRST_YEAR <= moment.year < LAST_YEAR:
        raise Unreadable(f"not a moment between {FIRST_YEAR} and {LAST_YEAR}", "check the year")
    return moment


def _in_utc(naive: datetime, offset: str | None, zone: ZoneInfo) -> datetime:
    if offset is not None:
        return naive.replace(tzinfo=timezone(_length(offset))).astimezone(UTC)
    moment = naive.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != naive:
        what = f"a time that the clocks of {zone.key} left out"
        raise Unreadable(what, "send it with its offset from UTC")
    return moment


def _length(offset: str) -> timedelta:
    if offset == "Z":
        return timedelta(0)
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    length = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or length > LARGEST_OFFSET:
        raise Unreadable("an offset that no place has", "check the part after + or -")
    return -length if offset[0] == "-" else length


def _is_of_elsewhere(sent: str, zone: ZoneInfo) -> bool:
    """Whether the time of a message has an offset that the zone did not have at that time."""
    found = HL7.fullmatch(sent)
    if found is None or found.groups()[-1] is None:
        return False
    *numbers, offset = found.groups()
    try:
        here, length = _naive(numbers).replace(tzinfo=zone), _length(offset or "Z")
    except Unreadable:
        return False
    return length not in (here.utcoffset(), here.replace(fold=1).utcoffset())
