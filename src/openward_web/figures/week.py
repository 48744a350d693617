"""When in the week measures began at a place: weekday by time of day, beside who was there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Q
from django.utils.dates import WEEKDAYS

from openward.statistics.week import TOGETHER, week_of
from openward_web.recording.models import Measure
from openward_web.wards.models import Facility, Leave, Stay, Ward

SHADES = 5
Moments = Iterable[tuple[datetime, datetime | None]]


@dataclass(frozen=True, slots=True)
class Margin:
    """A whole row or column: measures, bed-days, and the ones for each 1,000 of the others."""

    count: int
    bed_days: float
    rate: float | None


@dataclass(frozen=True, slots=True)
class WeekTable:
    """rows: weekday, (count, shade from 0 to 4) for each band of hours, the whole row. all: without
    time_unknown, whose time of day nobody wrote down.
    """

    bands: list[str]
    rows: list[tuple[str, list[tuple[int, int]], Margin]]
    columns: list[Margin]
    all: int
    time_unknown: int


def week_table(area_type: str, area_id: str, span: tuple[date, date]) -> WeekTable:
    """All kinds together; on the clock of the facility, over the days of span, half-open."""
    here = Q(ward__facility=area_id) if area_type == "facility" else Q(ward=area_id)
    zone = ZoneInfo(_facility(area_type, UUID(area_id)).timezone)
    first, last = (datetime.combine(day, time(), zone) for day in span)
    begun = Measure.objects.filter(here, withdrawn_at=None, started_at__gte=first,
                                   started_at__lt=last)  # fmt: skip
    timed = begun.exclude(time_precision="day").values_list("started_at", flat=True)
    touching = Q(started_at__lt=last) & (Q(ended_at=None) | Q(ended_at__gt=first))
    stays = Stay.objects.filter(here & touching).values_list("started_at", "ended_at")
    of_stay = Q(stay__in=Stay.objects.filter(here).values("pk"))
    away = Leave.objects.filter(of_stay & touching).values_list("started_at", "ended_at")
    found = week_of(
        np.array([int(at.timestamp()) for at in timed], np.int64), _seconds(stays, last),
        _seconds(away, last), span=(int(first.timestamp()), int(last.timestamp())), zone=zone,
    )  # fmt: skip
    return _table(found.counts, found.person_days, begun.filter(time_precision="day").count())


def _facility(area_type: str, key: UUID) -> Facility:
    if area_type == "facility":
        return Facility.objects.get(pk=key)
    return Ward.objects.select_related("facility").get(pk=key).facility


def _seconds(intervals: Moments, last: datetime) -> np.ndarray:
    ends = [(start.timestamp(), (end or last).timestamp()) for start, end in intervals]
    return np.array(ends, dtype=np.int64).reshape(-1, 2)


def _table(counts: np.ndarray, days: np.ndarray, time_unknown: int) -> WeekTable:
    most = max(int(counts.max()), 1)
    rows = []
    for number, (line, here) in enumerate(zip(counts, days, strict=True)):
        cells = [(int(n), int(n) * (SHADES - 1) // most) for n in line]
        rows.append((str(WEEKDAYS[number]), cells, _margin(line, here)))
    bands = [f"{hour:02}–{hour + TOGETHER:02}" for hour in range(0, 24, TOGETHER)]
    columns = [_margin(line, here) for line, here in zip(counts.T, days.T, strict=True)]
    return WeekTable(bands, rows, columns, int(counts.sum()), time_unknown)


def _margin(counts: np.ndarray, days: np.ndarray) -> Margin:
    count, whole = int(counts.sum()), float(days.sum())
    return Margin(count, whole, 1000 * count / whole if whole else None)
