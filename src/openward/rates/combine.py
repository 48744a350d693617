"""Putting rate tables together, and laying two periods side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openward.problems import BadInput, Problem
from openward.rates.schema import REPORTED, complete
from openward.rates.validation import repeated_keys
from openward.rates.value import rounding_bounds, values


def concatenate(tables: Sequence[pa.Table], files: Sequence[str]) -> pa.Table:
    """All rows of all tables, in their order. Each table is valid and comes from one file.

    Raises
    ------
    BadInput
        The same key stands in two files: two answers to one question are not added or chosen from.
    """
    table = pa.concat_tables([complete(table) for table in tables])
    # One valid table repeats nothing.
    repeated = list(repeated_keys(table)) if len(tables) > 1 else []
    if repeated:
        file_of = np.repeat(np.arange(len(tables)), [part.num_rows for part in tables])
        index, first = repeated[0]
        row = table.slice(index, 1).to_pylist()[0]
        what = (
            f"{len(repeated):,} of its figures stand in {files[file_of[first]]} too, the first is "
            f"{row['indicator']} of {row['area_id']} from {row['period_start']}"
        )
        raise BadInput(Problem(what, "give each figure once"), files[file_of[index]])
    return table


@dataclass(frozen=True, slots=True)
class Comparison:
    """One area in two periods.

    before, after: values in the unit of the indicator, or None where there is no number; the
    statuses say why. change is after − before; ratio is after / before, None when before is 0.
    certain_direction is False where the publisher's rounding alone could explain the change.
    Nothing here says that anything caused the change, or that it is more than chance.
    """

    area_id: str
    area_name: str
    stratum: str
    before: float | None
    after: float | None
    status_before: str
    status_after: str
    change: float | None
    ratio: float | None
    certain_direction: bool


def compare(table: pa.Table, before: date, after: date) -> list[Comparison]:
    """Every area of a table of one indicator, in the periods that start on these two days.

    An area that stands in only one of the periods is `not_reported` in the other. Sorted by name.

    Raises
    ------
    BadInput
        More than one indicator, a day on which no period or more than one starts, or a counting
        rule that changed between the two periods.
    """
    indicators = pc.unique(table["indicator"]).to_pylist()
    if len(indicators) != 1:
        raise BadInput(Problem(f"{len(indicators)} indicators", "choose one", column="indicator"))
    first, second = (_by_area(table, day) for day in (before, after))
    _check_same_definition(first, second)
    areas = {**first, **second}
    pairs = [_comparison(row, first.get(key), second.get(key)) for key, row in areas.items()]
    return sorted(pairs, key=lambda pair: (pair.area_name, pair.area_id, pair.stratum))


Row = dict[str, object]


def _by_area(table: pa.Table, day: date) -> dict[tuple[object, ...], Row]:
    rows = table.filter(pc.equal(table["period_start"], pa.scalar(day)))
    ends = pc.unique(rows["period_end"]).to_pylist()
    if len(ends) != 1:
        days = ", ".join(map(str, sorted(pc.unique(table["period_start"]).to_pylist())[:12]))
        how_many = "no period starts" if not ends else "periods of different lengths start"
        what = f"{how_many} on {day}"
        raise BadInput(Problem(what, f"use one of {days}", column="period_start"))
    rows = rows.append_column("value", pa.array(values(rows), from_pandas=True))
    return {
        (row["area_type"], row["area_id"], row["stratum"], row["source"]): row
        for row in rows.to_pylist()
    }


def _check_same_definition(
    first: dict[tuple[object, ...], Row], second: dict[tuple[object, ...], Row]
) -> None:
    for column in ("definition", "multiplier", "numerator_unit"):
        before, after = (
            {row[column] for row in rows.values() if row["status"] == REPORTED}
            for rows in (first, second)
        )
        if before and after and before != after:
            what = "the counting rule changed between the two periods"
            raise BadInput(Problem(what, "compare periods with the same rule", column=column))


def _comparison(any_row: Row, before: Row | None, after: Row | None) -> Comparison:
    x, y = (_number(row) for row in (before, after))
    both = x is not None and y is not None
    return Comparison(
        str(any_row["area_id"]),
        str(any_row["area_name"]),
        str(any_row["stratum"]),
        x,
        y,
        _status(before),
        _status(after),
        change=y - x if both else None,  # type: ignore[operator]
        ratio=y / x if both and x else None,  # type: ignore[operator]
        certain_direction=both and _apart(before, after),
    )


def _number(row: Row | None) -> float | None:
    value = row["value"] if row else None
    return value if isinstance(value, float) else None


def _status(row: Row | None) -> str:
    return str(row["status"]) if row else "not_reported"


def _apart(before: Row | None, after: Row | None) -> bool:
    (low_x, high_x), (low_y, high_y) = (_bounds(row) for row in (before, after))
    return high_x < low_y or high_y < low_x


def _bounds(row: Row | None) -> tuple[float, float]:
    """The interval of values that the publisher's rounding leaves open."""
    number = _number(row)
    if row is None or number is None:
        return 0.0, float("inf")
    numerator = row["numerator"]
    if not isinstance(numerator, float) or numerator == 0:
        return number, number
    low, high = rounding_bounds(numerator, row["rounded_to"])  # type: ignore[arg-type]
    return number * low / numerator, number * high / numerator
