"""The table of ratings: one row per visit, item and rater. What cannot be is refused by row.

Nothing stands in it for what nobody rated: "not assessed" is the absence of a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from openward.csv_text import Cells, parse, read_file
from openward.instruments.assessment import Assessment
from openward.problems import BadInput, Problem, one_of

#: Who agreed on it: the rating that counts. Every other name in `rated_by` is one assessor.
COMMITTEE = "committee"
TEXT = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema([
    ("visit_id", TEXT), ("visited_on", pa.date32()), ("institution_id", TEXT), ("kind", TEXT),
    ("country", TEXT), ("region", TEXT), ("who_region", TEXT), ("instrument", TEXT),
    ("item", TEXT), ("level", TEXT), ("rated_by", TEXT), ("source", TEXT),
])  # fmt: skip
NEEDED = ("visit_id", "visited_on", "institution_id", "instrument", "item", "level", "rated_by")
#: The same in all rows of one visit.
OF_A_VISIT = ("visited_on", "institution_id", "kind", "country", "region", "who_region",
              "instrument")  # fmt: skip


def read_ratings(path: Path, known: Mapping[str, Assessment]) -> pa.Table:
    """A CSV file of ratings as a table of SCHEMA; columns that are missing are empty.

    Raises
    ------
    BadInput
        A column is missing, an instrument, item, level or day is not known, an item was rated
        twice by one rater in one visit, a visit is in two places.
    """
    cells = parse(read_file(path), str(path))
    for column in NEEDED:
        if column not in cells.table.column_names:
            raise BadInput(Problem("the column is missing", f"add the column {column}",
                                   column=column), str(path))  # fmt: skip
    if not cells.table.num_rows:
        raise BadInput(Problem("there is no row", "choose the file that holds ratings"), str(path))
    rows = [*zip(*(_column(cells, name) for name in SCHEMA.names), strict=True)]
    problems = [*_problems(cells, rows, known)]
    if problems:
        raise BadInput(problems, str(path))
    columns = dict(zip(SCHEMA.names, map(list, zip(*rows, strict=True)), strict=True))
    columns["visited_on"] = [date.fromisoformat(day) for day in columns["visited_on"]]
    return table_of(columns)


def table_of(columns: Mapping[str, list[object]]) -> pa.Table:
    """A table of SCHEMA from columns of Python values; text that is missing is empty."""
    count = len(columns["item"])
    arrays = [
        pa.array(columns["visited_on"], pa.date32())
        if name == "visited_on"
        else pa.array(columns.get(name, [""] * count), pa.string()).dictionary_encode()
        for name in SCHEMA.names
    ]
    return pa.table(arrays, schema=SCHEMA)


def codes_of(table: pa.Table, name: str) -> tuple[np.ndarray, list[str]]:
    """A column of text as one integer per row, and the texts that they stand for."""
    column = table[name].combine_chunks()
    if isinstance(column, pa.ChunkedArray):  # an older Arrow leaves an empty one as it is
        column = pa.array([], TEXT)
    return column.indices.to_numpy(zero_copy_only=False), column.dictionary.to_pylist()


def _column(cells: Cells, name: str) -> list[str]:
    if name not in cells.table.column_names:
        return [""] * cells.table.num_rows
    found: list[str] = cells.column(name).to_pylist()
    return found


def _problems(
    cells: Cells, rows: list[tuple[str, ...]], known: Mapping[str, Assessment]
) -> Iterator[Problem]:
    seen: set[tuple[str, ...]] = set()
    visits: dict[str, tuple[str, ...]] = {}
    for index, row in enumerate(rows):
        cell = dict(zip(SCHEMA.names, row, strict=True))
        wrong = _wrong(cell, known)
        key = (cell["visit_id"], cell["item"], cell["rated_by"])
        if not wrong and key in seen:
            wrong = "item", "was rated twice by one rater in one visit", "keep one of the rows"
        place = tuple(cell[name] for name in OF_A_VISIT)
        if not wrong and visits.setdefault(cell["visit_id"], place) != place:
            wrong = "visit_id", "is one visit to two places or days", "give each visit its own"
        seen.add(key)
        if wrong:
            column, what, remedy = wrong
            yield Problem(what, remedy, cells.row(index), column, cell[column])


def _wrong(cell: dict[str, str], known: Mapping[str, Assessment]) -> tuple[str, str, str] | None:
    """(column, what, remedy) of the first mistake of a row."""
    for name in NEEDED:
        if not cell[name]:
            return name, "is empty", "fill it in"
    try:
        date.fromisoformat(cell["visited_on"])
    except ValueError:
        return "visited_on", "is no day", "write it as 2026-03-31"
    instrument = known.get(cell["instrument"])
    if instrument is None:
        return "instrument", "is not known", one_of(list(known))
    item = instrument.by_id.get(cell["item"])
    if item is None:
        return "item", f"is no item of {instrument.code}", "use its numbers"
    levels = [level.code for level in instrument.levels_of(item)]
    if cell["level"] not in levels:
        return "level", "is no level of it", one_of(levels) + "; leave out what was not assessed"
    return None
