"""OpenWard's own set: how often, how long, whom, and how measures are used together.

No authority publishes these; bed-days are exact time on the ward without leave.
"""

from __future__ import annotations

from openward.indicators.calendar import DAY, HOUR, MINUTE
from openward.indicators.rows.measures import begun, begun_after_others, begun_by_the_clock, cut
from openward.indicators.rows.records import begun_with_incident
from openward.indicators.rows.stays import time_on_the_ward
from openward.indicators.rule import ALL_KINDS, LASTING, Count, Rule

BED_DAYS = Count(time_on_the_ward, amount="seconds")
MANUAL = ("manual_restraint",)
_HELD = Count(begun, test="has_technique", kinds=MANUAL)


def _per_bed_days(unit: str, above: Count, not_known: Count | None = None, parts: int = 1) -> Rule:
    return Rule(
        above.kinds, unit, above, BED_DAYS, 1000, not_known, parts_above=parts, parts_below=DAY
    )


def _by_kind() -> dict[str, Rule]:
    found = {}
    for kind in ALL_KINDS:
        name, kinds = kind.replace("_", "-"), (kind,)
        found[f"ow-measures-{name}"] = _per_bed_days("count", Count(begun, kinds=kinds))
        persons = Count(begun, kinds=kinds, key="person_id")
        found[f"ow-persons-{name}"] = _per_bed_days("persons", persons)
        incidents = Count(begun_with_incident, kinds=kinds, key="record_key")
        found[f"ow-incidents-{name}"] = _per_bed_days("count", incidents)
        if kind in LASTING:
            found[f"ow-hours-{name}"] = _per_bed_days(
                "hours", Count(cut, amount="seconds", kinds=kinds),
                Count(begun, test="length_not_known", kinds=kinds), HOUR,
            )  # fmt: skip
    return found


RULES = _by_kind() | {
    "ow-repeat": Rule(
        ALL_KINDS, "count", Count(begun_after_others, test="is_repeat"), Count(begun), 100
    ),
    "ow-half-of-hours": Rule(
        LASTING, "persons", Count(cut, amount="seconds", kinds=LASTING),
        Count(cut, kinds=LASTING, key="person_id"), 1,
        Count(begun, test="length_not_known", kinds=LASTING), how="half",
    ),
    "ow-prone": Rule(MANUAL, "count", Count(begun, test="is_prone", kinds=MANUAL), _HELD, 100),
    "ow-night": Rule(
        ALL_KINDS, "count", Count(begun_by_the_clock, test="is_at_night"),
        Count(begun_by_the_clock, test="is_timed"), 100,
    ),
    "ow-injuries": Rule(
        ALL_KINDS, "count", Count(begun, test="somebody_hurt"), Count(begun, test="injuries_told"),
        100,
    ),
    "ow-no-danger-recorded": Rule(
        ALL_KINDS, "count", Count(begun_with_incident, test="no_danger"), Count(begun), 100
    ),
    "ow-after-danger-minutes": Rule(
        ALL_KINDS, "hours", Count(begun, amount="after_danger_s"),
        Count(begun, test="is_after_danger"), MINUTE, Count(begun, test="is_not_after_danger"),
        parts_above=HOUR,
    ),
}  # fmt: skip
