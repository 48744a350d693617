"""OpenWard's own set: how often, how long, whom, and how measures are used together.

No authority publishes these; bed-days are exact time on the ward without leave.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from openward.indicators.referee.clock import Period, seconds
from openward.indicators.referee.counts import begun as begun_with_key
from openward.indicators.referee.counts import (
    hours_in_period,
    length_not_known,
    measures_begun,
    persons_with,
)
from openward.indicators.referee.england import ALL_KINDS, incident_of
from openward.indicators.referee.netherlands import LASTING
from openward.indicators.referee.parts import Count, Part, Rule, one
from openward.indicators.referee.register import Measure, Register, optional
from openward.indicators.referee.stays import stay_part

DAY = 86_400
REPEAT_WITHIN = 30 * DAY
NIGHT_FROM, NIGHT_TO = 22, 6
HURT, NOT_TOLD = ("minor", "serious"), (None, "not_recorded")
INJURIES = ("injury_person", "injury_staff", "injury_other")

Test = Callable[[Register, Measure], bool]


def bed_days(register: Register, period: Period) -> list[Part]:
    """Time on the ward without leave, in days of 24 hours."""
    found = []
    for stay in register.stays.values():
        bounds = register.bounds(period, register.ward_of_stay(stay))
        start = max(seconds(stay["started_at"]), bounds.start)
        end = min(_or(optional(stay["ended_at"]), bounds.end), bounds.end)
        away, until = 0, start
        for leave in register.leaves.get(stay["stay_id"], ()):
            left = max(seconds(leave["started_at"]), until)
            back = min(_or(optional(leave["ended_at"]), end), end)
            away, until = away + max(0, back - left), max(until, back)
        days = Fraction(max(0, end - start) - away, DAY)
        found.append(stay_part(register, stay, period.start.year, stay["stay_id"], days))
    return found


def _or(moment: int | None, other: int) -> int:
    return other if moment is None else moment


def begun(test: Test, kinds: tuple[str, ...] = ALL_KINDS) -> Count:
    """Measures that begin in the period and of which something is true."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(m, m.id) for m in register.measures
            if m.kind in kinds and register.bounds(period, m.ward).holds(m.start)
            and test(register, m)
        ]  # fmt: skip

    return count


def always(register: Register, measure: Measure) -> bool:
    """Every measure."""
    return True


def is_repeat(register: Register, measure: Measure) -> bool:
    """The same person had another one begun in the 30 days before."""
    return any(
        other.person == measure.person
        and (other.start, other.id) < (measure.start, measure.id)
        and other.start >= measure.start - REPEAT_WITHIN
        for other in register.measures
    )


def has_technique(register: Register, measure: Measure) -> bool:
    """The way of holding is recorded."""
    return measure.row.get("technique") not in NOT_TOLD


def is_prone(register: Register, measure: Measure) -> bool:
    """Face down."""
    return measure.row.get("technique") == "prone"


def is_timed(register: Register, measure: Measure) -> bool:
    """The time of day is known."""
    return measure.exact


def is_at_night(register: Register, measure: Measure) -> bool:
    """It began from 22:00 to 06:00 by the clock of the ward."""
    hour = datetime.fromtimestamp(measure.start, UTC).astimezone(ZoneInfo(measure.zone)).hour
    return measure.exact and (hour >= NIGHT_FROM or hour < NIGHT_TO)


def injuries_told(register: Register, measure: Measure) -> bool:
    """At least for one side it is recorded whether anybody was hurt."""
    return any(measure.row.get(column) not in NOT_TOLD for column in INJURIES)


def somebody_hurt(register: Register, measure: Measure) -> bool:
    """The person, staff or somebody else."""
    return any(measure.row.get(column) in HURT for column in INJURIES)


def no_danger(register: Register, measure: Measure) -> bool:
    """No immediate danger is recorded."""
    incident = measure.incident
    return incident is None or incident.get("danger_to") in (None, "none", "not_recorded")


def persons_with_hours(register: Register, period: Period) -> list[Part]:
    """Persons with any hour in the period."""
    hours = hours_in_period(LASTING)(register, period)
    return [Part(p.ward, p.person, p.age, p.person, Fraction(1)) for p in hours if p.amount]


def after_danger(register: Register, measure: Measure) -> bool:
    """It is known when the danger was over and when the measure was."""
    over = optional(measure.row.get("danger_over_at"))
    ended = measure.state == "ended" and measure.exact and measure.ended is not None
    return ended and over is not None and over <= (measure.ended or 0)


def not_after_danger(register: Register, measure: Measure) -> bool:
    """The same is not known of a measure that lasts."""
    return measure.lasts and not after_danger(register, measure)


def hours_after_danger(register: Register, period: Period) -> list[Part]:
    """Hours from the end of the danger to the end of the measure."""
    found = []
    for m in register.measures:
        if after_danger(register, m) and register.bounds(period, m.ward).holds(m.start):
            length = (m.ended or 0) - seconds(m.row["danger_over_at"])
            found.append(one(m, m.id, Fraction(length, 3600)))
    return found


def _by_kind() -> dict[str, Rule]:
    found = {}
    for kind in ALL_KINDS:
        name, kinds = kind.replace("_", "-"), (kind,)
        found[f"ow-measures-{name}"] = Rule(kinds, "count", measures_begun(kinds), bed_days, 1000)
        found[f"ow-persons-{name}"] = Rule(kinds, "persons", persons_with(kinds), bed_days, 1000)
        incidents = begun_with_key(kinds, lambda m: incident_of(m).key)
        found[f"ow-incidents-{name}"] = Rule(kinds, "count", incidents, bed_days, 1000)
        if kind in LASTING:
            found[f"ow-hours-{name}"] = Rule(
                kinds, "hours", hours_in_period(kinds), bed_days, 1000, length_not_known(kinds)
            )
    return found


def _share(above: Test, below: Test, kinds: tuple[str, ...] = ALL_KINDS) -> Rule:
    return Rule(kinds, "count", begun(above, kinds), begun(below, kinds), 100)


RULES = _by_kind() | {
    "ow-repeat": _share(is_repeat, always),
    "ow-half-of-hours": Rule(
        LASTING, "persons", hours_in_period(LASTING), persons_with_hours, 1,
        length_not_known(LASTING), how="half",
    ),
    "ow-prone": _share(is_prone, has_technique, ("manual_restraint",)),
    "ow-night": _share(is_at_night, is_timed),
    "ow-injuries": _share(somebody_hurt, injuries_told),
    "ow-no-danger-recorded": _share(no_danger, always),
    "ow-after-danger-minutes": Rule(
        ALL_KINDS, "hours", hours_after_danger, begun(after_danger), 60, begun(not_after_danger)
    ),
}  # fmt: skip
