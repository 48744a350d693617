"""Every case, on every engine: value, type and null."""

from __future__ import annotations

import pytest

from tests.spec.engines import ENGINES, run
from tests.spec.indicators.cases import Case, all_cases, in_short
from tests.spec.rows import differences


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_the_rows_are_those_worked_out_by_hand(case: Case, engine: str) -> None:
    rows = run(
        engine, case.tables, [case.code],
        by=case.by, strata=case.strata, first=case.first, last=case.last,
    )  # fmt: skip
    assert differences(in_short(rows), case.expected) == []
