"""Every case, on every engine: value, type and null."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from openward.rates.schema import COLUMNS, table_from_rows
from openward.rates.value import half_up, values
from tests.spec.engines import ENGINES, run
from tests.spec.indicators.cases import Case, alike, all_cases, in_short, packed, unpacked
from tests.spec.rows import differences


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_the_rows_are_those_worked_out_by_hand(case: Case, engine: str) -> None:
    rows = alone(case, engine) if engine == "reference" else together(case, engine)
    assert differences(in_short(rows), case.expected) == []
    assert printed(rows, case) == case.printed


def alone(case: Case, engine: str) -> list[dict[str, Any]]:
    """What the engine makes of the case."""
    return run(engine, case.tables, [case.code], by=case.by, strata=case.strata,
               first=case.first, last=case.last)  # fmt: skip


def together(case: Case, engine: str) -> list[dict[str, Any]]:
    """The same from one question for all cases alike: what takes time is to understand it."""
    if len(alike(case)) > 4:
        return alone(case, engine)
    same = [other for other in all_cases() if alike(other) == alike(case)]
    rows = answered(engine, alike(case))
    return unpacked(rows, case, [str(other) for other in same].index(str(case)))


@cache
def answered(engine: str, question: tuple[Any, ...]) -> list[dict[str, Any]]:
    """The rows of all cases that ask alike."""
    by, strata, first, last = question
    cases = [case for case in all_cases() if alike(case) == question]
    codes = list(dict.fromkeys(case.code for case in cases))
    return run(engine, packed(cases), codes, by=by, strata=strata, first=first, last=last)


def printed(rows: list[dict[str, Any]], case: Case) -> dict[tuple[str, date], str]:
    """Values with as many decimals as the case has them, halves up."""
    shown = {}
    for row, value in zip(rows, values(table_from_rows(columns(rows))), strict=True):
        place = (row["area_id"], row["period_start"])
        if place in case.printed:
            decimals = len(case.printed[place].partition(".")[2])
            shown[place] = half_up(float(value), decimals)
    return shown


def columns(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in COLUMNS if name in row} for row in rows]
