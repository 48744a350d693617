"""OpenWard's own set: what was used together, own plans, debriefs, and what came of incidents."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction

from openward.indicators.referee.clock import Period, local_day, seconds
from openward.indicators.referee.england import ALL_KINDS, incident_of
from openward.indicators.referee.own_measures import always, bed_days, begun
from openward.indicators.referee.parts import Count, Part, Rule, one
from openward.indicators.referee.register import Measure, Register, Row

OWN_PLAN = ("by_person", "with_person")

Uses = dict[Hashable, list[Measure]]
Test = Callable[[Register, list[Measure]], bool]
DebriefTest = Callable[[Register, Row], bool]


def uses_of(register: Register) -> Uses:
    """The measures of each incident, the first one first; a measure without one is its own."""
    found: Uses = {}
    for measure in sorted(register.measures, key=lambda m: (m.start, m.id)):
        found.setdefault(incident_of(measure).key, []).append(measure)
    return found


def _in(register: Register, period: Period) -> Uses:
    uses = register.memory.setdefault("uses", uses_of(register))
    return {
        key: measures for key, measures in uses.items()
        if register.bounds(period, measures[0].ward).holds(measures[0].start)
    }  # fmt: skip


def uses(test: Test) -> Count:
    """Incidents with a measure, placed where and when the first one began."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(measures[0], key) for key, measures in _in(register, period).items()
            if test(register, measures)
        ]  # fmt: skip

    return count


def every_use(register: Register, measures: list[Measure]) -> bool:
    """Every incident with a measure."""
    return True


def is_combined(register: Register, measures: list[Measure]) -> bool:
    """Two kinds or more."""
    return len({measure.kind for measure in measures}) >= 2


def has_plan(register: Register, measure: Measure) -> bool:
    """The person's own plan was in force on the day of the start; not one made without them."""
    day = local_day(measure.start, measure.zone)
    return any(
        plan["person_id"] == measure.person
        and plan["made"] in OWN_PLAN
        and plan["started_on"] <= day
        and (plan["ended_on"] is None or day < plan["ended_on"])
        for plan in register.rows("plans")
    )


def had_plan(register: Register, measures: list[Measure]) -> bool:
    """The same at the first measure."""
    return has_plan(register, measures[0])


def followed_plan(register: Register, measures: list[Measure]) -> bool:
    """There was a plan and something in it was tried."""
    rows = _rows_of(register, "plan_uses", measures)
    return had_plan(register, measures) and any(row.get("tried") for row in rows)


def _rows_of(register: Register, table: str, measures: list[Measure]) -> list[Row]:
    incident = measures[0].incident
    if incident is None:
        return []
    return register.grouped(table, "incident_id").get(incident["incident_id"], [])


def debriefs_of(register: Register, measures: list[Measure]) -> list[Row]:
    """The person's own debriefs after the incident."""
    return [row for row in _rows_of(register, "debriefs", measures) if row["whose"] == "person"]


def offers_of(register: Register, debrief: Row) -> list[Row]:
    """When it was offered, and the answers."""
    return register.grouped("debrief_offers", "debrief_id").get(debrief["debrief_id"], [])


def was_offered(register: Register, measures: list[Measure]) -> bool:
    """The person was offered a debrief."""
    return any(offers_of(register, row) for row in debriefs_of(register, measures))


def was_held(register: Register, measures: list[Measure]) -> bool:
    """The person had a debrief."""
    return any(row["held_at"] is not None for row in debriefs_of(register, measures))


def debriefs(test: DebriefTest) -> Count:
    """The person's debriefs, placed as their incident."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(measures[0], row["debrief_id"]) for measures in _in(register, period).values()
            for row in debriefs_of(register, measures) if test(register, row)
        ]  # fmt: skip

    return count


def refused_at(register: Register, debrief: Row) -> int | None:
    """When an offer was first answered with no."""
    moments = [
        seconds(row["offered_at"]) for row in offers_of(register, debrief) if row["answer"] == "no"
    ]
    return min(moments, default=None)


def is_offered(register: Register, debrief: Row) -> bool:
    """Offered at least once."""
    return bool(offers_of(register, debrief))


def is_refused(register: Register, debrief: Row) -> bool:
    """Answered with no at least once."""
    return refused_at(register, debrief) is not None


def is_offered_again(register: Register, debrief: Row) -> bool:
    """Offered after a no."""
    refused = refused_at(register, debrief)
    return refused is not None and any(
        seconds(row["offered_at"]) > refused for row in offers_of(register, debrief)
    )


def incidents_with(outcome: str) -> Count:
    """Incidents that begin in the period with such an outcome, with a measure or without."""

    def count(register: Register, period: Period) -> list[Part]:
        known = {row["incident_id"] for row in register.rows("outcomes") if row["kind"] == outcome}
        found = []
        for key, row in register.incidents.items():
            ward = row["ward_id"] if row.get("ward_id") in register.wards else None
            start, person = seconds(row["started_at"]), row["person_id"]
            if key in known and register.bounds(period, ward).holds(start):
                age = register.age_in(local_day(start, register.zone_of(ward)).year, person)
                found.append(Part(ward, person, age, key, Fraction(1)))
        return found

    return count


def _share_of_uses(above: Test, below: Test = every_use) -> Rule:
    return Rule(ALL_KINDS, "count", uses(above), uses(below), 100)


RULES = {
    "ow-combined": _share_of_uses(is_combined),
    "ow-plan-in-place": Rule(ALL_KINDS, "count", begun(has_plan), begun(always), 100),
    "ow-plan-followed": _share_of_uses(followed_plan, had_plan),
    "ow-debrief-offered": _share_of_uses(was_offered),
    "ow-debrief-held": _share_of_uses(was_held),
    "ow-debriefs-refused": Rule(
        ALL_KINDS, "count", debriefs(is_refused), debriefs(is_offered), 100
    ),
    "ow-offered-again": Rule(
        ALL_KINDS, "count", debriefs(is_offered_again), debriefs(is_refused), 100
    ),
} | {
    code: Rule(ALL_KINDS, "count", incidents_with(outcome), bed_days, 1000)
    for code, outcome in (
        ("ow-outcomes-assault", "assault"),
        ("ow-outcomes-self-harm", "self_harm"),
        ("ow-police", "police_called"),
    )
}  # fmt: skip
