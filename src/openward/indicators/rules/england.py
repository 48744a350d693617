"""Restrictive interventions as NHS England publishes them from the MHSDS, and with defects mended.

Source: NHSDigital/mental-health-monthly-statistics, commit 7b4d7421, Restraints/Restraints_Prep.py.
An intervention is a type record, which is one measure here. As published, what runs through a whole
month is in no mean, and what ends in it is there with all the time before it; `-mended` codes cut
at the period and lose nothing for being open.
"""

from __future__ import annotations

from openward.indicators.calendar import DAY, HOUR, MINUTE
from openward.indicators.rows.bands import MENDED, PUBLISHED, by_minutes, by_published_minutes
from openward.indicators.rows.measures import begun, cut, spanning, without_end
from openward.indicators.rows.records import (
    incidents_spanning,
    incidents_timed,
    incidents_without_end,
    selected,
    timed,
)
from openward.indicators.rows.stays import days_from_date_to_date, spells
from openward.indicators.rule import ALL_KINDS, RESTRAINT, SECLUSION, Count, Rule

INCIDENT = "record_key"
_PEOPLE = Count(selected, key="person_id")
_INTERVENTIONS = Count(selected)
_INCIDENTS = Count(selected, key=INCIDENT)


def _lengths(
    code: int, hours: Count, number: Count, not_known: Count, end: str = ""
) -> dict[str, Rule]:
    """The mean length under one code, the longest under the next one."""
    return {
        f"gb-mhs-{code}{end}": Rule(
            ALL_KINDS, "hours", hours, number, MINUTE, not_known, parts_above=HOUR
        ),
        f"gb-mhs-{code + 1}{end}": Rule(
            ALL_KINDS, "hours", hours, None, MINUTE, not_known, parts_above=HOUR, how="longest"
        ),
    }  # fmt: skip


def _open(kind: tuple[str, ...], end: str = "") -> Rule:
    if not end:
        above = Count(without_end, amount="so_far_s", kinds=kind)
        return Rule(kind, "days", above, Count(without_end, kinds=kind), parts_above=DAY)
    return Rule(
        kind, "days", Count(spanning, amount="so_far_s", test="is_open", kinds=kind),
        Count(spanning, test="is_open", kinds=kind),
        not_known=Count(begun, test="length_not_known", kinds=kind), parts_above=DAY,
    )  # fmt: skip


def _bands() -> dict[str, Rule]:
    """Restraints by their minutes; doses are moments, and in no mended band."""
    kinds = (*RESTRAINT, "chemical_restraint")
    published = {
        f"gb-mhs-77-minutes-{name.replace('_', '-')}": Rule(
            kinds, "count", Count(by_published_minutes, test=f"in_{name}", kinds=kinds)
        )
        for name in (*PUBLISHED, "60", "none")
    }
    not_known = Count(begun, test="length_not_known", kinds=RESTRAINT)
    mended = {
        f"gb-mhs-77-minutes-{name.replace('_', '-')}-mended": Rule(
            RESTRAINT, "count", Count(by_minutes, test=f"in_{name}", kinds=RESTRAINT),
            not_known=not_known,
        )
        for name in MENDED
    }  # fmt: skip
    return published | mended


RULES = {
    "gb-mhs-76": Rule(ALL_KINDS, "persons", _PEOPLE),
    "gb-mhs-77": Rule(ALL_KINDS, "count", _INTERVENTIONS),
    "gb-mhs-96": Rule(
        ALL_KINDS, "count", _INTERVENTIONS, Count(spells, amount="days"), 1000, spells=True
    ),
    "gb-mhs-97": Rule(
        ALL_KINDS, "persons", _PEOPLE, Count(spells, key="person_id"), 100, spells=True
    ),
    **_lengths(
        98, Count(timed, amount="length_s", test="is_in_mean"), Count(timed, test="is_in_mean"),
        Count(timed, test="lasts_and_is_not"),
    ),
    "gb-mhs-117": Rule(
        ALL_KINDS, "count", _INTERVENTIONS, Count(days_from_date_to_date, amount="days"), 1000
    ),
    "gb-mhs-136": Rule(ALL_KINDS, "count", _INCIDENTS),
    "gb-mhs-137": Rule(ALL_KINDS, "count", _INTERVENTIONS, _INCIDENTS),
    **_lengths(
        138, Count(incidents_timed, amount="length_s", test="is_in_mean", key=INCIDENT),
        Count(incidents_timed, test="is_in_mean", key=INCIDENT),
        Count(incidents_timed, test="is_not_in_mean", key=INCIDENT),
    ),
    "gb-mhs-146": _open(SECLUSION),
    "gb-mhs-147": _open(("long_term_segregation",)),
    **_lengths(
        98, Count(cut, amount="seconds"), Count(cut), Count(begun, test="length_not_known"),
        "-mended",
    ),
    **_lengths(
        138, Count(incidents_spanning, amount="seconds", key=INCIDENT),
        Count(incidents_spanning, key=INCIDENT), Count(incidents_without_end, key=INCIDENT),
        "-mended",
    ),
    "gb-mhs-146-mended": _open(SECLUSION, "-mended"),
    "gb-mhs-147-mended": _open(("long_term_segregation",), "-mended"),
    **_bands(),
}  # fmt: skip
