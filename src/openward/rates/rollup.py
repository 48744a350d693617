"""From small places to large ones: the ratio of sums, never the mean of rates.

The mean of the rates of hospitals answers another question (an average hospital) and gave 0.34
where the country's rate was 0.32 (restraint, United States, 2022).
"""

from __future__ import annotations

import math
import re

import pyarrow as pa
import pyarrow.compute as pc

from openward.places import place_name
from openward.problems import BadInput, Problem
from openward.rates.schema import (
    AREA_TYPES,
    NOT_APPLICABLE,
    NOT_REPORTED,
    REPORTED,
    SUPPRESSED,
    complete,
)

TARGETS = ("region", "country", "all")
GROUP = ("indicator", "period_start", "period_end", "stratum", "source")
ADDED = ("numerator", "denominator", "rounded_to")
#: What the rows that are added must agree in.
SAME = ("multiplier", "definition", "numerator_unit")


def roll_up(table: pa.Table, to: str, from_type: str | None = None) -> pa.Table:
    """Add up the areas of one type into regions, countries or one row for all.

    to: `region`, `country` or `all`. from_type: the area type that is added; by default the
    lowest that the table has. Rows of other area types are left out, so that nothing counts twice.

    Returns a rate table in the order of its key. A sum over rounded numbers carries
    rounded_to × the number of areas added, since each may be off by half a step.
    areas_reported, areas_suppressed and areas_not_reported say what the sum leaves out. Its status
    is `reported` as soon as one area reported: read it together with these counts.

    Where this misleads: people who were in two places are counted in both.

    Raises
    ------
    BadInput
        No area of that type; no region or country beside a row; rows that cannot be added.
    """
    from_type = from_type or lowest_area_type(table)
    rows = table.filter(pc.equal(table["area_type"], from_type))
    if rows.num_rows == 0:
        raise BadInput(
            Problem(
                f"no rows of area type {from_type}", f"use one of {', '.join(area_types(table))}"
            )
        )
    if AREA_TYPES.index(to) <= AREA_TYPES.index(from_type):
        raise BadInput(Problem(f"{to} does not lie above {from_type}", "choose a larger area"))
    rows = rows.append_column("target", _target(rows, to))
    _check_addable(rows)
    return _named(_sums(rows), to)


def area_types(table: pa.Table) -> list[str]:
    """The area types of the table, from the smallest place to the largest."""
    present = set(pc.unique(table["area_type"]).to_pylist())
    return [area_type for area_type in AREA_TYPES if area_type in present]


def lowest_area_type(table: pa.Table) -> str:
    """The smallest kind of place that the table has rows of."""
    return area_types(table)[0]


def _target(rows: pa.Table, to: str) -> pa.ChunkedArray | pa.Array:
    if to == "all":
        return pa.repeat(pa.scalar("all"), rows.num_rows)
    missing = rows.filter(pc.is_null(rows[to]))
    if missing.num_rows:
        names = sorted(set(missing["area_id"].to_pylist()))
        more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
        raise BadInput(
            Problem(
                f"no {to} for {', '.join(names[:3])}{more}", f"fill in the column {to}", column=to
            )
        )
    return rows[to]


def _check_addable(rows: pa.Table) -> None:
    reported = rows.filter(pc.equal(rows["status"], REPORTED))
    keys = ["target", *GROUP]
    for column in SAME:
        kinds = reported.group_by(keys).aggregate([(column, "count_distinct", _ALL_VALUES)])
        _refuse(
            kinds.filter(pc.greater(kinds[f"{column}_count_distinct"], 1)),
            f"rows that differ in {column} cannot be added",
            f"keep one {column}",
            column,
        )
    with_and_without = reported.append_column("plain", pc.is_null(reported["denominator"]))
    kinds = with_and_without.group_by(keys).aggregate([("plain", "count_distinct")])
    _refuse(
        kinds.filter(pc.greater(kinds["plain_count_distinct"], 1)),
        "some rows have a denominator and some have none",
        "fill in the denominators, or leave those rows out",
        "denominator",
    )


