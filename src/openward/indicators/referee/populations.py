"""Figures per inhabitant: Norway, Ireland, and events per million people per day.

Source: tvangsforskning.no (persons per 100,000 aged 16 or more); Hamill & Kelly 2025; Newton-Howes
et al. 2020, doi 10.1017/S2045796020001031.
"""

from __future__ import annotations

from fractions import Fraction

from openward.indicators.referee.clock import Period
from openward.indicators.referee.counts import measures_begun, persons_with
from openward.indicators.referee.parts import Rule
from openward.indicators.referee.register import Register

NORWAY = ("seclusion", "manual_restraint", "mechanical_restraint", "chemical_restraint")
ADULT = 16


def people_in(register: Register, area: str, rule: Rule, period: Period) -> Fraction | None:
    """How many people live in the area, as last counted before the period was over.

    None where nobody knows: no rows, or a band of ages that the question cuts in two.
    """
    rows = [
        row for row in register.rows("populations")
        if row["area_id"] == area and row["day"] < period.end
    ]  # fmt: skip
    if not rows:
        return None
    latest = max(row["day"] for row in rows)
    found = Fraction(0)
    for row in rows:
        adult = True if rule.population == "all" else _is_adult(row.get("age_band"))
        if row["day"] == latest and adult is None:
            return None
        if row["day"] == latest and adult:
            found += Fraction(row["persons"])
    return found * (period.days if rule.per_day else 1) or None


def _is_adult(band: str | None) -> bool | None:
    low, dash, high = (band or "").partition("-")
    if not dash and low.endswith("+"):
        low, high = low[:-1], "999"
    if not (low.isdigit() and high.isdigit()):
        return None
    if int(low) >= ADULT:
        return True
    return False if int(high) < ADULT else None


RULES = {
    "no-persons": Rule(
        NORWAY, "persons", persons_with(NORWAY), multiplier=100_000, population="16+"
    ),
    "per-million-day": Rule(
        ("mechanical_restraint",), "count", measures_begun(("mechanical_restraint",)),
        multiplier=1_000_000, population="all", per_day=True,
    ),
} | {
    f"ie-{name}-episodes": Rule(
        (kind,), "count", measures_begun((kind,)), multiplier=100_000, population="all"
    )
    for name, kind in (("restraint", "manual_restraint"), ("seclusion", "seclusion"))
}  # fmt: skip
