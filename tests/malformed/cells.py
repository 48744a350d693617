"""Rate tables with one cell that cannot be."""

from __future__ import annotations

from tests.malformed.file import IMPORT_RATES, Malformed, csv
from tests.rate_tables import cells_csv


def cell(name: str, what: str, **cells: str) -> Malformed:
    """A file whose row 2 has these cells; the last of them is the one that must be named."""
    column, value = list(cells.items())[-1]
    return csv(name, cells_csv(**cells), f".csv:2:{column}: {what} (value {value})")


def _rows(*rows: dict[str, str]) -> str:
    header = cells_csv().splitlines()[0]
    return "\n".join([header, *(cells_csv(**row).splitlines()[1] for row in rows), ""])


NO_NUMBER = "not a number of 0 or more"
FORMULA = "a cell that a spreadsheet would run as a formula"
SWAPPED = "the period ends before or on the day it starts"

CELLS: list[Malformed] = [
    cell("negative", NO_NUMBER, numerator="-3"),
    cell("nan", NO_NUMBER, denominator="nan"),
    cell("infinite", NO_NUMBER, denominator="inf"),
    csv("too-large", cells_csv(numerator="1e400"), f".csv:2:numerator: {NO_NUMBER} (value inf)"),
    csv(
        "decimal-comma",
        cells_csv(numerator='"1,5"'),
        ".csv:2:numerator: not a number (value 1,5): write digits with a point",
    ),
    cell("number-in-words", "not a number", numerator="three"),
    cell("formula-in-a-number", "not a number", numerator="=1+1"),
    cell("formula-in-a-name", FORMULA, area_name="=HYPERLINK(A1)"),
    cell("formula-with-at-sign", FORMULA, source="@SUM(A1)"),
    csv("line-break", cells_csv(area_name='"First\nward"'), "(value First\\nward)"),
    csv("terminal-escape", cells_csv(area_type="\x1b[2Jward"), "(value \\x1b[2Jward)"),
    cell("swapped-period", SWAPPED, period_start="2022-02-01", period_end="2022-01-01"),
    cell("empty-period", SWAPPED, period_end="2022-01-01"),
    cell("day-first", "not a day", period_start="31/01/2022"),
    cell("30-february", "not a day", period_end="2022-02-30"),
    cell("no-day", "not a day", period_start=""),
    cell("year-zero", "not a day between 1800 and 2200", period_start="0000-01-01"),
    cell("unknown-status", "not a status", status="missing"),
    cell("unknown-area-type", "not an area type", area_type="hospital"),
    cell("unknown-unit", "not a unit", numerator_unit="minutes"),
    cell("no-indicator-code", "not an indicator code", indicator="HBIPS_2"),
    cell(
        "number-in-a-suppressed-row",
        "a number in a row that is not reported",
        status="suppressed",
        numerator="3",
    ),
    cell("reported-without-a-number", "a reported row without a numerator", numerator=""),
    cell("zero-days-with-hours", "a denominator of 0 with a numerator above 0", denominator="0"),
    cell("multiplier-zero", "not a number above 0", multiplier="0"),
    cell("multiplier-missing", "not a number", multiplier=""),
    cell("stratum-malformed", "not a stratum", stratum="women"),
    cell(
        "stratum-out-of-order",
        "the names are not in order, or one stands twice",
        stratum="sex=F;age=18-64",
    ),
    cell("empty-area", "the cell is empty", area_id=""),
    cell("half-an-area", "not a whole number", areas_reported="1.5"),
    csv(
        "same-figure-twice",
        _rows({}, {"area_id": "F2"}, {"numerator": "4"}),
        ".csv:4: the same indicator, area, period, stratum and source as row 2",
    ),
    csv(
        "rate-table-of-others",
        cells_csv(numerator="x"),
        ".csv:2:numerator: not a number (value x)",
        IMPORT_RATES,
    ),
]
