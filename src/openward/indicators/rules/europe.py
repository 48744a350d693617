"""Baden-Württemberg, the Netherlands, Norway, Ireland, and events per million people per day.

Source: Psychiatr Prax 2018 (PMID 30149398), fpsyt.2020.00146; doi 10.1007/s00127-015-1094-2;
tvangsforskning.no; Hamill & Kelly 2025; Newton-Howes et al. 2020, doi 10.1017/S2045796020001031.
Not verified: the Dutch hours, and that leave is not taken off.
"""

from __future__ import annotations

from openward.indicators.calendar import HOUR
from openward.indicators.rows.measures import begun, cut
from openward.indicators.rows.placed_by_stay import begun_by_stay, cut_by_stay
from openward.indicators.rows.stays import touching
from openward.indicators.rule import ALL_KINDS, LASTING, RESTRAINT, Count, Rule

#: Forced medication is published apart.
GERMAN = ("seclusion", *RESTRAINT)
NORWEGIAN = ("seclusion", *RESTRAINT, "chemical_restraint")
DUTCH_HOURS = Count(cut, amount="seconds", kinds=LASTING)
LENGTH_NOT_KNOWN = Count(begun, test="length_not_known", kinds=LASTING)


def _episodes(kind: str) -> Rule:
    return Rule((kind,), "count", Count(begun, kinds=(kind,)), multiplier=100_000, population="all")


RULES = {
    "de-bw-share": Rule(
        GERMAN, "count", Count(begun_by_stay, kinds=GERMAN, key="case_key"),
        Count(touching, key="case_key"), 100,
    ),
    "de-bw-hours": Rule(
        GERMAN, "hours", Count(cut_by_stay, amount="seconds", kinds=GERMAN),
        Count(cut_by_stay, kinds=GERMAN, key="case_key"), 1,
        Count(begun_by_stay, test="length_not_known", kinds=GERMAN), parts_above=HOUR,
    ),
    "nl-share": Rule(
        ALL_KINDS, "persons", Count(begun, key="person_id"), Count(touching, key="person_id"), 100
    ),
    "nl-hours": Rule(
        LASTING, "hours", DUTCH_HOURS, Count(touching, amount="seconds"), 1000, LENGTH_NOT_KNOWN,
        parts_above=HOUR, parts_below=HOUR,
    ),
    "no-persons": Rule(
        NORWEGIAN, "persons", Count(begun, kinds=NORWEGIAN, key="person_id"), multiplier=100_000,
        population="16+",
    ),
    "per-million-day": Rule(
        ("mechanical_restraint",), "count", Count(begun, kinds=("mechanical_restraint",)),
        multiplier=1_000_000, population="all", per_day=True,
    ),
    "ie-restraint-episodes": _episodes("manual_restraint"),
    "ie-seclusion-episodes": _episodes("seclusion"),
}  # fmt: skip
