"""A facility of a generated register: what is drawn for it, and the moments beside its edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Tables = dict[str, list[Row]]

SECONDS = (600, 630, 0, 0, 0, 1, 59, 60, 61, 1800, 3599, 3600, 7200, 40_000, 86_400, 200_000)
LONGEST = 60 * 86_400


@dataclass(frozen=True)
class Place:
    """What is drawn at one facility draws from here: its moments, and names that are its own."""

    random: Random
    name: str
    zone: ZoneInfo
    first: date
    last: date

    def moment(self) -> datetime:
        """A moment beside an edge: a local midnight, a clock change, the ends of the window."""
        days = (self.last - self.first).days
        edges = [self.first, self.last, *_month_ends(self.first, self.last), *self._clock_changes()]
        day = self.random.choice([*edges, *edges, self.first + timedelta(self._up_to(days))])
        at = time(
            self.random.choice((0, 0, 0, 1, 2, 3, 12, 23)), self.random.choice((0, 0, 30, 59))
        )
        local = datetime.combine(day, at, self.zone).astimezone(UTC)
        return local + timedelta(seconds=self.random.choice((-1, 1)) * self.random.choice(SECONDS))

    def end_after(self, start: datetime) -> datetime:
        """A moment that is not before another."""
        if self.random.random() < 0.5:
            return max(start, self.moment())
        return start + timedelta(seconds=self.random.choice(SECONDS))

    def chance(self, share: float) -> bool:
        """True in that share of draws."""
        return self.random.random() < share

    def one_of(self, rows: Sequence[Row], column: str, none: float = 0.15) -> Any:
        """The key of one of the rows, or nothing."""
        return self.random.choice(rows)[column] if rows and not self.chance(none) else None

    def several(self, most: int) -> range:
        """Up to so many numbers."""
        return range(self._up_to(most + 1))

    def seconds(self) -> timedelta:
        """A length that tends to be at the edge of something."""
        return timedelta(seconds=self.random.choice(SECONDS))

    def day(self) -> date:
        """A day in the window or just outside it."""
        return self.first + timedelta(self.random.randrange(-3, (self.last - self.first).days + 3))

    def _up_to(self, number: int) -> int:
        return self.random.randrange(number) if number else 0

    def _clock_changes(self) -> list[date]:
        found = []
        for number in range((self.last - self.first).days):
            day = self.first + timedelta(number)
            noons = [datetime.combine(d, time(12), self.zone) for d in (day, day + timedelta(1))]
            if noons[0].utcoffset() != noons[1].utcoffset():
                found += [day, day + timedelta(1)]
        return found


def _month_ends(first: date, last: date) -> list[date]:
    days = [first + timedelta(number) for number in range((last - first).days)]
    return [day for day in days if day.day == 1 or (day.month, day.day) == (2, 29)]
