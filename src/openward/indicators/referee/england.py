"""Restrictive interventions as NHS England publishes them from the MHSDS, defects included.

Source: NHSDigital/mental-health-monthly-statistics, commit 7b4d7421, Restraints/Restraints_Prep.py.
An intervention is a type record (UniqRestrictiveIntTypeID), which is one measure here; it is read
with its incident, and both have to be selected. A measure without an incident is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction

from openward.indicators.referee.clock import Bounds, Period, local_day, seconds
from openward.indicators.referee.counts import HOUR
from openward.indicators.referee.parts import Count, Part, Rule, one
from openward.indicators.referee.register import Measure, Register, Row, optional
from openward.indicators.referee.stays import persons_with_spell, spell_days, ward_stay_days

ALL_KINDS = (
    "seclusion", "manual_restraint", "mechanical_restraint", "chemical_restraint",
    "long_term_segregation",
)  # fmt: skip
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the type table or of the incident table. ended: None where it is missing."""

    key: Hashable
    start: int
    ended: int | None
    timed: bool


def record_of(measure: Measure) -> Record:
    """The row of the type table; timed is false where a time of day is missing."""
    return Record(("measure", measure.id), measure.start, measure.ended, measure.exact)


def incident_of(measure: Measure) -> Record:
    """The row of the incident table."""
    row = measure.incident
    if row is None:
        return record_of(measure)
    key = ("incident", row["incident_id"])
    return Record(key, seconds(row["started_at"]), optional(row["ended_at"]), True)


def is_selected(record: Record, bounds: Bounds) -> bool:
    """It starts in the period, or ends in it, or has no end: the code's WHERE."""
    if record.ended is None:
        return record.start < bounds.end
    return bounds.holds(record.start) or bounds.holds(record.ended)


def counted(register: Register, period: Period) -> list[Measure]:
    """The interventions of the period."""
    found = []
    for measure in register.measures:
        bounds = register.bounds(period, measure.ward)
        if is_selected(record_of(measure), bounds) and is_selected(incident_of(measure), bounds):
            found.append(measure)
    return found


def people(register: Register, period: Period) -> list[Part]:
    """MHS76."""
    return [one(m, m.person) for m in counted(register, period)]


def interventions(register: Register, period: Period) -> list[Part]:
    """MHS77."""
    return [one(m, m.id) for m in counted(register, period)]


def incidents(register: Register, period: Period) -> list[Part]:
    """MHS136."""
    return [one(m, incident_of(m).key) for m in counted(register, period)]


def is_in_the_mean(measure: Measure, record: Record, spell: Row | None, period: Period) -> bool:
    """The code's flag avg_min_flag: everything is there, ends in time, lies within the spell."""
    if spell is None or record.ended is None or not record.timed or record.ended <= record.start:
        return False
    start, end = (local_day(moment, measure.zone) for moment in (record.start, record.ended))
    discharged = optional(spell["ended_at"])
    until = period.end if discharged is None else local_day(discharged, measure.zone)
    came = local_day(seconds(spell["started_at"]), measure.zone)
    return end < period.end and came <= start and end <= until


def spell_of(register: Register, measure: Measure) -> Row | None:
    """The hospital spell of a measure."""
    stay = measure.stay
    return None if stay is None else register.admissions.get(stay.get("admission_id") or "")


def _spells_of_incidents(register: Register, among: list[Measure]) -> dict[Hashable, Row]:
    """The spell of each incident: that of its first measure that has one."""
    found: dict[Hashable, Row] = {}
    for measure in sorted(among, key=lambda m: m.id):
        spell = spell_of(register, measure)
        if spell is not None:
            found.setdefault(incident_of(measure).key, spell)
    return found


def _judged(
    register: Register, period: Period, per_incident: bool
) -> list[tuple[Measure, Record, bool]]:
    """Each counted measure, the record whose minutes are asked for, and whether it has them."""
    among = counted(register, period)
    spells = _spells_of_incidents(register, among)
    found = []
    for m in among:
        record = incident_of(m) if per_incident else record_of(m)
        spell = spells.get(record.key) if per_incident else spell_of(register, m)
        found.append((m, record, is_in_the_mean(m, record, spell, period)))
    return found


def hours(per_incident: bool) -> Count:
    """Whole lengths of records that are in the mean, also what lies before the period."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(measure, record.key, Fraction((record.ended or 0) - record.start, HOUR))
            for measure, record, known in _judged(register, period, per_incident)
            if known
        ]

    return count


def number(per_incident: bool, known: bool = True) -> Count:
    """How many records are in the mean, or are not; of measures, points are neither."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(measure, record.key)
            for measure, record, found in _judged(register, period, per_incident)
            if found == known and (per_incident or measure.lasts)
        ]

    return count


def still_open(register: Register, period: Period, kind: str) -> list[Measure]:
    """Measures of a kind without an end that began before the period was over."""
    return [
        m for m in register.measures
        if m.kind == kind and m.ended is None and m.start < register.bounds(period, m.ward).end
    ]  # fmt: skip


def days_open(kind: str, chosen: Callable[[Register, Period, str], list[Measure]]) -> Count:
    """Days from the start to the end of the period."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(m, m.id, Fraction(register.bounds(period, m.ward).end - m.start, DAY))
            for m in chosen(register, period, kind)
        ]

    return count


def number_open(kind: str, chosen: Callable[[Register, Period, str], list[Measure]]) -> Count:
    """How many they are."""
    return lambda register, period: [one(m, m.id) for m in chosen(register, period, kind)]


RULES = {
    "gb-mhs-76": Rule(ALL_KINDS, "persons", people),
    "gb-mhs-77": Rule(ALL_KINDS, "count", interventions),
    "gb-mhs-96": Rule(ALL_KINDS, "count", interventions, spell_days, 1000, spells=True),
    "gb-mhs-97": Rule(ALL_KINDS, "persons", people, persons_with_spell, 100, spells=True),
    "gb-mhs-98": Rule(ALL_KINDS, "hours", hours(False), number(False), 60, number(False, False)),
    "gb-mhs-99": Rule(
        ALL_KINDS, "hours", hours(False), None, 60, number(False, False), how="longest"
    ),
    "gb-mhs-117": Rule(ALL_KINDS, "count", interventions, ward_stay_days, 1000),
    "gb-mhs-136": Rule(ALL_KINDS, "count", incidents),
    "gb-mhs-137": Rule(ALL_KINDS, "count", interventions, incidents),
    "gb-mhs-138": Rule(ALL_KINDS, "hours", hours(True), number(True), 60, number(True, False)),
    "gb-mhs-139": Rule(
        ALL_KINDS, "hours", hours(True), None, 60, number(True, False), how="longest"
    ),
} | {
    f"gb-mhs-{code}": Rule(
        (kind,), "days", days_open(kind, still_open), number_open(kind, still_open)
    )
    for code, kind in ((146, "seclusion"), (147, "long_term_segregation"))
}  # fmt: skip
