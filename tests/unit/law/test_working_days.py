"""Days of a jurisdiction begin at its own midnights."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from openward.law.working_days import Days

PARIS = Days(ZoneInfo("Europe/Paris"), ("saturday", "sunday"), (date(2026, 5, 1),))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_the_next_working_day_after_a_friday_is_monday() -> None:
    due = PARIS.end_of_working_day(utc("2026-03-06T10:00:00+01:00"), 1)
    assert due == utc("2026-03-10T00:00:00+01:00")


def test_a_known_holiday_is_left_out() -> None:
    due = PARIS.end_of_working_day(utc("2026-04-30T10:00:00+02:00"), 1)
    assert due == utc("2026-05-05T00:00:00+02:00")


def test_a_day_of_the_clock_change_ends_at_local_midnight() -> None:
    assert PARIS.midnight(date(2026, 3, 30)) == utc("2026-03-30T00:00:00+02:00")


def test_a_court_that_is_closed_opens_in_the_morning() -> None:
    hours = (6, 21)
    assert PARIS.next_within_hours(utc("2026-05-05T22:00:00+02:00"), hours) == utc(
        "2026-05-06T06:00:00+02:00"
    )
    assert PARIS.next_within_hours(utc("2026-05-05T03:00:00+02:00"), hours) == utc(
        "2026-05-05T06:00:00+02:00"
    )
    assert PARIS.next_within_hours(utc("2026-05-05T20:59:00+02:00"), hours) == utc(
        "2026-05-05T20:59:00+02:00"
    )
