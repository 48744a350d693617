"""Rates of a register by official rules: one definition, whatever engine counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from openward.indicators.areas import counts_of_statements, places_of
from openward.indicators.calendar import EVENT, periods_of
from openward.indicators.connections import engine
from openward.indicators.figures import Question, figures_of
from openward.indicators.gaps import check_has_gaps, gaps_of
from openward.indicators.register import Register
from openward.indicators.rules import RULES
from openward.indicators.schema import RATES
from openward.indicators.totals import totals
from openward.register.schema import empty
from openward.register.tables import TABLES

#: From so many rules on, what several of them read is put into a table of the engine.
MANY = 4


def rates(  # noqa: PLR0913 - what is counted, for whom and when, and by what
    tables: Mapping[str, pa.Table | Path],
    codes: Sequence[str],
    *,
    by: tuple[str, str] = ("ward", "month"),
    strata: Sequence[str] = (),
    first: date,
    last: date,
    backend: str = "duckdb",
) -> pa.Table:
    """Rows of the rate table: indicators in the order of their codes, then areas and periods.

    Parameters
    ----------
    tables: tables of the dataset by name, as Arrow tables or Parquet files; moments in whole
        seconds.
    by: area type (`ward`, `facility`, `region`, `country`, `all`) and period (`month`, `quarter`,
        `year`, `whole`: all the days as one, `event`: of each ward, the gaps between days with
        something counted).
    strata: any of `sex` and `age`.
    first, last: days, half-open; periods are cut to them, and what is running is cut at `last`.
    backend: `duckdb`, `postgresql` or `spark`.

    Returns
    -------
    A rate table with the column `hours_not_known`: measures whose length would be in the numerator
    and is not known.

    Raises
    ------
    KeyError: a code without a rule, or an engine that is not known.
    BadInput: the engine is not there: no address, or not installed; or gaps are asked of a rule
        that has none, of a larger area than a ward, or by strata.
    """
    rules = {code: RULES[code] for code in codes}
    with engine(backend) as put:
        register = Register(
            tables=_complete(tables), periods=periods_of(first, last, by[1]),
            strata=tuple(strata), put=put, is_shared=len(rules) >= MANY,
        )  # fmt: skip
        if not register.places:
            return RATES.empty_table()
        if by[1] == EVENT:
            check_has_gaps(rules, by[0], strata)
            return pa.concat_tables([gaps_of(register, code, rule) for code, rule in rules.items()])
        counts = [count for rule in rules.values() for count in rule.counts]
        register.share(counts)
        counted = totals(register, [*counts, *counts_of_statements()])
        question = Question(register, places_of(register, by[0]), counted)
        return pa.concat_tables([figures_of(question, code, rule) for code, rule in rules.items()])


def _complete(tables: Mapping[str, pa.Table | Path]) -> dict[str, pa.Table | Path]:
    """The tables, and empty ones for those that are missing."""
    return {**{name: empty(name) for name in TABLES}, **tables}
