"""Every case, on every engine: value, type and null."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from openward.rates.schema import COLUMNS, table_from_rows
from openward.rates.value import half_up, values
from tests.spec.engines import ENGINES, is_built, run
from tests.spec.indicators.cases import Case, all_cases, in_short
from tests.spec.rows import differences


@pytest.fixture(params=[name for name in ENGINES if is_built(name)])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_the_rows_are_those_worked_out_by_hand(case: Case, engine: str) -> None:
    rows = run(
        engine, case.tables, [case.code],
        by=case.by, strata=case.strata, first=case.first, last=case.last,
    )  # fmt: skip
    assert differences(in_short(rows), case.expected) == []
    assert printed(rows, case) == case.printed


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
