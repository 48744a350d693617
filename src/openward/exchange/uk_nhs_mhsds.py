"""England: people subject to restrictive intervention, bed-days, detention; provider by month.

Extracts of NHS England's Mental Health Services Monthly Statistics, one file per month and
measure, without a header: period start, provider, measure, value. Counts are rounded to 5; `*`
stands for fewer than 5. A provider that is absent from a month's file of one measure did not
report it: that is not zero.

Traps that are met here: two date formats, the same folder holding two different measures of
detention in different months, and providers that are known only from another measure's file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openward.csv_text import Cells, parse, read_file
from openward.exchange.days import day_or_none
from openward.exchange.imported import Imported
from openward.problems import BadInput, Problem, listed
from openward.rates.schema import NOT_REPORTED, REPORTED, SUPPRESSED, table_from_rows
from openward.rates.validation import FIRST_DAY, FORMULA, LAST_DAY, check

SOURCE = "NHS England MHSDS"
HEADER = ("period_start", "provider", "measure", "value")
ROUNDED_TO = 5.0
HIDDEN = "*"


@dataclass(frozen=True, slots=True)
class Measure:
    """What NHS England calls it, and how it is counted."""

    indicator: str
    official_name: str
    unit: str


#: By the label in the files. Two labels of one family (`family` = who is detained) are two
#: measures: they are never joined into one series.
MEASURES = {
    "MHS76": Measure("gb-mhs-76", "People subject to a restrictive intervention", "persons"),
    "Bed days in RP": Measure("gb-mhs-24", "Bed days in RP", "days"),
    "People subject to detention at the end of the reporting period": Measure(
        "gb-mhs-09", "People subject to detention at the end of the reporting period", "persons"),
    "People subject to the Mental Health Act at the end of the reporting period": Measure(
        "gb-mhs-08", "People subject to the Mental Health Act at the end of the reporting period",
        "persons"),
}  # fmt: skip
#: Measures that stand in each other's place in some months.
IN_PLACE_OF = {"gb-mhs-08": "gb-mhs-09", "gb-mhs-09": "gb-mhs-08"}


@dataclass(frozen=True, slots=True)
class Return:
    """One provider's figure; number is None where it is hidden."""

    file: str
    row: int
    month: date
    provider: str
    measure: Measure
    number: float | None


def import_files(paths: Sequence[Path]) -> Imported:
    """Rate table of all files together: plain counts, rounded to 5, of providers and months.

    Every provider that stands in any of the files has a row for every measure and month that the
    files cover; where it sent nothing the row says not_reported.

    Raises
    ------
    BadInput
        Another layout, a cell that cannot be read, or a figure given twice.
    """
    returns = [found for path in paths for found in _read(path)]
    _refuse_repeated(returns)
    _refuse_two_spellings(returns)
    table = table_from_rows(list(_rows(returns)))
    check(table, str(paths[0]), lambda index: index + 1)
    return Imported(table, _warnings(returns), _notes(returns))


def _read(path: Path) -> list[Return]:
    cells = _cells(path)
    found, problems = [], []
    columns = [cells.column(name).to_pylist() for name in HEADER]
    for index, record in enumerate(zip(*columns, strict=True)):
        try:
            found.append(_return(str(path), cells.row(index), record))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems, str(path))
    return found


def _cells(path: Path) -> Cells:
    """The cells, or one sentence that says what was expected and what was found."""
    data = read_file(path)
    first = parse(data, str(path)).table.column_names
    if len(first) != len(HEADER) or _month_or_none(first[0]) is None:
        raise BadInput(
            Problem(
                "not an MHSDS extract: expected rows of period start, provider, measure, value "
                f"without a header; found {listed(first, 6)}",
                "choose the monthly extract",
                1,
            ),
            str(path),
        )
    return parse(data, str(path), HEADER)


def _return(file: str, row: int, record: tuple[str, ...]) -> Return:
    month, provider, label, value = record
    start = _month_or_none(month)
    if start is None:
        raise BadInput(
            Problem(
                "not the first day of a month",
                "write it as 01/09/2021 or 2021-09-01",
                row,
                "period_start",
                month,
            )
        )
    if not provider_id(provider) or re.search(f"{FORMULA}|[\x00-\x1f]", provider):
        what, remedy = "not a provider", "write its name, without =, +, - or @ in front"
        raise BadInput(Problem(what, remedy, row, "provider", provider))
    if label not in MEASURES:
        raise BadInput(
            Problem(
                "a measure that is not known",
                f"use one of {', '.join(MEASURES)}",
                row,
                "measure",
                label,
            )
        )
    return Return(file, row, start, provider, MEASURES[label], _number(value, row))


