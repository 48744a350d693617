"""The file that says which area belongs to which: wards to facilities, and so on."""

from __future__ import annotations

from pathlib import Path

from openward.csv_text import parse, read_file
from openward.problems import BadInput, Problem, one_of
from openward.rates.schema import AREA_TYPES

COLUMNS = ("area_id", "area_type", "parent_id")


def read_parents(path: Path) -> dict[str, tuple[str, str]]:
    """area_id → (area_type, area_id) of the area above it, from a CSV file of areas.

    Raises
    ------
    BadInput
        The file cannot be read, or `parents_of` refuses it.
    """
    return parents_of(read_file(path), str(path))


def parents_of(data: bytes, file: str) -> dict[str, tuple[str, str]]:
    """The same from the bytes of such a file; `file` is what problems call it.

    A row without parent_id lies below nothing. The type of a parent stands in its own row.

    Raises
    ------
    BadInput
        A column is missing, an area stands twice, a parent has no row, or a type is not known.
    """
    cells = parse(data, file)
    missing = [name for name in COLUMNS if name not in cells.table.column_names]
    if missing:
        problem = Problem(f"the column {missing[0]} is missing", f"give {', '.join(COLUMNS)}", 1)
        raise BadInput(problem, file)
    columns = [cells.column(name).to_pylist() for name in COLUMNS]
    rows = list(zip(*columns, strict=True))
    types: dict[str, str] = {}
    problems = []
    for index, (area, area_type, _) in enumerate(rows):
        if area_type not in AREA_TYPES:
            remedy = one_of(AREA_TYPES)
            problems.append(
                Problem("not an area type", remedy, cells.row(index), "area_type", area_type)
            )
        if area in types:
            problems.append(Problem("stands twice", "keep one", cells.row(index), "area_id", area))
        types[area] = area_type
    for index, (_, area_type, parent) in enumerate(rows):
        if parent and not _is_larger(types.get(parent, ""), area_type):
            remedy = "give the parent a row of its own, of a larger area type"
            problems.append(
                Problem("not a larger area", remedy, cells.row(index), "parent_id", parent)
            )
    if problems:
        raise BadInput(problems, file)
    return {area: (types[parent], parent) for area, _, parent in rows if parent}


def _is_larger(parent: str, child: str) -> bool:
    order = AREA_TYPES
    return parent in order and child in order and order.index(parent) > order.index(child)
