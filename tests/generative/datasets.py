"""Strategies for rows of the dataset, made from how its columns are declared."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from openward.register.codes import code_list
from openward.register.columns import Column
from openward.register.tables import TABLES

from .tables import texts

#: What the columns of these names may hold beside being texts.
FORMATS = {
    "country": st.just("SI"), "region": st.just("SI-061"), "timezone": st.just("Europe/Ljubljana"),
    "census_time": st.just("23:59"), "jurisdiction": st.sampled_from(["si", "gb-eng", "de-bw"]),
    "birth_year": st.integers(1900, 2020), "age_years": st.integers(0, 130),
    "air_minutes": st.integers(0, 1440), "activity_minutes": st.integers(0, 1440),
    "contact_minutes": st.integers(0, 1440),
}  # fmt: skip
moments = st.integers(-2 * 10**9, 4 * 10**9).map(lambda s: datetime.fromtimestamp(s, UTC))
OF_TYPE: dict[type, st.SearchStrategy[Any]] = {
    str: texts, bool: st.booleans(), int: st.integers(0, 10**6), datetime: moments,
    float: st.floats(0, 1e9), date: st.dates(date(1900, 1, 1), date(2100, 1, 1)),
}  # fmt: skip


def cells(column: Column) -> st.SearchStrategy[Any]:
    """Any value that the column may hold by itself."""
    if column.codes:
        values: st.SearchStrategy[Any] = st.sampled_from(list(code_list(column.codes).codes))
    else:
        values = FORMATS.get(column.name, OF_TYPE[column.type])
    return st.none() | values if column.nullable else values


@st.composite
def rows_of(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """One row by column, each cell right by itself; the row may break a rule of rows."""
    return {column.name: draw(cells(column)) for column in TABLES[name].columns.values()}


def names() -> st.SearchStrategy[str]:
    """The name of any table."""
    return st.sampled_from(list(TABLES))