def _month_or_none(text: str) -> date | None:
    day = day_or_none(text, ("%d/%m/%Y", "%Y-%m-%d"))
    return day if day is not None and day.day == 1 and FIRST_DAY <= day < LAST_DAY else None


def _number(value: str, row: int) -> float | None:
    if value == HIDDEN:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", value):
        raise BadInput(
            Problem(
                "not a whole number or *",
                "write digits, or * for fewer than 5",
                row,
                "value",
                value,
            )
        )
    return float(value)


def _refuse_repeated(returns: Sequence[Return]) -> None:
    first: dict[tuple[str, date, str], Return] = {}
    for found in returns:
        key = (found.measure.indicator, found.month, found.provider)
        before = first.setdefault(key, found)
        if before is not found:
            raise BadInput(
                Problem(
                    f"the same provider, month and measure as row {before.row} of {before.file}",
                    "keep one of the two",
                    found.row,
                    "provider",
                    found.provider,
                ),
                found.file,
            )


def _refuse_two_spellings(returns: Sequence[Return]) -> None:
    """Two names with one identifier may be one provider or two: who gives the files must say."""
    first: dict[str, Return] = {}
    for found in returns:
        before = first.setdefault(provider_id(found.provider), found)
        if before.provider != found.provider:
            what = f"nearly the same name as in row {before.row} of {before.file}"
            problem = Problem(what, "spell both the same", found.row, "provider", found.provider)
            raise BadInput(problem, found.file)


def _rows(returns: Sequence[Return]) -> Iterator[dict[str, object]]:
    found = {(r.measure, r.month, r.provider): r for r in returns}
    providers = sorted({r.provider for r in returns})
    covered = sorted(
        {(r.measure.indicator, r.month, r.measure) for r in returns}, key=lambda c: c[:2]
    )
    for _, month, measure in covered:
        for provider in providers:
            yield _row(measure, month, provider, found.get((measure, month, provider)))


def _row(measure: Measure, month: date, provider: str, found: Return | None) -> dict[str, object]:
    status = NOT_REPORTED if found is None else SUPPRESSED if found.number is None else REPORTED
    return {
        "indicator": measure.indicator, "area_type": "facility",
        "area_id": provider_id(provider), "area_name": provider, "period_start": month,
        "period_end": _next_month(month), "stratum": "",
        "numerator": found.number if found else None, "denominator": None, "multiplier": 1.0,
        "status": status, "source": SOURCE, "rounded_to": ROUNDED_TO,
        "definition": measure.official_name, "country": "GB", "region": "GB-ENG",
        "numerator_unit": measure.unit,
    }  # fmt: skip


def provider_id(name: str) -> str:
    """The provider's name as an identifier, since the extracts carry no organisation code."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _warnings(returns: Sequence[Return]) -> list[str]:
    months: dict[str, set[date]] = {}
    for found in returns:
        months.setdefault(found.measure.indicator, set()).add(found.month)
    every_month = _months_between(set().union(*months.values()))
    lines = []
    for code, covered in sorted(months.items()):
        other = IN_PLACE_OF.get(code)
        missing = [m for m in every_month if m not in covered | months.get(other or "", set())]
        gaps = ", ".join(f"{month:%Y-%m}" for month in missing)
        if other in months and code > other:
            lines.append(
                f"GB-ENG: the definition changes between months: {_spans(other, months)}; "
                f"{_spans(code, months)}; the two are not one series"
            )
        if gaps:
            lines.append(
                f"GB-ENG: no file of {code} for {gaps}: those months are missing, not zero"
            )
    return lines


def _months_between(months: set[date]) -> list[date]:
    """All months from the first to the last, those without any file too."""
    every = [min(months)]
    while every[-1] < max(months):
        every.append(_next_month(every[-1]))
    return every


def _spans(code: str, months: dict[str, set[date]]) -> str:
    name = next(m.official_name for m in MEASURES.values() if m.indicator == code)
    return f"{code} ({name}) in " + ", ".join(f"{month:%Y-%m}" for month in sorted(months[code]))


def _notes(returns: Sequence[Return]) -> list[str]:
    rows = list(_rows(returns))
    lines = []
    for code in sorted({str(row["indicator"]) for row in rows}):
        statuses = [row["status"] for row in rows if row["indicator"] == code]
        said = ", ".join(f"{statuses.count(s):,} {s}" for s in (REPORTED, SUPPRESSED, NOT_REPORTED))
        lines.append(f"{code}: {len(statuses):,} provider-months: {said}")
    return lines
