"""Wards become areas: which belong together, which have a row, which have said what they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from openward.indicators.register import Register
from openward.indicators.rows.wards import open_days, stated_days
from openward.indicators.rule import ALL_KINDS, Count, Rule

NOT_PLACED, NOT_PLACED_NAME = "not-placed", "not placed"
ALL, NOT_RECORDED = "all", "not-recorded"
OPEN_DAYS = Count(open_days, amount="days")

Counted = Mapping[Count, np.ndarray]


@dataclass(frozen=True, slots=True)
class Area:
    """id, name, country and region of an area."""

    id: str
    name: str
    country: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """areas: in the order of their ids, with that of what is not placed.

    of_ward: the number of each ward's area, and last of what is not placed. of_facility likewise.
    """

    area_type: str
    areas: list[Area]
    of_ward: np.ndarray
    of_facility: np.ndarray

    @property
    def not_placed(self) -> int:
        """The number of the area of what is not placed."""
        return int(self.of_ward[-1])

    def added(self, of_wards: np.ndarray) -> np.ndarray:
        """[ward or not placed, …] added up to [area, …]."""
        found = np.zeros((len(self.areas), *of_wards.shape[1:]), dtype=of_wards.dtype)
        np.add.at(found, self.of_ward, of_wards)
        return found

    def largest(self, of_wards: np.ndarray) -> np.ndarray:
        """The largest of each area; -1 where there is none."""
        found = np.full((len(self.areas), *of_wards.shape[1:]), -1, dtype=of_wards.dtype)
        np.maximum.at(found, self.of_ward, of_wards)
        return found

    def together(self, chosen: np.ndarray) -> pa.Table:
        """Rows (ward, period, area) of the wards and periods that are chosen, [ward, period]."""
        ward, period = np.nonzero(chosen)
        columns = {"ward": ward, "period": period, "area": self.of_ward[ward]}
        return pa.table({name: pa.array(column, pa.int64()) for name, column in columns.items()})


def places_of(register: Register, area_type: str) -> Places:
    """The areas of a register at one level."""
    of_wards = [_area_of(ward, area_type) for ward in register.places]
    by_id: dict[str, Area] = {}
    for area in of_wards:
        by_id.setdefault(area.id, area)
    by_id.setdefault(NOT_PLACED, Area(NOT_PLACED, NOT_PLACED_NAME))
    ids = sorted(by_id)
    number = {name: place for place, name in enumerate(ids)}
    of_ward = np.array([number[area.id] for area in of_wards] + [number[NOT_PLACED]])
    of_facility = np.full(len(register.facility_ids), -1)
    for ward, area in zip(register.places, of_wards, strict=True):
        of_facility[register.facility_ids.index(ward["facility_id"])] = number[area.id]
    return Places(area_type, [by_id[name] for name in ids], of_ward, of_facility)


def _area_of(ward: Mapping[str, Any], area_type: str) -> Area:
    facility = ward["facility"]
    country, region = facility["country"], facility.get("region")
    if area_type == "ward":
        return Area(ward["ward_id"], ward["name"], country, region)
    if area_type == "facility":
        return Area(facility["facility_id"], facility["name"], country, region)
    if area_type == "region":
        name = region or NOT_RECORDED
        return Area(name, name, country, region)
    return Area(country, country, country) if area_type == "country" else Area(ALL, ALL)


def stated_count(kind: str) -> Count:
    """Days of which a ward has stated that this kind is complete."""
    return Count(stated_days, amount="days", kinds=(kind,))


def counts_of_statements() -> list[Count]:
    """What has to be counted to know what a ward has stated."""
    return [OPEN_DAYS, *(stated_count(kind) for kind in ALL_KINDS)]


def is_open(register: Register, counted: Counted) -> np.ndarray:
    """[ward, period]: open on any day of it."""
    return _days(register, counted, OPEN_DAYS) > 0


def is_stated(register: Register, counted: Counted, rule: Rule) -> np.ndarray:
    """[ward, period]: every open day is covered by a statement, for each kind of the rule."""
    days = _days(register, counted, OPEN_DAYS)
    found = days > 0
    for kind in rule.kinds:
        found &= _days(register, counted, stated_count(kind)) == days
    return found


def _days(register: Register, counted: Counted, count: Count) -> np.ndarray:
    days: np.ndarray = counted[count][: register.not_placed].sum(axis=(2, 3))
    return days
