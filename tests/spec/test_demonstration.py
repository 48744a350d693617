"""Every engine and the referee agree on the demonstration dataset, under every rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from openward.indicators import counting, referee
from openward.simulate.scenario import read_scenario
from openward.simulate.service import Size, simulate
from tests.generative.agreement import compared
from tests.spec.engines import ENGINES


@pytest.mark.parametrize("engine", ENGINES[1:])
def test_every_rule_gives_the_same_on_the_demonstration_dataset(engine: str) -> None:
    tables, _truth = simulate(read_scenario(), Size(wards=6, months=6, seed=7))
    asked: dict[str, Any] = {
        "first": date(2024, 1, 1), "last": date(2024, 7, 1), "by": ("facility", "quarter"),
    }  # fmt: skip
    codes = list(referee.RULES)
    rows = {name: table.to_pylist() for name, table in tables.items()}
    found = counting.rates(tables, codes, backend=engine, **asked).to_pylist()
    assert len({row["indicator"] for row in found if row["numerator"]}) > 60
    assert compared(found, referee.rates(rows, codes, **asked)) == []
