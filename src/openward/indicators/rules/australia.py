"""Seclusion and restraint as the Australian Institute of Health and Welfare counts them.

Source: METEOR 596362, 558083, 728345, 573910, 572980; DSS 558137. Not verified: the quotients for
hours, stays and frequency, and that leave is taken off bed-days.
"""

from __future__ import annotations

from openward.indicators.calendar import HOUR
from openward.indicators.rows.events import events
from openward.indicators.rows.placed_by_stay import events_by_stay
from openward.indicators.rows.stays import inpatient_days, touching
from openward.indicators.rule import SECLUSION, Count, Rule

_SECLUDED_STAYS = Count(events_by_stay, key="stay_key")
_KINDS = {
    "seclusion": "seclusion", "physical-restraint": "manual_restraint",
    "mechanical-restraint": "mechanical_restraint",
}  # fmt: skip

RULES = {
    f"au-{name}-rate": Rule(
        (kind,), "count", Count(events, kinds=(kind,)), Count(inpatient_days, amount="days"), 1000
    )
    for name, kind in _KINDS.items()
} | {
    "au-seclusion-hours": Rule(
        SECLUSION, "hours", Count(events, amount="length_s", test="length_known", kinds=SECLUSION),
        Count(events, test="length_known", kinds=SECLUSION), 1,
        Count(events, test="length_not_known", kinds=SECLUSION), parts_above=HOUR,
    ),
    "au-seclusion-stays": Rule(SECLUSION, "count", _SECLUDED_STAYS, Count(touching), 100),
    "au-seclusion-frequency": Rule(SECLUSION, "count", Count(events_by_stay), _SECLUDED_STAYS),
}  # fmt: skip
