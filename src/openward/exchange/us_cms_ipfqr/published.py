"""The cells of one CMS file, read and checked column by column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openward.csv_text import Cells, parse, read_file
from openward.exchange.days import day_or_none
from openward.exchange.us_cms_ipfqr.layout import Layout, MeasureColumns, layout_of
from openward.places import place_name
from openward.problems import BadInput, Problem
from openward.rates.validation import FIRST_DAY, LAST_DAY

NO_NUMBER = pa.array(["", "not available", "not applicable", "n/a", "-", "--", "–", "—"])
THOUSANDS = r"^\d{1,3}(,\d{3})+(\.\d*)?$"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure for all areas of the file. Shapes (areas,); NaN where no number is published.

    rate_text and hours_text keep the published decimals, for exact arithmetic.
    """

    rate: np.ndarray
    hours: np.ndarray
    days: np.ndarray
    rate_text: list[str]
    hours_text: list[str]
    footnotes: list[str]


@dataclass(frozen=True, slots=True)
class Published:
    """One CMS file. start and end are half-open days; region is None in the national file."""

    cells: Cells
    area_type: str
    area_id: list[str]
    area_name: list[str]
    region: list[str | None]
    start: pa.Array
    end: pa.Array
    measures: dict[str, Measure]

    def row_of(self, index: int) -> int:
        """The row in the file of figure `index`: each area has one figure per measure."""
        return self.cells.row(index // len(self.measures))


def read_published(path: Path) -> Published:
    """Read one file of any level and year.

    Raises
    ------
    BadInput
        Another layout, or cells that cannot be read: all of them.
    """
    file = str(path)
    cells = parse(read_file(path), file, wanted=lambda names: layout_of(names, file).columns())
    layout = layout_of(cells.table.column_names, file)
    if cells.table.num_rows == 0:
        problem = Problem("the file has a header and no rows", "get the whole file")
        raise BadInput(problem, str(path))
    problems = list(_problems(cells, layout))
    if problems:
        raise BadInput(sorted(problems, key=lambda p: p.row or 0), str(path))
    return _published(cells, layout)


def _published(cells: Cells, layout: Layout) -> Published:
    count = cells.table.num_rows
    region: list[str | None] = (
        [f"US-{state}" for state in cells.column(layout.state).to_pylist()]
        if layout.state
        else [None] * count
    )
    area_id, area_name = ["US"] * count, [place_name("US")] * count
    if layout.area_type == "region":
        area_id = [str(state) for state in region]
        area_name = [place_name(state) for state in area_id]
    if layout.area_id and layout.area_name:
        area_id = cells.column(layout.area_id).to_pylist()
        area_name = cells.column(layout.area_name).to_pylist()
    start = _days(cells.column(layout.start))
    end = _days(cells.column(layout.end), later=1)
    measures = {name: _measure(cells, columns) for name, columns in layout.measures.items()}
    return Published(cells, layout.area_type, area_id, area_name, region, start, end, measures)


def _measure(cells: Cells, columns: MeasureColumns) -> Measure:
    rate, hours, days = (
        _number_text(cells.column(name)) for name in (columns.rate, columns.hours, columns.days)
    )
    footnotes = cells.column(columns.footnote).to_pylist() if columns.footnote else [""] * len(rate)
    return Measure(
        _floats(rate), _floats(hours), _floats(days), rate.to_pylist(), hours.to_pylist(), footnotes
    )


def _days(text: pa.ChunkedArray, later: int = 0) -> pa.Array:
    """The days, or so many days later."""
    coded = text.combine_chunks().dictionary_encode()
    days = [_day(value) + timedelta(days=later) for value in coded.dictionary.to_pylist()]
    return pa.array(days, pa.date32()).take(coded.indices)


def _number_text(text: pa.ChunkedArray) -> pa.ChunkedArray:
    """The numbers as text without thousands separators; null where none is published."""
    absent = pc.is_in(pc.utf8_lower(text), NO_NUMBER)
    if pc.any(pc.match_substring(text, ",")).as_py():
        grouped = pc.match_substring_regex(text, THOUSANDS)
        text = pc.if_else(grouped, pc.replace_substring(text, ",", ""), text)
    return pc.if_else(absent, None, text)


def _floats(text: pa.ChunkedArray) -> np.ndarray:
    return np.asarray(pc.fill_null(pc.cast(text, pa.float64()), float("nan")).to_numpy())


def _problems(cells: Cells, layout: Layout) -> Iterator[Problem]:
    for column in (layout.area_id, layout.area_name):
        if column:
            yield from _bad_cells(cells, column, lambda v: not v, "the cell is empty", "fill it in")
    if layout.state:
        yield from _bad_cells(
            cells,
            layout.state,
            lambda v: not re.fullmatch("[A-Z]{2}", v),
            "not a state",
            "use the two letters of the postal service",
        )
    for column in (layout.start, layout.end):
        yield from _bad_cells(
            cells, column, lambda v: _day_or_none(v) is None, "not a day", "write it as 12/31/2022"
        )
    for measure in layout.measures.values():
        for column in (measure.rate, measure.hours, measure.days):
            yield from _bad_numbers(cells, column)
    yield from _bad_periods(cells, layout)
    yield from _repeated_areas(cells, layout)


def _bad_cells(
    cells: Cells, column: str, bad: Callable[[str], bool], what: str, remedy: str
) -> Iterator[Problem]:
    values = cells.column(column)
    wrong = {value for value in pc.unique(values).to_pylist() if bad(value)}
    if wrong:
        for index, value in enumerate(values.to_pylist()):
            if value in wrong:
                yield Problem(what, remedy, cells.row(index), column, value)


def _bad_numbers(cells: Cells, column: str) -> Iterator[Problem]:
    what, remedy = "not a number of 0 or more", "write digits, or Not Available"
    text = _number_text(cells.column(column))
    try:
        numbers = pc.cast(text, pa.float64())
    except pa.ArrowInvalid:
        yield from _bad_cells(cells, column, _no_number, what, remedy)
        return
    bad = pc.or_(pc.invert(pc.is_finite(numbers)), pc.less(numbers, 0))
    for index in np.flatnonzero(pc.fill_null(bad, False).to_numpy()).tolist():
        yield Problem(what, remedy, cells.row(index), column, text[index].as_py())


def _no_number(value: str) -> bool:
    """True for a cell that is neither a number of 0 or more nor one of the words for none."""
    try:
        number = pc.cast(_number_text(pa.chunked_array([[value]])), pa.float64())[0].as_py()
    except pa.ArrowInvalid:
        return True
    return number is not None and not 0 <= number < float("inf")


def _bad_periods(cells: Cells, layout: Layout) -> Iterator[Problem]:
    starts, ends = (cells.column(name).to_pylist() for name in (layout.start, layout.end))
    wrong = {pair for pair in set(zip(starts, ends, strict=True)) if _backwards(*pair)}
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)) if wrong else ():
        if (start, end) in wrong:
            what, remedy = "the period ends before it starts", "correct the two dates"
            yield Problem(what, remedy, cells.row(index), layout.end, end)


def _backwards(start: str, end: str) -> bool:
    first, last = _day_or_none(start), _day_or_none(end)
    return first is not None and last is not None and last < first


def _repeated_areas(cells: Cells, layout: Layout) -> Iterator[Problem]:
    column = layout.area_id or layout.state
    count = cells.table.num_rows
    areas = cells.column(column).to_pylist() if column else [""] * count
    first: dict[tuple[str, str], int] = {}
    for index, key in enumerate(zip(areas, cells.column(layout.start).to_pylist(), strict=True)):
        before = first.setdefault(key, index)
        if before != index:
            yield Problem(
                f"the same area and period as row {cells.row(before)}",
                "keep one of the two rows",
                cells.row(index),
                column,
                key[0] if column else None,
            )


# A year's file holds one or two different days, thousands of times.
@lru_cache(maxsize=64)
def _day_or_none(text: str) -> date | None:
    day = day_or_none(text, ("%m/%d/%Y", "%Y-%m-%d"))
    return day if day is not None and FIRST_DAY <= day <= LAST_DAY else None


def _day(text: str) -> date:
    """A day that `_problems` has looked at."""
    day = _day_or_none(text)
    if day is None:
        raise ValueError(text)
    return day
