"""HBIPS-2 and HBIPS-3, The Joint Commission and CMS (data elements 0148, 0260, 0262)."""

from __future__ import annotations

from openward.indicators.rows.hbips import restraint_minutes, seclusion_minutes
from openward.indicators.rows.measures import begun
from openward.indicators.rows.stays import inpatient_days
from openward.indicators.rule import HBIPS_BANDS, RESTRAINT, SECLUSION, Count, Rows, Rule

MINUTES_IN_HOUR = 60


def _hours(kinds: tuple[str, ...], minutes: Rows) -> Rule:
    return Rule(
        kinds, "hours", Count(minutes, amount="minutes"),
        # Inpatient days times 24: a day of a clock change has 24 hours too.
        Count(inpatient_days, amount="days"), 1000,
        Count(begun, test="length_not_known", kinds=kinds),
        parts_above=MINUTES_IN_HOUR, times_below=24, bands=HBIPS_BANDS,
    )  # fmt: skip


RULES = {
    "us-hbips-2": _hours(RESTRAINT, restraint_minutes),
    "us-hbips-3": _hours(SECLUSION, seclusion_minutes),
}
