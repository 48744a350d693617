"""Days from a day with something counted to the next one, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from openward.indicators.referee.clock import Period, days_between
from openward.indicators.referee.parts import Rule
from openward.indicators.referee.register import Register
from openward.indicators.referee.statements import is_stated, open_days


def gaps(
    register: Register, code: str, rule: Rule, first: date, last: date
) -> Iterator[dict[str, Any]]:
    """A row for each gap of each ward; not reported where the ward was silent on a day between."""
    days = [Period(day, day + timedelta(days=1)) for day in days_between(first, last)]
    counted = [(day.start, {part.ward for part in rule.numerator(register, day)}) for day in days]
    for ward in register.wards:
        mine = [day for day, wards in counted if ward in wards]
        for gap in map(Period, mine, mine[1:]):
            yield _row(register, code, ward, gap) | _told(register, rule, ward, gap)


def _told(register: Register, rule: Rule, ward: str, gap: Period) -> dict[str, Any]:
    between = Period(gap.start + timedelta(days=1), gap.end)
    if open_days(register, ward, between) and not is_stated(register, ward, rule.kinds, between):
        return {"numerator": None, "status": "not_reported"}
    return {"numerator": float(gap.days), "status": "reported"}


def _row(register: Register, code: str, ward: str, period: Period) -> dict[str, Any]:
    facility = register.facility_of(ward)
    return {
        "indicator": code, "area_type": "ward", "area_id": ward,
        "area_name": register.wards[ward]["name"], "period_start": period.start,
        "period_end": period.end, "stratum": "", "denominator": None, "multiplier": 1.0,
        "source": "register", "country": facility["country"], "region": facility.get("region"),
        "numerator_unit": "days", "areas_reported": None, "areas_suppressed": None,
        "areas_not_reported": None, "hours_not_known": 0,
    }  # fmt: skip
