"""The kept figures of 1,000 wards and ten years, as an account that sees all reads them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa

from bench import report
from openward.indicators.rules import RULES
from openward.rates.schema import SCHEMA

FACILITIES, WARDS, MONTHS = 50, 20, 120
FIGURE = "ow-measures-seclusion"
RUNS = 7


def main() -> None:
    """The overview of a ward, a figure of all wards in a month, and the same in all months."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"OPENWARD_DATA": folder,
                       "DJANGO_SETTINGS_MODULE": "openward_web.config.settings"}  # fmt: skip
        import django

        django.setup()
        rows = fill()
        measured = [(words, f"{report.median_ms(work, RUNS):.0f}")
                    for words, work in works().items()]  # fmt: skip
    report.write(
        "record_figures", f"Our figures of {FACILITIES * WARDS:,} wards and {MONTHS // 12} years",
        ("what is asked", "milliseconds"), measured,
        f"a query over 10 years and 1,000 wards in less than 300 ms, of {rows:,} rows of the rate "
        f"table in {FACILITIES} files; median of {RUNS}, with opening the files, without the page.",
    )  # fmt: skip


def works() -> dict[str, Callable[[], Any]]:
    """What pages ask, by words."""
    from openward_web.figures import collections, overview, selectors
    from openward_web.figures.kept import counted

    def table(facilities: int = FACILITIES) -> pa.Table:
        return pa.concat_tables(counted(key(0, n)).table for n in range(facilities))

    def of_month() -> Any:
        found = collections.Collection("record", "", table(), {})
        shown = selectors.view(found, FIGURE, {"level": "ward"})
        return selectors.table_of_period(shown)

    def of_all() -> Any:
        rows = selectors.only(table(), indicator=FIGURE, area_type="ward")
        return rows.group_by("period_start").aggregate([("numerator", "sum")])

    ward = str(key(1, 0))
    return {
        "the overview of one ward of 20": lambda: overview.of_place(table(1), "ward", ward),
        "the overview of one ward of 1,000": lambda: overview.of_place(table(), "ward", ward),
        "a figure of 1,000 wards, the last month": of_month,
        "a figure of 1,000 wards, added up by month": of_all,
    }


def fill() -> int:
    """Keeps a rate table for each facility; how many rows all have."""
    from openward_web.figures.kept import Counted, areas_of, keep

    random, rows = np.random.default_rng(1), 0
    for facility in range(FACILITIES):
        table = made_up(facility, random)
        rows += table.num_rows
        keep(key(0, facility), Counted(table, table.slice(0, 0), areas_of(table),
                                       datetime.now(UTC), date(2024, 1, 1), 1))  # fmt: skip
    return rows


def made_up(facility: int, random: np.random.Generator) -> pa.Table:
    """All figures of the wards of a facility in all months."""
    codes = sorted(RULES)
    months = [date(2014 + n // 12, n % 12 + 1, 1) for n in range(MONTHS + 1)]
    shape = (len(codes), WARDS, MONTHS)
    code, ward, month = (axis.ravel() for axis in np.indices(shape))
    count = int(np.prod(shape))
    wards = [str(key(1, facility * WARDS + n)) for n in range(WARDS)]
    drawn = {
        "indicator": (codes, code), "area_type": (["ward"], 0 * ward), "area_id": (wards, ward),
        "area_name": ([f"Ward {n}" for n in range(WARDS)], ward),
        "period_start": (months, month), "period_end": (months, month + 1),
        "stratum": ([""], 0 * ward), "status": (["reported"], 0 * ward),
        "source": (["register"], 0 * ward), "numerator_unit": (["count"], 0 * ward),
    }  # fmt: skip
    columns = {name: pa.array(values).take(pa.array(at)) for name, (values, at) in drawn.items()}
    columns |= {"numerator": pa.array(random.poisson(2, count).astype(float)),
                "denominator": pa.array(random.uniform(300, 900, count)),
                "multiplier": pa.repeat(1000.0, count)}  # fmt: skip
    return pa.table([columns.get(field.name, pa.nulls(count, field.type)).cast(field.type)
                     for field in SCHEMA], schema=SCHEMA)  # fmt: skip


def key(kind: int, number: int) -> UUID:
    """The identifier of a facility (0) or a ward (1)."""
    return UUID(int=kind * 1_000_000 + number + 1)


if __name__ == "__main__":
    main()
