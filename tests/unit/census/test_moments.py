"""Local times, offsets, and the two nights when the clocks change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from openward.census.moments import of_hl7, of_iso
from openward.census.values import Unreadable
from tests.adt_messages import PARIS

Read = Callable[[str, ZoneInfo], datetime]


@pytest.mark.parametrize(
    ("read", "text", "utc"),
    [
        (of_hl7, "202611231015", "2026-11-23T09:15:00"),
        (of_hl7, "20261123101559", "2026-11-23T09:15:59"),
        (of_hl7, "20261123101559.9999", "2026-11-23T09:15:59"),
        (of_hl7, "202607011015", "2026-07-01T08:15:00"),
        (of_hl7, "202611231015+0000", "2026-11-23T10:15:00"),
        (of_hl7, "20261123101500-0330", "2026-11-23T13:45:00"),
        (of_iso, "2026-11-23 10:15", "2026-11-23T09:15:00"),
        (of_iso, "2026-11-23T10:15:00Z", "2026-11-23T10:15:00"),
        (of_iso, "2026-11-23T10:15:00.5+01:00", "2026-11-23T09:15:00"),
    ],
)
def test_moments_are_in_utc(read: Read, text: str, utc: str) -> None:
    assert read(text, PARIS) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_of_the_hour_that_comes_twice_the_first_is_meant() -> None:
    assert of_hl7("202610250230", PARIS) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert of_hl7("202610250230+0100", PARIS) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(("read", "text"), [(of_hl7, "202603290230"), (of_iso, "2026-03-29 02:30")])
def test_the_hour_that_is_left_out_is_refused(read: Read, text: str) -> None:
    with pytest.raises(Unreadable, match="a time that the clocks of Europe/Paris left out"):
        read(text, PARIS)


def test_with_its_offset_a_moment_of_that_night_is_read() -> None:
    assert of_hl7("202603290230+0100", PARIS) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026", "202611", "20261123", "20261123+0100"])
def test_a_day_is_not_a_moment(text: str) -> None:
    with pytest.raises(Unreadable, match="a day without its time"):
        of_hl7(text, PARIS)


@pytest.mark.parametrize(
    "text",
    ["2026112310", "20261323101500", "20260229101500", "20261123241500", "20261123106000", "x",
     "18001123101500", "99991123101500", "00001123101500", "20261123101500+9900",
     "20261123101500+0175", "20261123101500Z", "2026-11-23", "20261123101500 ",
     "２０２６１１２３１０１５"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        of_hl7(text, PARIS)


@pytest.mark.parametrize("sent", ["202611231016+0100", "202607011016+0200", "202610250230+0100",
                                  "202610250230+0200", "202611231016", "garbage+0100", "20261399",
                                  "202699991016+0100", None])  # fmt: skip
def test_a_message_sent_from_the_zone_is_read_in_it(sent: str | None) -> None:
    assert of_hl7("202611231015", PARIS, sent) == datetime(2026, 11, 23, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize("sent", ["202611230916+0000", "202611231016+0200"])
def test_where_the_message_has_an_offset_of_elsewhere_nothing_is_guessed(sent: str) -> None:
    with pytest.raises(Unreadable, match="sent in another than Europe/Paris"):
        of_hl7("202611231015", PARIS, sent)
    assert of_hl7("202611231015+0100", PARIS, sent).hour == 9


@pytest.mark.parametrize("text", ["23.11.2026 10:15", "2026-11-23", "10:15", "2026-11-23 10.15"])
def test_lists_name_moments_in_one_way(text: str) -> None:
    with pytest.raises(Unreadable, match="not a moment: write it as 2026-03-01 09:30"):
        of_iso(text, PARIS)
