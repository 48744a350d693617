"""Durations of the law: exact hours, never days.

48 hours are not two dates: a day of the clock change has 23 or 25 hours.
"""

from __future__ import annotations

import re
from datetime import timedelta

EXACT = re.compile(r"PT(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?")


def parse_duration(text: str) -> timedelta:
    """`PT48H`, `PT30M`, `PT1H30M` as a length of time.

    Raises
    ------
    ValueError
        It is written in another way, in days for instance, or is nothing at all.
    """
    match = EXACT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if not length:
        raise ValueError(text)
    return length


def in_words(length: timedelta) -> str:
    """`48 hours`, `1 hour 30 minutes`; days are not used, as the law counts hours."""
    seconds = round(length.total_seconds())
    parts = ((seconds // 3600, "hour"), (seconds // 60 % 60, "minute"), (seconds % 60, "second"))
    named = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return " ".join(named) or "0 seconds"
