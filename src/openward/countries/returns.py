"""The monthly return of a hospital without OpenWard: one row for each month and kind of measure.

Zero, not reported and suppressed are three things: a zero is a `reported` row with 0 measures. It
becomes a rate table and goes the way of every figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from openward.csv_text import parse
from openward.indicators.catalogue import catalogue
from openward.problems import BadInput, Problem, listed, one_of
from openward.rates.schema import REPORTED, STATUSES, table_from_rows
from openward.rates.validation import FORMULA

KINDS = (
    "seclusion", "manual_restraint", "mechanical_restraint", "chemical_restraint",
    "long_term_segregation",
)  # fmt: skip
COLUMNS = ("hospital", "hospital_name", "month", "kind", "status", "measures", "bed_days")
SOURCE = "monthly return"
#: Nobody has seen how the hospital counted: another definition than that of the register.
DEFINITION = "as the hospital counted"
FIRST_YEAR, MOST, LONGEST, MOST_ROWS = 1990, 10_000_000, 200, 5_000


@dataclass(frozen=True, slots=True)
class Return:
    """What a hospital said of one kind of measure in one month; month: its first day."""

    hospital: str
    hospital_name: str
    month: date
    kind: str
    status: str
    measures: int | None
    bed_days: int | None

    @property
    def key(self) -> tuple[str, date, str]:
        """What a later return takes the place of."""
        return self.hospital, self.month, self.kind


def read_returns(data: bytes, file: str, today: date) -> list[Return]:
    """The rows of a CSV file.

    Raises
    ------
    BadInput
        With every problem; nothing of the file is kept.
    """
    cells = parse(data, file)
    names = cells.table.column_names
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        what = f"the columns {', '.join(missing)} are missing; found {listed(names, 8)}"
        raise BadInput(Problem(what, f"give the columns {', '.join(COLUMNS)}", 1), file)
    if cells.table.num_rows > MOST_ROWS:
        raise BadInput(Problem(f"more than {MOST_ROWS:,} rows", "send fewer months at once"), file)
    columns = [cells.column(name).to_pylist() for name in COLUMNS]
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*columns, strict=True)]
    if not rows:
        raise BadInput(Problem("no rows", "give one for each month and kind"), file)
    return returns_of(rows, today, [cells.row(index) for index in range(len(rows))], file)


def returns_of(
    rows: Sequence[Mapping[str, str]], today: date, numbers: Sequence[int], file: str = ""
) -> list[Return]:
    """Rows of text, read. numbers: the row of each in its file.

    Raises BadInput with every problem.
    """
    problems: list[Problem] = []
    found: list[Return] = []
    seen: set[tuple[str, date, str]] = set()
    for row, number in zip(rows, numbers, strict=True):
        wrong = [*_problems(row, today, number)]
        if not wrong:
            one = _return(row)
            if one.key in seen:
                wrong = [_wrong("this month and kind stands twice", "keep one row", number, "kind",
                                row)]  # fmt: skip
            seen.add(one.key)
            found.append(one)
        problems += wrong
    if problems:
        raise BadInput(problems, file)
    return found


def _return(row: Mapping[str, str]) -> Return:
    return Return(row["hospital"], row["hospital_name"], _month(row["month"]), row["kind"],
                  row["status"], _number(row["measures"]), _number(row["bed_days"]))  # fmt: skip


def _problems(row: Mapping[str, str], today: date, number: int) -> Iterator[Problem]:
    for name in ("hospital", "hospital_name"):
        if not row[name] or len(row[name]) > LONGEST:
            yield _wrong(
                "is empty, or too long", f"give up to {LONGEST} letters", number, name, row
            )
        elif re.match(FORMULA, row[name]) or not row[name].isprintable():
            yield _wrong("is a formula, or holds a line break", "write it without", number, name,
                         row)  # fmt: skip
    yield from _wrong_month(row, today, number)
    for name, codes in (("kind", KINDS), ("status", STATUSES)):
        if row[name] not in codes:
            yield _wrong(f"is not a {name}", one_of(codes), number, name, row)
    for name in ("measures", "bed_days"):
        if row[name] and not _is_number(row[name]):
            yield _wrong("is not a whole number of 0 or more", "write digits only", number, name,
                         row)  # fmt: skip
    yield from _wrong_together(row, number)


def _wrong_month(row: Mapping[str, str], today: date, number: int) -> Iterator[Problem]:
    try:
        month = _month(row["month"])
    except ValueError:
        yield _wrong("is not a month", "write it as 2026-03", number, "month", row)
        return
    if month.year < FIRST_YEAR:
        yield _wrong(f"is before {FIRST_YEAR}", "check the year", number, "month", row)
    elif after(month) > today:
        yield _wrong("is a month that is not over", "send it when it is", number, "month", row)


def _wrong_together(row: Mapping[str, str], number: int) -> Iterator[Problem]:
    if row["status"] == REPORTED:
        for name in ("measures", "bed_days"):
            if not row[name]:
                yield _wrong("is empty in a reported row",
                             "write the number (0 if it is zero), or say suppressed, not_reported "
                             "or not_applicable", number, name, row)  # fmt: skip
        if row["bed_days"] == "0" and _is_number(row["measures"]) and int(row["measures"]):
            yield _wrong("is 0 where there were measures", "correct one of the two", number,
                         "bed_days", row)  # fmt: skip
    elif row["status"] in STATUSES and row["measures"]:
        yield _wrong(
            "is a number in a row that is not reported",
            "leave it empty, or set status to reported",
            number,
            "measures",
            row,
        )


def _wrong(what: str, remedy: str, number: int, column: str, row: Mapping[str, str]) -> Problem:
    return Problem(what, remedy, number, column, row[column])


def _month(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(f"{text}-01")


def after(month: date) -> date:
    """The first day after a month."""
    years, last = divmod(month.month, 12)
    return date(month.year + years, last + 1, 1)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= MOST


def _number(text: str) -> int | None:
    return int(text) if text else None


def rate_table(returns: Iterable[Return], country: str) -> pa.Table:
    """The same as a rate table, by hospital, month and kind. country: ISO 3166-1."""
    return table_from_rows([_rate(one, country) for one in sorted(returns, key=lambda r: r.key)])


def _rate(one: Return, country: str) -> dict[str, object]:
    known = catalogue()[f"ow-measures-{one.kind.replace('_', '-')}"]
    return {
        "indicator": known.code, "area_type": "facility", "area_id": one.hospital,
        "area_name": one.hospital_name, "period_start": one.month, "period_end": after(one.month),
        "stratum": "", "numerator": one.measures, "denominator": one.bed_days,
        "multiplier": known.multiplier, "status": one.status, "source": SOURCE,
        "definition": DEFINITION, "country": country, "numerator_unit": "count",
    }  # fmt: skip
