from __future__ import annotations

import pyarrow as pa

from openward.rates.schema import (
    COLUMNS,
    KEY,
    REQUIRED_COLUMNS,
    SCHEMA,
    SERIES,
    complete,
    table_from_rows,
)
from tests.rate_tables import rate_row


def test_the_columns_are_those_of_the_contract_in_its_order() -> None:
    assert ",".join(REQUIRED_COLUMNS) == (
        "indicator,area_type,area_id,area_name,period_start,period_end,stratum,numerator,"
        "denominator,multiplier,status,source"
    )
    assert COLUMNS[12:17] == ("rounded_to", "definition", "country", "region", "numerator_unit")


def test_only_numbers_may_be_missing_in_required_columns() -> None:
    nullable = [n for n in REQUIRED_COLUMNS if SCHEMA.field(n).nullable]
    assert nullable == ["numerator", "denominator"]


def test_a_series_is_the_key_without_its_period() -> None:
    assert set(KEY) - set(SERIES) == {"period_start", "period_end"}


def test_missing_optional_columns_become_null_and_the_order_that_of_the_schema() -> None:
    short = {name: value for name, value in rate_row().items() if name in REQUIRED_COLUMNS}
    table = table_from_rows([dict(reversed(short.items()))])
    assert table.schema == SCHEMA
    assert table["rounded_to"].null_count == table["areas_reported"].null_count == 1


def test_unknown_columns_are_left_out() -> None:
    table = table_from_rows([rate_row()]).append_column("extra", pa.array([1]))
    assert "extra" not in complete(table).column_names


def test_no_rows_make_an_empty_table() -> None:
    assert table_from_rows([]).num_rows == 0
