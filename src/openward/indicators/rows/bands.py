"""England: restraints by how many minutes they lasted, as published and mended.

Source: NHSDigital/mental-health-monthly-statistics, commit 7b4d7421, Restraints_Prep.py: its bands
are BETWEEN whole minutes, both ends in them, so that 10.5 minutes are in none.
"""

from __future__ import annotations

import ibis
from ibis import Table

from openward.indicators.calendar import MINUTE
from openward.indicators.register import Register
from openward.indicators.rows.measures import begun
from openward.indicators.rows.records import selected

#: By name: first and last minute, both in it.
PUBLISHED = {"0_10": (0, 10), "11_30": (11, 30), "31_60": (31, 60)}
#: By name: from so many minutes on, below so many.
MENDED = {"0_10": (0, 10), "10_30": (10, 30), "30_60": (30, 60), "60": (60, None)}


def by_published_minutes(register: Register) -> Table:
    """Selected measures; without an end they last until the end of the period. in_…: of a band."""
    rows = register.kept(selected)
    length = rows.ended.coalesce(rows.period_end) - rows.start
    inside = {
        f"in_{name}": (length >= first * MINUTE) & (length <= last * MINUTE)
        for name, (first, last) in PUBLISHED.items()
    }
    inside["in_60"] = length > PUBLISHED["31_60"][1] * MINUTE
    return rows.mutate(**inside, in_none=~ibis.or_(*inside.values()))


def by_minutes(register: Register) -> Table:
    """Measures of known length that begin in a period; in_…: of a band of their whole length."""
    rows = register.rows(begun)
    rows = rows.filter(rows.until.notnull())
    length = rows.until - rows.start
    return rows.mutate(**{
        f"in_{name}": (length >= first * MINUTE)
        & (ibis.literal(True) if last is None else length < last * MINUTE)
        for name, (first, last) in MENDED.items()
    })  # fmt: skip