_ALL_VALUES = pc.CountOptions(mode="all")


def _refuse(groups: pa.Table, what: str, remedy: str, column: str) -> None:
    for group in groups.slice(0, 1).to_pylist():
        where = f"{what} ({group['indicator']}, {group['target']}, {group['period_start']})"
        raise BadInput(Problem(where, remedy, column=column))


def _sums(rows: pa.Table) -> pa.Table:
    """One row per target and group, with sums over reported rows and counts of each status."""
    sums = (
        _ready_to_add(rows)
        .group_by(["target", *GROUP], use_threads=False)
        .aggregate(
            [(name, "list") for name in ADDED]
            + [(f"areas_{status}", "sum") for status in (REPORTED, SUPPRESSED, NOT_REPORTED)]
            + [(name, "max") for name in (*SAME, *(f"reported_{name}" for name in SAME))]
            + [(name, "max") for name in ("country", "region")]
        )
    )
    sums = sums.rename_columns([re.sub("_(sum|max|list)$", "", name) for name in sums.column_names])
    for name in ADDED:
        sums = _with(sums, name, pa.array(map(_sum, sums[name].to_pylist()), pa.float64()))
    any_reported = pc.greater(sums["areas_reported"], 0)
    for name in SAME:
        said = pc.if_else(any_reported, sums[f"reported_{name}"], sums[name])
        sums = _with(sums, name, said)
    return sums


def _sum(numbers: list[float | None]) -> float | None:
    """Rounded once, at the end: the same in whatever order the rows stand."""
    known = [number for number in numbers if number is not None]
    try:
        return math.fsum(known) if known else None
    except OverflowError:
        raise BadInput(Problem("the numbers are too large to be added", "check them")) from None


def _ready_to_add(rows: pa.Table) -> pa.Table:
    """Rows whose columns add up to what _sums says."""
    for status in (REPORTED, SUPPRESSED, NOT_REPORTED):
        # A row that was rolled up before brings its own counts.
        flags = pc.equal(rows["status"], status).cast(pa.int64())
        name = f"areas_{status}"
        rows = _with(rows, name, pc.coalesce(rows[name], flags))
    in_sum = pc.equal(rows["status"], REPORTED)
    # A place that did not report adds nothing to either side of the ratio.
    for column in ("denominator", "rounded_to"):
        rows = _with(rows, column, pc.if_else(in_sum, rows[column], None))
    # What is counted is said by the rows that are in the sum; where there are none, by all.
    for column in SAME:
        rows = rows.append_column(f"reported_{column}", pc.if_else(in_sum, rows[column], None))
    return rows


def _named(sums: pa.Table, to: str) -> pa.Table:
    status = pc.case_when(
        pc.make_struct(
            pc.greater(sums["areas_reported"], 0),
            pc.greater(sums["areas_suppressed"], 0),
            pc.greater(sums["areas_not_reported"], 0),
        ),
        REPORTED,
        SUPPRESSED,
        NOT_REPORTED,
        NOT_APPLICABLE,
    )
    area = sums["target"]
    sums = (
        sums.append_column("status", status)
        .append_column("area_id", area)
        .append_column("area_name", pa.array([place_name(a) for a in area.to_pylist()]))
        .append_column("area_type", pa.repeat(pa.scalar(to), sums.num_rows))
    )
    if to in ("country", "all"):
        sums = _with(sums, "region", pa.nulls(sums.num_rows, pa.string()))
    if to == "all":
        sums = _with(sums, "country", pa.nulls(sums.num_rows, pa.string()))
    order = ["indicator", "area_id", "period_start", "period_end", "stratum", "source"]
    return complete(sums).sort_by([(name, "ascending") for name in order])


def _with(table: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.column_names.index(column), column, values)
