"""The rows of a dataset, joined by dictionaries, as every rule of the referee reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from openward.indicators.referee.clock import Bounds, Period, begins, local_day, seconds

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

#: What is not placed has no facility, so no zone of its own.
NO_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. Moments in seconds.

    ward: where it is placed, None where its ward is not known. ended: as recorded, the start for a
    point, None where there is no end. until: the end of a known length (the end of the data while
    it is running), None where the length is not known.
    """

    id: str
    person: str
    ward: str | None
    stay: Row | None
    kind: str
    place: str | None
    start: int
    ended: int | None
    until: int | None
    state: str
    exact: bool
    age: int | None
    incident: Row | None
    zone: str
    row: Row

    @property
    def lasts(self) -> bool:
        """Whether it is of a kind that has a length, known or not."""
        return self.state != "point"


class Register:
    """A dataset up to the day `last`, which is not in it any more."""

    def __init__(self, tables: Tables, last: date) -> None:
        self.tables = tables
        self.last = last
        self.facilities = self._by_key("facilities", "facility_id")
        self.wards = self._by_key("wards", "ward_id")
        self.persons = self._by_key("persons", "person_id")
        self.stays = self._by_key("stays", "stay_id")
        self.admissions = self._by_key("admissions", "admission_id")
        self.incidents = self._by_key("incidents", "incident_id")
        self.memory: dict[Any, Any] = {}

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of one table; none where it is missing."""
        return self.tables.get(table, ())

    def facility_of(self, ward: str) -> Row:
        """The facility of a ward."""
        return self.facilities[self.wards[ward]["facility_id"]]

    def zone_of(self, ward: str | None) -> str:
        """The time zone that holds on a ward."""
        return NO_ZONE if ward is None else str(self.facility_of(ward)["timezone"])

    def bounds(self, period: Period, ward: str | None) -> Bounds:
        """The period in the zone of a ward."""
        return bounds_in(period, self.zone_of(ward))

    def ward_of_stay(self, stay: Row | None) -> str | None:
        """The ward of a stay, where both are known."""
        return stay["ward_id"] if stay is not None and stay["ward_id"] in self.wards else None

    def age_in(self, year: int, person: str) -> int | None:
        """Completed years in that calendar year, None where the year of birth is not known."""
        born = self.persons.get(person, {}).get("birth_year")
        return None if born is None else year - born

    @cached_property
    def measures(self) -> list[Measure]:
        """All measures."""
        return [self._measure(row) for row in self.rows("measures")]

    def grouped(self, table: str, key: str) -> dict[str, list[Row]]:
        """The rows of a table by the key of another one, in the order in which they stand."""
        found: dict[str, list[Row]] = self.memory.setdefault((table, key), {})
        if not found:
            for row in self.rows(table):
                found.setdefault(row[key], []).append(row)
        return found

    @cached_property
    def breaks(self) -> dict[str, list[Row]]:
        """The breaks of each measure, in their order."""
        return self._grouped("breaks", "measure_id")

    @cached_property
    def leaves(self) -> dict[str, list[Row]]:
        """The leaves of each stay."""
        return self._grouped("leaves", "stay_id")

    @cached_property
    def statements(self) -> dict[str, list[Row]]:
        """The statements of each ward."""
        return self._grouped("statements", "ward_id", "period_start")

    def _by_key(self, table: str, key: str) -> dict[str, Row]:
        return {row[key]: row for row in self.rows(table)}

    def _grouped(self, table: str, key: str, order: str = "started_at") -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.rows(table), key=lambda row: row[order]):
            found[row[key]].append(row)
        return found

    def _measure(self, row: Row) -> Measure:
        stay = self.stays.get(row.get("stay_id") or "")
        ward = row.get("ward_id")
        ward = (ward if ward in self.wards else None) if ward else self.ward_of_stay(stay)
        zone, start, state = self.zone_of(ward), seconds(row["started_at"]), row["end_state"]
        ended = start if state == "point" else optional(row.get("ended_at"))
        exact = row.get("time_precision") != "day"
        known = ended if state == "ended" else max(start, begins(self.last, zone))
        age = row.get("age_years")
        if age is None:
            age = self.age_in(local_day(start, zone).year, row["person_id"])
        return Measure(
            row["measure_id"], row["person_id"], ward, stay, row["kind"], row.get("place"), start,
            ended, known if exact and state in ("ended", "running") else None, state, exact, age,
            self.incidents.get(row.get("incident_id") or ""), zone, row,
        )  # fmt: skip


def bounds_in(period: Period, zone: str) -> Bounds:
    """The period in a time zone."""
    return Bounds(begins(period.start, zone), begins(period.end, zone))


def optional(moment: Any) -> int | None:
    """Seconds of a moment that may be empty."""
    return None if moment is None else seconds(moment)
