"""The referee reads what a dataset holds, and says what it cannot do."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from openward.indicators.referee import RULES, rates
from openward.rates.schema import table_from_rows
from openward.rates.validation import check
from tests.generative.registers import WINDOWS, register
from tests.spec.engines import arrow


def test_it_reads_the_tables_of_a_dataset() -> None:
    first, last = WINDOWS[0]
    tables = register(Random(3), 3, WINDOWS[0])  # noqa: S311
    read = {name: table.to_pylist() for name, table in arrow(tables).items()}
    codes = list(RULES)
    assert rates(read, codes, first=first, last=last) == rates(
        tables, codes, first=first, last=last
    )


def test_its_rows_are_a_valid_rate_table() -> None:
    for seed in range(5):
        tables = register(Random(seed), 3, WINDOWS[seed % len(WINDOWS)])  # noqa: S311
        first, last = WINDOWS[seed % len(WINDOWS)]
        rows = rates(tables, list(RULES), by=("facility", "month"), first=first, last=last)
        check(table_from_rows(rows))


def test_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(KeyError):
        rates({}, ["xx-unheard-of"], first=date(2024, 1, 1), last=date(2024, 2, 1))


def test_an_empty_register_has_no_rows() -> None:
    assert rates({}, list(RULES), first=date(2024, 1, 1), last=date(2024, 2, 1)) == []
