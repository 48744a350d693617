"""Analyses as rows: what `openward impact` writes, one row per way of asking."""

from __future__ import annotations

import math

import pyarrow as pa

from openward.impact.analysis import Analysis
from openward.impact.estimate import Estimate
from openward.impact.series import Series

SCHEMA = pa.schema(
    [
        ("indicator", pa.string()), ("area_id", pa.string()), ("stratum", pa.string()),
        ("change", pa.string()), ("analysis", pa.string()), ("verdict", pa.string()),
        ("ratio", pa.float64()), ("low_95", pa.float64()), ("high_95", pa.float64()),
        ("p", pa.float64()), ("method", pa.string()), ("dispersion", pa.float64()),
        ("autocorrelation", pa.float64()), ("periods_needed", pa.int64()), ("says", pa.string()),
    ]
)  # fmt: skip

Row = dict[str, object]


def row(series: Series, change: str, code: str, estimate: Estimate, **rest: object) -> Row:
    """One row; numbers that an estimate does not have are empty."""
    return {
        "indicator": series.indicator, "area_id": series.area_id, "stratum": series.stratum,
        "change": change, "analysis": code, "ratio": known(estimate.ratio),
        "low_95": known(estimate.low), "high_95": known(estimate.high), "p": known(estimate.p),
        "method": estimate.method, "dispersion": known(estimate.dispersion),
        "autocorrelation": known(estimate.autocorrelation), **rest,
    }  # fmt: skip


def main_row(analysis: Analysis, says: str) -> Row:
    """The row of the answer itself."""
    return row(
        analysis.series, analysis.question.change.isoformat(), "answer", analysis.estimate,
        verdict=analysis.verdict, periods_needed=analysis.needed, says=says,
    )  # fmt: skip


def table(rows: list[Row]) -> pa.Table:
    """The rows as a table of ``SCHEMA``."""
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def known(number: float) -> float | None:
    """The number, None where there is none; infinity stays."""
    return None if math.isnan(number) else float(number)
