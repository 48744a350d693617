"""OpenWard's own set: orders and checks, and what the ward is like.

A ratio of staff to beds is data: the table `staffing_rules` says how many beds one member of staff
may have (ward_id and shift empty: all), from a day up to another. Without it nobody can tell.
"""

from __future__ import annotations

from openward.indicators.calendar import HOUR, MINUTE
from openward.indicators.rows.checks import begun_with_orders, checks
from openward.indicators.rows.stays import inpatient_days
from openward.indicators.rows.wards import (
    begun_in_judged_shifts,
    comfort_room_days,
    judged_shifts,
    open_days,
    staff_on_the_last_day,
    wholly_stated_days,
    worked_shifts,
)
from openward.indicators.rule import ALL_KINDS, Count, Rule

THOUSAND = 1000
STAFFING_RULES = "staffing_rules"
_OPEN_DAYS = Count(open_days, amount="days")


def _share(above: Count, below: Count) -> Rule:
    return Rule(ALL_KINDS, "count", above, below, 100)


def _of_open_days(above: Count) -> Rule:
    return Rule(ALL_KINDS, "days", above, _OPEN_DAYS, 100, always=True)


RULES = {
    "ow-exceeded-limit": _share(
        Count(begun_with_orders, test="exceeded"), Count(begun_with_orders, test="has_limit")
    ),
    "ow-bunching": _share(
        Count(begun_with_orders, test="ended_at_the_limit"),
        Count(begun_with_orders, test="ended_within"),
    ),
    "ow-late-checks": _share(Count(checks, test="is_late"), Count(checks, test="is_dated")),
    "ow-even-checks": _share(Count(checks, test="is_even"), Count(checks, test="is_moment")),
    "ow-requests": _share(Count(checks, test="is_request"), Count(checks)),
    "ow-answer-minutes": Rule(
        ALL_KINDS, "hours", Count(checks, amount="answer_s"), Count(checks, test="is_answered"),
        MINUTE, Count(checks, test="is_not_answered"), parts_above=HOUR,
    ),
    "ow-statements": _of_open_days(Count(wholly_stated_days, amount="days")),
    "ow-comfort-room": _of_open_days(Count(comfort_room_days, amount="days")),
    "ow-training": Rule(
        ALL_KINDS, "persons", Count(staff_on_the_last_day, test="is_trained"),
        Count(staff_on_the_last_day), 100, always=True,
    ),
    "ow-chppd": Rule(
        ALL_KINDS, "hours", Count(worked_shifts, amount="worked"),
        Count(inpatient_days, amount="days"), parts_above=THOUSAND, always=True,
    ),
    "ow-staffing-ratio": Rule(
        ALL_KINDS, "count", Count(judged_shifts, test="is_met"), Count(judged_shifts), 100,
        always=True, needs=STAFFING_RULES,
    ),
    "ow-below-ratio-start": Rule(
        ALL_KINDS, "count", Count(begun_in_judged_shifts, test="is_below"),
        Count(begun_in_judged_shifts), 100, needs=STAFFING_RULES,
    ),
}  # fmt: skip
