"""What every part of a simulation shares: its scenario, its time, its random numbers, its wards."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from openward.simulate.cells import Floats, Ints
from openward.simulate.scenario import Scenario

DAY, HOUR, MINUTE = 86_400, 3_600, 60
#: Hours of the local day at which the early, late and night shift begin.
SHIFTS = (6, 14, 22)


@dataclass(frozen=True)
class World:
    """begin and end in seconds of 1970 (UTC midnights). Arrays are one value per ward.

    offsets: seconds that local time is ahead of UTC, services × hours from begin on.
    """

    scenario: Scenario
    seed: int
    wards: int
    months: int
    begin: int
    end: int
    service: Ints
    facility: Ints
    beds: Ints
    effect: Floats
    change_start: Ints
    offsets: Ints

    @property
    def number_of_days(self) -> int:
        """Days that are simulated."""
        return (self.end - self.begin) // DAY

    def random(self, table: str) -> np.random.Generator:
        """Random numbers of one part, which do not change when another part is added."""
        return np.random.default_rng([self.seed, zlib.crc32(table.encode())])

    def local(self, ward: Ints, moment: Ints) -> Ints:
        """Local time at the ward, as if it were seconds of 1970."""
        hour = np.clip((moment - self.begin) // HOUR, 0, self.offsets.shape[1] - 1)
        return moment + self.offsets[self.service[ward], hour]

    def shift_of(self, ward: Ints, moment: Ints) -> Ints:
        """The running number of the shift at the ward, counted from the first day's early one."""
        local = self.local(ward, moment) - self.begin - SHIFTS[0] * HOUR
        return np.clip(local // (8 * HOUR), 0, self.number_of_days * 3 - 1)


def make_world(scenario: Scenario, seed: int, wards: int, months: int) -> World:
    """Wards with their services, beds, own rates and changes, all drawn from the seed."""
    begin = seconds_of(scenario.starts_on)
    end = seconds_of(months_later(scenario.starts_on, months))
    random = np.random.default_rng([seed, zlib.crc32(b"wards")])
    shares = np.array([service.share for service in scenario.services])
    bounds = np.cumsum(shares / shares.sum()) * wards
    service = np.searchsorted(bounds, np.arange(wards), side="right").clip(max=len(shares) - 1)
    spread = float(scenario["spread"]["ward_sd"])
    return World(
        scenario, seed, wards, months, begin, end,
        service=service,
        facility=_facilities(service),
        beds=random.integers(12, 26, wards),
        effect=np.exp(random.normal(-(spread**2) / 2, spread, wards)),
        change_start=_change_starts(scenario, random, wards, begin, end),
        offsets=_offsets(scenario, begin, end),
    )  # fmt: skip


def _facilities(service: Ints) -> Ints:
    """About four wards to a facility, none in two services."""
    within = np.arange(len(service)) - np.searchsorted(service, service)
    first_of_service = within == 0
    return np.cumsum(first_of_service | (within % 4 == 0)) - 1


def _change_starts(
    scenario: Scenario, random: np.random.Generator, wards: int, begin: int, end: int
) -> Ints:
    """Changes × wards: the moment of the start, or the far future where a ward does without."""
    starts = np.full((len(scenario.changes), wards), np.iinfo(np.int64).max)
    for row, change in zip(starts, scenario.changes, strict=True):
        takes_part = random.random(wards) < change.share_of_wards
        part = random.uniform(*change.starts_between, wards)
        day = (part * (end - begin)).astype(np.int64) // DAY * DAY
        row[takes_part] = begin + day[takes_part]
    return starts


def _offsets(scenario: Scenario, begin: int, end: int) -> Ints:
    zones = [ZoneInfo(service.timezone) for service in scenario.services]
    start = datetime.fromtimestamp(begin, UTC)
    hours = [start + timedelta(hours=n) for n in range((end - begin) // HOUR)]
    rows = [[_offset(moment, zone) for moment in hours] for zone in zones]
    return np.array(rows, np.int64)


def _offset(moment: datetime, zone: ZoneInfo) -> int:
    ahead = moment.astimezone(zone).utcoffset()
    return int(ahead.total_seconds()) if ahead else 0


def seconds_of(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    return day.replace(year=day.year + month // 12, month=month % 12 + 1, day=1)
