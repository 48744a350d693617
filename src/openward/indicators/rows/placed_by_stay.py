"""Measures that are placed where the person's stay is, beside the stays of that ward."""

from __future__ import annotations

import ibis
from ibis import Table

from openward.indicators.columns import joined
from openward.indicators.register import Register
from openward.indicators.rows.events import seclusion_events
from openward.indicators.rows.measures import begun, cut
from openward.indicators.rows.stays import case_of


def begun_by_stay(register: Register) -> Table:
    """Measures that begin in a period. case_key: the case, the person where no stay is known."""
    return _by_stay(register, register.rows(begun))


def cut_by_stay(register: Register) -> Table:
    """Measures with a second in the period, likewise."""
    return _by_stay(register, register.rows(cut))


def events_by_stay(register: Register) -> Table:
    """Seclusion events that begin in a period. stay_key: the stay, or the person without one."""
    return _by_stay(register, register.rows(seclusion_events))


def _by_stay(register: Register, rows: Table) -> Table:
    """ward: that of the stay; age: completed in the year of the period, as for stays."""
    stays = register.table("stays").select("stay_id", "admission_id", place_id="ward_id")
    wards = register.wards.select("place_id", of_ward="ward")
    stays = joined(stays, wards, "place_id").drop("place_id")
    stays = stays.filter(stays.of_ward.notnull()).rename(of_stay="stay_id")
    years = register.bounds.select("zone", "period", of_year="year")
    rows = rows.inner_join(years, ["zone", "period"])
    found = rows.left_join(stays, rows.stay_id == stays.of_stay)
    found = found.mutate(stay_id=found.of_stay)
    known = found.stay_id.notnull()
    person = "p" + found.person_id
    found = found.mutate(
        case_key=ibis.ifelse(known, case_of(found), person),
        stay_key=ibis.ifelse(known, "s" + found.stay_id, person),
        ward=found.of_ward.fill_null(register.not_placed), age=found.of_year - found.born,
    )  # fmt: skip
    return found.drop("of_stay", "of_ward", "of_year", "admission_id")
