"""Which column of a CMS file holds what, whatever the year calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openward.problems import BadInput, Problem, listed

MEASURES = ("HBIPS-2", "HBIPS-3")
ID_NAMES = ("facility id", "provider id", "provider number", "ccn")
NAME_NAMES = ("facility name", "hospital name", "provider name")
START_NAMES = ("start date", "measure start date", "hbips start date")
END_NAMES = ("end date", "measure end date", "hbips end date")


@dataclass(frozen=True, slots=True)
class MeasureColumns:
    """The names of the columns of one measure; not every file has footnotes."""

    rate: str
    hours: str
    days: str
    footnote: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The names of the columns, as this file writes them; area_type is the level of the file."""

    area_type: str
    area_id: str | None
    area_name: str | None
    state: str | None
    start: str
    end: str
    measures: dict[str, MeasureColumns]

    def columns(self) -> set[str]:
        """The names of all columns that are read."""
        of_measures = {
            name
            for columns in self.measures.values()
            for name in (columns.rate, columns.hours, columns.days, columns.footnote)
        }
        places = {self.area_id, self.area_name, self.state, self.start, self.end}
        return {name for name in of_measures | places if name}


def layout_of(names: Sequence[str], file: str) -> Layout:
    """The layout of a facility, state or national file.

    Raises
    ------
    BadInput
        Another layout: says what was expected and what was found.
    """
    known = {_plain(name): name for name in reversed(names)}
    area_id, area_name, state = (
        _first(known, ID_NAMES),
        _first(known, NAME_NAMES),
        known.get("state"),
    )
    levels = {
        (True, True, True): "facility",
        (False, False, True): "region",
        (False, False, False): "country",
    }
    area_type = levels.get((bool(area_id), bool(area_name), bool(state)))
    measures = {
        measure: columns
        for measure in MEASURES
        if (columns := _measure(known, measure)) is not None
    }
    start, end = _first(known, START_NAMES), _first(known, END_NAMES)
    if area_type is None or not measures or start is None or end is None:
        raise BadInput(_other_layout(names), file)
    return Layout(area_type, area_id, area_name, state, start, end, measures)


def _plain(name: str) -> str:
    """The name without the blanks, underscores and level prefixes that differ between years."""
    plain = " ".join(re.sub(r"[_\s]+", " ", name).split()).lower()
    plain = re.sub(r"^[sn] (?=hbips)", "", plain)
    return re.sub(r"hbips (\d)", r"hbips-\1", plain)


def _first(known: dict[str, str], names: Sequence[str]) -> str | None:
    return next((known[name] for name in names if name in known), None)


def _measure(known: dict[str, str], measure: str) -> MeasureColumns | None:
    rate, hours, days, footnote = (
        known.get(f"{measure.lower()} overall {part}")
        for part in ("rate per 1000", "num", "den", "footnote")
    )
    return MeasureColumns(rate, hours, days, footnote) if rate and hours and days else None


def _other_layout(names: Sequence[str]) -> Problem:
    return Problem(
        "not a CMS IPFQR facility, state or national file: expected Facility ID, Facility Name, "
        "State, HBIPS-2 Overall Rate Per 1000, HBIPS-2 Overall Num, HBIPS-2 Overall Den, "
        f"Start Date, End Date; found {listed(names, 6)}",
        "download IPFQR_QualityMeasures_Facility, _State or _National",
        1,
    )
