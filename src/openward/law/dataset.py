"""From the tables of a dataset to each measure and what surrounds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from openward.law.case import Context, RegimeSpan, StatusSpan
from openward.law.obligation import Obligation
from openward.law.obligations import Laws, obligations
from openward.law.rule import EVER, NEVER
from openward.register.tables import TABLES

Row = TypeVar("Row")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Moments that are foreseen, not past.
FORESEEN = {("orders", "valid_until")}
OF_MEASURE = {
    "orders": "orders",
    "reviews": "reviews",
    "observations": "observations",
    "breaks": "breaks",
    "doses": "doses",
    "deaths": "deaths",
}


def check_dataset(
    tables: Mapping[str, pa.Table], laws: Laws, as_of: datetime
) -> Iterator[Obligation]:
    """Every obligation of every measure, in the order of the measures."""
    for measure, context in contexts(tables):
        yield from obligations(measure, context, laws, as_of)


def latest_moment(tables: Mapping[str, pa.Table]) -> datetime | None:
    """The last moment that anybody recorded; None where there is none."""
    latest = [
        pc.max(table[column.name]).as_py()
        for name, table in tables.items()
        for column in table.schema
        if pa.types.is_timestamp(column.type) and (name, column.name) not in FORESEEN
    ]
    return max((moment for moment in latest if moment), default=None)


def contexts(tables: Mapping[str, pa.Table]) -> Iterator[tuple[Any, Context]]:
    """Each measure with its context, in the order of the table `measures`."""
    near = _Near(tables)
    for measure in near.measures:
        yield measure, near.context(measure)


class _Near:
    """The tables as rows, grouped by what they belong to."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        def grouped(name: str, by: str) -> dict[Any, Sequence[Any]]:
            return _grouped(_rows(name, tables), by)

        self.measures = _rows("measures", tables)
        self.of_person = _grouped(self.measures, "person_id")
        self.of_measure = {name: grouped(name, "measure_id") for name in OF_MEASURE}
        self.people = grouped("review_people", "review_id")
        self.notices = _by_measure_or_stay(_rows("notices", tables))
        self.courts = _by_measure_or_stay(_rows("court_decisions", tables))
        self.debriefs = grouped("debriefs", "incident_id")
        self.offers = grouped("debrief_offers", "debrief_id")
        statuses = _rows("legal_statuses", tables)
        self.status_of_stay = _grouped([s for s in statuses if s.stay_id], "stay_id")
        self.status_of_person = _grouped([s for s in statuses if not s.stay_id], "person_id")
        stays = _rows("stays", tables)
        self.admission_of = {s.stay_id: s.admission_id for s in stays if s.admission_id}
        self.ward_of_stay = {stay.stay_id: stay.ward_id for stay in stays}
        self.regimes = _regimes(tables)

    def context(self, measure: Any) -> Context:
        """What surrounds one measure."""
        mine = {name: rows.get(measure.measure_id, ()) for name, rows in self.of_measure.items()}
        reviews = mine["reviews"]
        debriefs = self.debriefs.get(measure.incident_id, ()) if measure.incident_id else ()
        ward = measure.ward_id or self.ward_of_stay.get(measure.stay_id)
        return Context(
            regimes=self.regimes.get(ward or "", ()),
            measures=self.of_person[measure.person_id],
            review_people={r.review_id: self.people.get(r.review_id, ()) for r in reviews},
            notices=_either(self.notices, measure),
            court_decisions=_either(self.courts, measure),
            debriefs=debriefs,
            debrief_offers=[o for d in debriefs for o in self.offers.get(d.debrief_id, ())],
            legal_statuses=self._statuses(measure),
            admission_of=self.admission_of,
            **mine,
        )

    def _statuses(self, measure: Any) -> Sequence[StatusSpan]:
        rows = self.status_of_stay.get(measure.stay_id) if measure.stay_id else None
        rows = rows or self.status_of_person.get(measure.person_id, ())
        return [StatusSpan(row.status, row.started_at, row.ended_at) for row in rows]


def _rows(name: str, tables: Mapping[str, pa.Table]) -> list[Any]:
    """The rows of a table as its dataclass. The table has been checked: nothing is checked here."""
    if name not in tables or tables[name].num_rows == 0:
        return []
    row, table = TABLES[name].row, tables[name]
    names = [column.name for column in TABLES[name].columns.values()]
    cells = [_cells(table[column]) if column in table.column_names else None for column in names]
    filled = [cell if cell is not None else [None] * table.num_rows for cell in cells]
    setters = [getattr(row, f.name).__set__ for f in fields(row)]
    return _made(row, setters, filled)


def _made(row: type[Row], setters: list[Any], cells: list[list[Any]]) -> list[Row]:
    """Rows made slot by slot: a frozen dataclass checks each value, these have been checked."""
    rows = [object.__new__(row) for _ in cells[0]]
    for put, column in zip(setters, cells, strict=True):
        for made, value in zip(rows, column, strict=True):
            put(made, value)
    return rows


def _cells(column: pa.ChunkedArray) -> list[Any]:
    if not pa.types.is_timestamp(column.type):
        values: list[Any] = column.to_pylist()
        return values
    seconds = pc.cast(column, pa.int64()).to_pylist()
    return [None if s is None else EPOCH + timedelta(seconds=s) for s in seconds]


def _grouped(rows: Sequence[Any], by: str) -> dict[Any, Sequence[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return dict(groups)


def _by_measure_or_stay(
    rows: Sequence[Any],
) -> tuple[dict[Any, Sequence[Any]], dict[Any, Sequence[Any]]]:
    named = _grouped([row for row in rows if row.measure_id], "measure_id")
    return named, _grouped([row for row in rows if not row.measure_id and row.stay_id], "stay_id")


def _either(
    found: tuple[dict[Any, Sequence[Any]], dict[Any, Sequence[Any]]], measure: Any
) -> list[Any]:
    named, of_stay = found
    return [*named.get(measure.measure_id, ()), *of_stay.get(measure.stay_id, ())]


def _regimes(tables: Mapping[str, pa.Table]) -> dict[str, list[RegimeSpan]]:
    """The laws of each ward: its own where it has any, else those of its facility."""
    zones = {f.facility_id: f.timezone for f in _rows("facilities", tables)}
    rows = _rows("regimes", tables)
    of_ward = _grouped([r for r in rows if r.ward_id], "ward_id")
    of_facility = _grouped([r for r in rows if not r.ward_id], "facility_id")
    return {
        ward.ward_id: [
            _span(regime, zones.get(ward.facility_id, "UTC"))
            for regime in of_ward.get(ward.ward_id) or of_facility.get(ward.facility_id, ())
        ]
        for ward in _rows("wards", tables)
    }


def _span(regime: Any, zone: str) -> RegimeSpan:
    from_at = _midnight(regime.valid_from, zone) if regime.valid_from else EVER
    to_at = _midnight(regime.valid_to, zone) if regime.valid_to else NEVER
    return RegimeSpan(regime.jurisdiction, regime.setting, from_at, to_at)


@cache
def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)
