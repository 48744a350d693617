"""What was used together, the plans before it and the debriefs after it.

A use is an incident with a measure, placed where and when its first measure began; a measure
without an incident is its own.
"""

from __future__ import annotations

import ibis
from ibis import Table, _

from openward.indicators.columns import day, joined, seconds
from openward.indicators.register import Register
from openward.indicators.rows.measures import dated, placed
from openward.indicators.rows.records import with_incident

OWN_PLAN = ("by_person", "with_person")
OUTCOMES = ("assault", "self_harm", "police_called")


def uses(register: Register) -> Table:
    """Uses that begin in a period, with what is true of each."""
    rows = register.begin(register.kept(first_measures), "start_period")
    plan_uses = register.table("plan_uses").filter(_.tried).rename(of_incident="incident_id")
    rows = _flag(rows, "tried", plan_uses)
    rows = _flag(rows, "was_offered", _person_debriefs(register).filter(_.offers > 0))
    rows = _flag(rows, "was_held", _person_debriefs(register).filter(_.held_at.notnull()))
    return rows.mutate(followed_plan=rows.has_plan & rows.tried)


def first_measures(register: Register) -> Table:
    """The first measure of each use; is_combined: two kinds or more were used. has_plan of it."""
    rows = register.kept(with_incident)
    one = ibis.window(group_by="record_key")
    order = ibis.window(group_by="record_key", order_by=["start", "measure_id"])
    rows = rows.mutate(
        place_in_use=ibis.row_number().over(order),
        is_combined=rows.kind.min().over(one) != rows.kind.max().over(one),
    )
    return with_plan(register, rows.filter(rows.place_in_use == 0).drop("place_in_use"))


def begun_with_plan(register: Register) -> Table:
    """Measures that begin in a period; has_plan: the person's own plan was in force on that day."""
    return register.begin(with_plan(register, register.kept(dated)), "start_period")


def with_plan(register: Register, rows: Table) -> Table:
    """The rows with has_plan: one made by or with the person, in force on the day of the start."""
    table = register.table("plans")
    plans = table.filter(table.made.isin(OWN_PLAN))
    plans = plans.select(
        planned="person_id", planned_from=day(plans.started_on), planned_to=day(plans.ended_on)
    )
    found = rows.select("measure_id", "person_id", "start_day").inner_join(
        plans, [_.person_id == plans.planned]
    )
    found = found.filter(
        (found.planned_from <= found.start_day)
        & (found.planned_to.isnull() | (found.start_day < found.planned_to))
    ).select("measure_id").distinct()  # fmt: skip
    rows = joined(rows, found.mutate(found=True), "measure_id")
    return rows.mutate(has_plan=rows.found.notnull()).drop("found")


def debriefs(register: Register) -> Table:
    """The person's debriefs after uses that begin in a period."""
    rows = register.begin(register.kept(first_measures), "start_period")
    rows = rows.filter(rows.i_known)
    found = _person_debriefs(register)
    rows = rows.inner_join(found, rows.incident_id == found.of_incident)
    refused = rows.refused_at.notnull()
    return rows.mutate(
        is_offered=rows.offers > 0, is_refused=refused,
        is_offered_again=(rows.last_offer_at > rows.refused_at).fill_null(False),
    )  # fmt: skip


def incidents(register: Register) -> Table:
    """Incidents that begin in a period, with a measure or without; has_{outcome} for each."""
    table = register.table("incidents")
    rows = table.select("incident_id", "person_id", "ward_id", start=seconds(table.started_at))
    rows = register.dated(placed(register, rows, "ward_id"), "start", "start")
    rows = register.begin(register.people(rows), "start_period")
    rows = rows.mutate(age=rows.start_year - rows.born)
    outcomes = (
        register.table("outcomes")
        .group_by("incident_id")
        .aggregate(**{f"has_{name}": (_.kind == name).any() for name in OUTCOMES})
    )
    rows = joined(rows, outcomes, "incident_id")
    return rows.mutate(**{f"has_{name}": rows[f"has_{name}"].fill_null(False) for name in OUTCOMES})


def _flag(rows: Table, name: str, found: Table) -> Table:
    """Whether the incident of a use is among those found; uses without an incident are not."""
    found = found.select("of_incident").distinct().mutate(found=True)
    rows = rows.left_join(found, rows.incident_id == found.of_incident).drop("of_incident")
    return rows.mutate(**{name: rows.found.notnull() & rows.i_known}).drop("found")


def _person_debriefs(register: Register) -> Table:
    """The person's own debriefs: of_incident, held_at, offers, refused_at, last_offer_at."""
    table = register.table("debriefs")
    rows = table.filter(table.whose == "person").select(
        "debrief_id", of_incident="incident_id", held_at="held_at"
    )
    offers = register.table("debrief_offers")
    offered = offers.mutate(
        at=seconds(offers.offered_at), no=(offers.answer == "no").fill_null(False)
    )
    found = offered.group_by("debrief_id").aggregate(
        offers=offered.count(), last_offer_at=offered["at"].max(),
        refused_at=offered["at"].min(where=offered.no),
    )  # fmt: skip
    rows = joined(rows, found, "debrief_id")
    return rows.mutate(offers=rows.offers.fill_null(0))
