"""Days of a jurisdiction: local midnights, working days, hours of a court."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of a jurisdiction. holidays: those known; others are taken for working days."""

    zone: ZoneInfo
    weekend: Collection[str]
    holidays: Collection[date]

    def midnight(self, day: date) -> datetime:
        """The moment at which a day begins there, in UTC."""
        return datetime.combine(day, time(0), self.zone).astimezone(UTC)

    def end_of_working_day(self, moment: datetime, number: int) -> datetime:
        """The midnight that ends the number-th working day after the day of the moment."""
        day = moment.astimezone(self.zone).date()
        while number > 0:
            day += timedelta(days=1)
            number -= self._is_working(day)
        return self.midnight(day + timedelta(days=1))

    def next_within_hours(self, moment: datetime, hours: tuple[int, int]) -> datetime:
        """The moment itself, or the next opening, where hours = (opens, closes) of every day."""
        local = moment.astimezone(self.zone)
        opens, closes = hours
        if opens <= local.hour < closes:
            return moment
        day = local.date() + timedelta(days=local.hour >= closes)
        return datetime.combine(day, time(opens), self.zone).astimezone(UTC)

    def _is_working(self, day: date) -> bool:
        return DAY_NAMES[day.weekday()] not in self.weekend and day not in self.holidays
