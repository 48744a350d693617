"""The share of persons with a measure, and hours per 1,000 admission hours.

Source of the share: doi 10.1007/s00127-015-1094-2.
Not verified: the hours, and that leave is not taken off.
"""

from __future__ import annotations

from openward.indicators.referee.counts import hours_in_period, length_not_known, persons_with
from openward.indicators.referee.england import ALL_KINDS
from openward.indicators.referee.parts import Rule
from openward.indicators.referee.stays import persons_here, stay_hours

LASTING = tuple(kind for kind in ALL_KINDS if kind != "chemical_restraint")

RULES = {
    "nl-share": Rule(ALL_KINDS, "persons", persons_with(ALL_KINDS), persons_here, 100),
    "nl-hours": Rule(
        LASTING, "hours", hours_in_period(LASTING), stay_hours, 1000, length_not_known(LASTING)
    ),
}
