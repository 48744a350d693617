"""How many people live in an area, as last counted before a period was over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from openward.indicators.register import Register
from openward.indicators.rule import Rule

ADULT = 16
NO_UPPER_AGE = "999"


def people_in(register: Register, area_ids: Sequence[str], rule: Rule) -> np.ndarray:
    """[area, period]: people of the rule's population, NaN where nobody knows.

    Unknown without a count before the period's end, where nobody lives there, and where a band of
    ages is one that the question cuts in two.
    """
    counts: dict[str, dict[date, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in register.all_rows("populations"):
        counts[row["area_id"]][row["day"]].append(row)
    found = np.full((len(area_ids), len(register.periods)), np.nan)
    for place, area in enumerate(area_ids):
        for number, period in enumerate(register.periods):
            days = [day for day in counts[area] if day < period.end]
            people = _people(counts[area][max(days)], rule) if days else None
            if people:
                length = (period.end - period.start).days if rule.per_day else 1
                found[place, number] = people * length
    return found


def _people(rows: Sequence[Mapping[str, Any]], rule: Rule) -> int | None:
    if rule.population == "all":
        return sum(int(row["persons"]) for row in rows)
    adults = [(is_adult(row.get("age_band")), int(row["persons"])) for row in rows]
    if any(adult is None for adult, _ in adults):
        return None
    return sum(persons for adult, persons in adults if adult)


def is_adult(band: str | None) -> bool | None:
    """Whether a band such as `16-64` or `65+` is of people of 16 or more; None where it is both."""
    low, dash, high = (band or "").partition("-")
    if not dash and low.endswith("+"):
        low, high = low[:-1], NO_UPPER_AGE
    if not (low.isdigit() and high.isdigit()):
        return None
    if int(low) >= ADULT:
        return True
    return False if int(high) < ADULT else None
