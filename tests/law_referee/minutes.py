"""One measure and one rule, cut into minutes: element n of an array is minute n after `zero`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.law_referee.calendar import working_days_end
from tests.law_referee.random_rules import DAY, Rule
from tests.law_referee.timelines import Timeline, day_begins, minute_of

Minutes = NDArray[np.bool_]

#: Whoever has the role on the left also has those on the right, as in `content/codes`.
IS_ALSO = {
    "psychiatrist": {"doctor", "health_professional"},
    "chief_psychiatrist": {"psychiatrist", "doctor", "health_professional"},
    "doctor": {"health_professional"},
    "nurse": {"health_professional"},
    "specialist_nurse": {"nurse", "health_professional"},
    "psychologist": {"health_professional"},
    "occupational_therapist": {"health_professional"},
}


@dataclass
class Owed:
    """One duty, in minutes. status is given only where it follows from something else."""

    opened: int
    due: int | None = None
    met: int | None = None
    status: str | None = None
    order: str | None = None
    reading: str = "as_counted"


@dataclass
class Seen:
    """The subject of a timeline under one rule, as seen at the minute `now`.

    lenient: what was not recorded about a role or a mode is taken to fit.
    """

    timeline: Timeline
    rule: Rule
    now: int
    lenient: bool = False
    measure: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        subject = self.timeline["subject"]
        self.measure = next(m for m in self.timeline["measures"] if m["measure_id"] == subject)
        self.start: int = self.measure["start"]
        self.is_point: bool = self.measure["end_state"] == "point"
        end = self.measure["end"]
        self.end: int | None = end if end is not None and end <= self.now else None
        self.lost: bool = self.measure["end_state"] == "not_recorded"

    @cached_property
    def size(self) -> int:
        """Enough minutes for every moment due that can be reached."""
        return max(self.now, self.start) + 14 * DAY

    @cached_property
    def last_recorded(self) -> int:
        """The last minute for which something about the measure was written."""
        found = [self.start, *(row["at"] for row in self.timeline["orders"])]
        found += [row["at"] for row in self.timeline["reviews"]]
        for row in self.timeline["observations"]:
            end = row["start"] if row["end"] is None else min(row["end"], self.now)
            found.append(max(row["start"], end))
        return max(minute for minute in found if minute <= self.now)

    @cached_property
    def stop(self) -> int:
        """The end, or the last minute at which the measure is known to go on."""
        if self.end is not None:
            return self.end
        return self.last_recorded if self.lost else self.now

    @cached_property
    def going_on(self) -> Minutes:
        """Minutes known to lie in the measure; the minute `now` among them when it goes on."""
        minutes = np.arange(self.size)
        if self.is_point:
            return minutes == self.start
        if self.end is not None:
            return (minutes >= self.start) & (minutes < self.end)
        return (minutes >= self.start) & (minutes <= self.stop)

    @cached_property
    def in_force(self) -> Minutes:
        """Minutes of the rule's own validity, under a regime of its jurisdiction and setting."""
        return self._valid & self._regime(sure=True)

    @cached_property
    def perhaps_in_force(self) -> Minutes:
        """The same, where a setting that was not recorded might be the one asked for."""
        return self._valid & self._regime(sure=False)

    def known_law(self, span: dict[str, Any]) -> bool:
        """Whether the rule, be it for this person or not, holds on some minute of a regime."""
        minutes = np.arange(self.size)
        inside = (minutes >= span["start"]) & (minutes < span["end"])
        same = span["jurisdiction"] == self.rule["jurisdiction"]
        going_on = self.going_on
        if self.lost:
            going_on = (minutes >= self.start) & (minutes <= self.now)
        return bool(same and (self._valid & going_on & inside).any())

    @cached_property
    def _valid(self) -> Minutes:
        minutes = np.arange(self.size)
        valid = np.ones(self.size, np.bool_)
        if self.rule["valid_from"]:
            valid &= minutes >= day_begins(self.timeline, self.rule["valid_from"])
        if self.rule["valid_to"]:
            valid &= minutes < day_begins(self.timeline, self.rule["valid_to"])
        return valid

    def _regime(self, *, sure: bool) -> Minutes:
        asked = self.rule["applies"].get("setting")
        minutes = np.arange(self.size)
        held = np.zeros(self.size, np.bool_)
        for span in self.timeline["regimes"]:
            fits = asked is None or span["setting"] in asked or (not sure and not span["setting"])
            if span["jurisdiction"] == self.rule["jurisdiction"] and fits:
                held |= (minutes >= span["start"]) & (minutes < span["end"])
        return held

    def holds_at(self, minute: int) -> bool:
        """Whether the rule is in force at a minute."""
        return bool(0 <= minute < self.size and self.in_force[minute])

    def fits_role(self, role: str | None, roles: tuple[str, ...]) -> bool:
        """Whether somebody in this role is one of those asked for."""
        if not roles:
            return True
        if role in (None, "not_recorded"):
            return self.lenient
        return bool(({role} | IS_ALSO.get(str(role), set())) & set(roles))

    def deadline(self, opened: int) -> int | None:
        """The minute due for a duty opened at a minute; None where the law has no figure."""
        if self.rule.get("within") is not None:
            return opened + int(self.rule["within"])
        days = self.rule.get("within_working_days")
        if days is None:
            return None
        moment = self.timeline["zero"] + timedelta(minutes=opened)
        zone, holidays = self.timeline["zone"], self.timeline["holidays"]
        return minute_of(self.timeline, working_days_end(moment, days, zone, holidays))


def first_at(minutes: Minutes, lowest: int = 0) -> int | None:
    """The first minute from `lowest` on that is true."""
    found = np.flatnonzero(minutes[max(lowest, 0) :])
    return max(lowest, 0) + int(found[0]) if found.size else None


def first_of(moments: list[int], lowest: int) -> int | None:
    """The earliest moment from `lowest` on."""
    return min((moment for moment in moments if moment >= lowest), default=None)
