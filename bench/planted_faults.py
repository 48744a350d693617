"""Faults to be planted in a dataset: each in a row of its own, with what must be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openward.register.cells import typed
from openward.register.tables import TABLES


@dataclass(frozen=True)
class Fault:
    """cells: what is written into a row of the table; the problem stands in `column`.

    place: the record, counted from the end of the table as in Python (-1 is the last).
    """

    name: str
    table: str
    place: int
    cells: Mapping[str, str]
    column: str
    says: str

    def row(self, tables: Mapping[str, pa.Table]) -> int:
        """The row in the file, the header being 1."""
        return int(tables[self.table].num_rows) + self.place + 2


def fault(name: str, place: str, number: int, value: str, says: str, **more: str) -> Fault:
    """One wrong cell; more: other cells of the row; `named=` the column that is named instead."""
    table, _, column = place.partition(".")
    named = more.pop("named", column)
    return Fault(name, table, -number, {column: value, **more}, named, says)


FAULTS = (
    fault("empty id", "measures.measure_id", 1, "", "the cell is empty"),
    fault("same id", "measures.measure_id", 2, "m0000000", "the same measure_id as row 2"),
    fault("formula", "measures.measure_id", 3, "=1+1", "a spreadsheet would run"),
    fault("control character", "measures.measure_id", 4, "m\x07m", "control character"),
    fault("free text", "measures.measure_id", 5, "long " * 50 + "m", "more than 200 characters"),
    fault("no such incident", "measures.incident_id", 6, "i-none", "no row of incidents has"),
    fault("no such person", "measures.person_id", 7, "p-none", "no row of persons has"),
    fault("no such stay", "measures.stay_id", 8, "s-none", "no row of stays has"),
    fault("no such ward", "measures.ward_id", 9, "w-none", "no row of wards has"),
    fault("unknown kind", "measures.kind", 10, "isolation", "not a code of the list"),
    fault("technique of another kind", "measures.technique", 11, "oral", "does not belong"),
    fault("31 February", "measures.started_at", 12, "2024-02-31T10:00:00Z", "not a moment"),
    fault("no offset", "measures.started_at", 13, "2024-02-20T10:00:00", "without its offset"),
    fault("part of a second", "measures.started_at", 14, "2024-02-20T10:00:00.5Z",
          "with parts of a second"),
    fault("end before start", "measures.ended_at", 15, "2001-01-01T00:00:00Z",
          "ended_at is before started_at"),
    fault("running with an end", "measures.end_state", 16, "running",
          "an end that end_state says is not there", named="ended_at"),
    fault("point that lasts", "measures.end_state", 17, "point", "cannot be a point", ended_at=""),
    fault("ended without end", "measures.ended_at", 18, "", "the measure has ended, but"),
    fault("chemical that lasts", "measures.kind", 19, "chemical_restraint",
          "a chemical measure is a point in time", technique="", named="end_state"),
    fault("too old", "measures.age_years", 20, "131", "an age over 130 years"),
    fault("negative age", "measures.age_years", 21, "-1", "a number below 0"),
    fault("half a year", "measures.age_years", 22, "12.5", "not a whole number"),
    fault("unknown precision", "measures.time_precision", 23, "hour", "not a code of the list"),
    fault("year 1026", "measures.recorded_at", 24, "1026-01-01T00:00:00Z", "not between the years"),
    fault("empty kind", "measures.kind", 25, "", "the cell is empty"),
    fault("29 February 2025", "measures.recorded_at", 26, "2025-02-29T00:00:00Z", "not a moment"),
    fault("order valid until before", "orders.valid_until", 1, "2001-01-01T00:00:00Z",
          "valid_until is before made_at"),
    fault("neither true nor false", "orders.in_person", 2, "maybe", "neither true nor false"),
    fault("negative minutes", "orders.expected_minutes", 3, "-5", "a number below 0"),
    fault("unknown role", "orders.role", 4, "boss", "not a code of the list"),
    fault("no order before it", "orders.previous_order_id", 5, "o-none", "no row of orders has"),
    fault("order after itself", "orders.previous_order_id", 6, "same", "an order that follows",
          order_id="same"),
    fault("observation of nothing", "observations.measure_id", 1, "m-none", "no row of measures"),
    fault("unknown mode", "observations.mode", 2, "mirror", "not a code of the list"),
    fault("observation ends first", "observations.ended_at", 3, "2001-01-01T00:00:00Z",
          "ended_at is before started_at"),
    fault("unknown zone", "facilities.timezone", 1, "Mars/Olympus", "not a time zone"),
    fault("no country", "facilities.country", 2, "svn", "not a country code", region=""),
    fault("region elsewhere", "facilities.region", 3, "US-CA", "a region of another country"),
    fault("no time of day", "facilities.census_time", 4, "24:30", "not a time of day"),
    fault("no jurisdiction", "regimes.jurisdiction", 1, "England!", "not a code of a jurisdict"),
    fault("born in 1084", "persons.birth_year", 1, "1084", "not a year of birth"),
    fault("unknown sex", "persons.sex", 2, "x", "not a code of the list"),
    fault("beds below 0", "ward_beds.beds", 1, "-1", "a number below 0"),
    fault("31 April", "ward_beds.valid_to", 2, "2025-04-31", "not a day"),
    fault("period of no day", "statements.period_end", 1, "2024-01-01", "ends on the day"),
    fault("stay ends first", "stays.ended_at", 1, "2001-01-01T00:00:00Z",
          "ended_at is before started_at"),
)  # fmt: skip


def planted(tables: Mapping[str, pa.Table], faults: tuple[Fault, ...]) -> dict[str, pa.Table]:
    """The tables with the faults in them; a column that is no longer of its type is text."""
    changed = dict(tables)
    for name, column in sorted({(f.table, column) for f in faults for column in f.cells}):
        texts = changed[name][column].cast(pa.string()).combine_chunks()
        cells = {
            len(texts) + f.place: f.cells[column] or None
            for f in faults
            if f.table == name and column in f.cells
        }
        mask = np.isin(np.arange(len(texts)), list(cells))
        new = [cells[place] for place in sorted(cells)]
        written = pc.replace_with_mask(texts, pa.array(mask), pa.array(new, pa.string()))
        values, broken = typed(written, TABLES[name].columns[column].type)
        place = changed[name].column_names.index(column)
        kept = written if list(broken) else values
        changed[name] = changed[name].set_column(place, column, kept)
    return changed
