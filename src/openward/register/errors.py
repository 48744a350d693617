"""What a dataset must hold: rules whose breach is an error, in the order of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo

import pyarrow.compute as pc

from openward.problems import one_of
from openward.register.codes import code_list, techniques_of
from openward.register.dataset import Dataset, Mask, Rows, mask
from openward.register.errors_of_columns import matching, rules_of
from openward.register.findings import Finding
from openward.register.rules import Rule
from openward.register.tables import TABLES

#: The kind whose measures are a point in time; all others last.
KIND_WITHOUT_LENGTH = "chemical_restraint"
OLDEST = 130
MINUTES_OF_A_DAY = 1_440
FIRST_YEAR_OF_BIRTH, LAST_YEAR_OF_BIRTH = 1880, 2100


def errors(dataset: Dataset, unread: Mapping[tuple[str, str], Rows] | None = None) -> list[Finding]:
    """Every rule that is broken, with its rows.

    unread: by table and column, the rows whose cell could not be read and was named already.
    """
    named = unread or {}
    found = (
        rule.finding(dataset, named.get((rule.table, rule.column or "")))
        for rule in rules()
        if rule.table in dataset
    )
    return [finding for finding in found if finding is not None]


def missing_tables(dataset: Dataset) -> list[str]:
    """Notes on tables that others refer to and that are not there: ids are then not compared."""
    wanted = {
        column.refers: name
        for name in dataset.tables
        for column in TABLES[name].columns.values()
        if column.refers and dataset.filled(name, column.name).any()
    }
    return [
        f"the table {name} is missing: ids that refer to it cannot be compared"
        for name in TABLES
        if name in wanted and name not in dataset
    ]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules: for each table those of its columns, then those of its own."""
    return tuple(
        rule
        for name, table in TABLES.items()
        for rule in (*rules_of(table), *(own for own in OWN_RULES if own.table == name))
    )


def _is_unknown_zone(dataset: Dataset) -> Mask:
    names = pc.unique(dataset.column("facilities", "timezone")).to_pylist()
    return dataset.has_code("facilities", "timezone", *(n for n in names if n and not _is_zone(n)))


@cache
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _region_elsewhere(dataset: Dataset) -> Mask:
    country, region = (dataset.column("facilities", name) for name in ("country", "region"))
    return mask(pc.not_equal(pc.utf8_slice_codeunits(region, 0, 2), country))


def _technique_of_another_kind(dataset: Dataset) -> Mask:
    known = dataset.has_code("measures", "technique", *code_list("technique").codes)
    for kind in code_list("measure_kind").codes:
        of_kind = dataset.has_code("measures", "kind", kind)
        known &= ~(of_kind & dataset.has_code("measures", "technique", *techniques_of(kind)))
    return known & dataset.has_code("measures", "kind", *code_list("measure_kind").codes)


def _is_point(dataset: Dataset) -> Mask:
    return dataset.has_code("measures", "end_state", "point")


def _is_chemical(dataset: Dataset) -> Mask:
    return dataset.has_code("measures", "kind", KIND_WITHOUT_LENGTH)


def _lasts(dataset: Dataset) -> Mask:
    lasting = (kind for kind in code_list("measure_kind").codes if kind != KIND_WITHOUT_LENGTH)
    return dataset.has_code("measures", "kind", *lasting)


def _end_without(dataset: Dataset) -> Mask:
    without = dataset.has_code("measures", "end_state", "running", "not_recorded", "point")
    return dataset.filled("measures", "ended_at") & without


def _ended_without_end(dataset: Dataset) -> Mask:
    ended = dataset.has_code("measures", "end_state", "ended")
    return ended & ~dataset.filled("measures", "ended_at")


def _follows_itself(dataset: Dataset) -> Mask:
    order, before = (dataset.column("orders", n) for n in ("order_id", "previous_order_id"))
    return mask(pc.equal(order, before))


def _above(table: str, column: str, most: float, what: str, remedy: str) -> Rule:
    return Rule(table, column, what, remedy, lambda d: d.numbers(table, column) > most)


OWN_RULES = (
    Rule("facilities", "country", "not a country code", "write two capital letters, as in SI",
         matching("facilities", "country", "^[A-Z]{2}$", negate=True)),
    Rule("facilities", "region", "not a region code",
         "write country, hyphen, region (ISO 3166-2), as in US-CA",
         matching("facilities", "region", "^[A-Z]{2}-[A-Z0-9]{1,3}$", negate=True)),
    Rule("facilities", "region", "a region of another country", "correct country or region",
         _region_elsewhere),
    Rule("facilities", "timezone", "not a time zone", "write an IANA name, as in Europe/Ljubljana",
         _is_unknown_zone),
    Rule("facilities", "census_time", "not a time of day", "write hours and minutes, as in 00:00",
         matching("facilities", "census_time", r"^([01]\d|2[0-3]):[0-5]\d$", negate=True)),
    Rule("regimes", "jurisdiction", "not a code of a jurisdiction",
         "write small letters, as in si, gb-eng or de-bw",
         matching("regimes", "jurisdiction", "^[a-z]{2,5}(-[a-z0-9]{2,10})*$", negate=True)),
    Rule("persons", "birth_year",
         f"not a year of birth between {FIRST_YEAR_OF_BIRTH} and {LAST_YEAR_OF_BIRTH}",
         "write the year alone, as in 1984",
         lambda d: (d.numbers("persons", "birth_year") < FIRST_YEAR_OF_BIRTH)
         | (d.numbers("persons", "birth_year") > LAST_YEAR_OF_BIRTH)),
    _above("measures", "age_years", OLDEST, f"an age over {OLDEST} years",
           "write completed years on the day of the start"),
    Rule("measures", "technique", "a technique that does not belong to the kind of the measure",
         "correct kind or technique", _technique_of_another_kind),
    Rule("measures", "end_state", "a measure that lasts cannot be a point in time",
         one_of(("running", "ended", "not_recorded")), lambda d: _lasts(d) & _is_point(d)),
    Rule("measures", "end_state", "a chemical measure is a point in time",
         "write point and leave ended_at empty: its clocks run from the dose",
         lambda d: _is_chemical(d) & d.has_code("measures", "end_state", "running", "ended",
                                                "not_recorded")),
    Rule("measures", "ended_at", "the measure has ended, but there is no end",
         "fill in ended_at, or write not_recorded as end_state", _ended_without_end),
    Rule("measures", "ended_at", "an end that end_state says is not there",
         "write ended as end_state, or leave ended_at empty", _end_without),
    *(_above("segregation_days", column, MINUTES_OF_A_DAY,
             f"more than the {MINUTES_OF_A_DAY:,} minutes of a day", "write minutes within the day")
      for column in ("air_minutes", "activity_minutes", "contact_minutes")),
    Rule("orders", "previous_order_id", "an order that follows itself",
         "name the order before it, or leave the cell empty", _follows_itself),
    Rule("statements", "period_end", "the period ends on the day it starts",
         "period_end is the first day after the period",
         lambda d: d.numbers("statements", "period_end")
         == d.numbers("statements", "period_start")),
)  # fmt: skip
