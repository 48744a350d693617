from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import numpy as np

from openward.statistics.week import HOUR, Week, week_of

ZONE = ZoneInfo("Europe/Bratislava")
#: A Monday, and two weeks with the night on which the clocks go forward.
FIRST, LAST = datetime(2026, 3, 23, tzinfo=ZONE), datetime(2026, 4, 6, tzinfo=ZONE)
NONE = np.zeros((0, 2), np.int64)


def at(moment: datetime) -> int:
    return int(moment.timestamp())


def found(starts: list[datetime], here: np.ndarray = NONE, away: np.ndarray = NONE) -> Week:
    moments = np.array([at(one) for one in starts], np.int64)
    return week_of(moments, here, away, span=(at(FIRST), at(LAST)), zone=ZONE)


def test_moments_stand_at_the_clock_on_the_wall() -> None:
    before = datetime(2026, 3, 28, 2, 59, tzinfo=ZONE)
    after = datetime(2026, 3, 29, 3, 0, tzinfo=ZONE)  # the hour before it is missing
    counts = found([before, after, LAST, FIRST]).counts
    assert (counts[5, 0], counts[6, 1], counts[0, 0]) == (1, 1, 1)
    assert counts.sum() == 3


def test_one_person_for_two_weeks_is_fourteen_days_but_for_the_lost_hour() -> None:
    stay = np.array([[at(FIRST) - 5 * HOUR, at(LAST) + 5 * HOUR]])
    days = found([], stay).person_days
    assert np.isclose(days.sum(), 14 - 1 / 24)
    assert np.isclose(days[0, 0], 2 * 3 / 24)
    assert np.isclose(days[6, 0], (3 + 2) / 24)


def test_leave_is_taken_off() -> None:
    stay = np.array([[at(FIRST), at(LAST)]])
    away = np.array([[at(FIRST), at(FIRST) + 3 * HOUR]])
    assert np.isclose(found([], stay, away).person_days[0, 0], 3 / 24)


def test_random_stays_agree_with_looking_at_every_hour() -> None:
    random = Random(1)  # noqa: S311 - a seed, no secret
    ends = [sorted(random.sample(range(at(FIRST) - 9000, at(LAST) + 9000), 2)) for _ in range(40)]
    days = found([], np.array(ends)).person_days
    expected = np.zeros((7, 8))
    hour = at(FIRST)
    while hour < at(LAST):
        local = datetime.fromtimestamp(hour, ZONE)
        here = sum(start <= hour < end for start, end in ends)
        expected[local.weekday(), local.hour // 3] += here / 24
        hour += int(timedelta(hours=1).total_seconds())
    assert np.allclose(days, expected)
