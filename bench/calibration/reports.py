"""How often a monthly report says "rose" or "fell", where nothing changed and where something did.

Run ``python -m bench.calibration.reports``; it writes ``reports.md`` here. One minute.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from openward.rates.schema import table_from_rows
from openward.reports.trend import FELL, NO_CHANGE, NOT_STEADY, ROSE, trend_of

HERE = Path(__file__).parent
SEED, SERIES, MONTHS, BED_DAYS = 20261124, 1000, 24, 600.0
MEANS = (0.4, 2, 12, 40)
#: By how much the second year is multiplied.
CHANGES = (1.0, 0.4, 2.0)


def series(numbers: np.ndarray) -> pa.Table:
    """Counts of consecutive months of one ward as a rate table."""
    starts = [date(2021 + month // 12, month % 12 + 1, 1) for month in range(MONTHS + 1)]
    return table_from_rows([
        {
            "indicator": "made-up", "area_type": "ward", "area_id": "w", "area_name": "w",
            "period_start": starts[month], "period_end": starts[month + 1], "stratum": "",
            "numerator": float(number), "denominator": BED_DAYS, "multiplier": 1000.0,
            "status": "reported", "source": "made up",
        }
        for month, number in enumerate(numbers)
    ])  # fmt: skip


def said(mean: float, change: float) -> Counter[str]:
    """What is said of so many series with Poisson counts."""
    random = np.random.default_rng([SEED, int(10 * mean), int(10 * change)])
    half = MONTHS // 2
    means = np.r_[np.full(half, mean), np.full(half, mean * change)]
    return Counter(trend_of(series(random.poisson(means)))[0].said for _ in range(SERIES))


def main() -> None:
    """Write the table, in percent of series."""
    lines = []
    for mean in MEANS:
        for change in CHANGES:
            found = said(mean, change)
            told = [100 * found[name] / SERIES for name in (FELL, ROSE, NOT_STEADY, NO_CHANGE)]
            rest = 100 - sum(told)
            cells = [f"{mean:g}", f"{change:g}", *(f"{share:.1f}" for share in (*told, rest))]
            lines.append(f"| {' | '.join(cells)} |")
    text = (
        "# Monthly reports: what is said of made-up wards, in percent\n\n"
        f"Made by `python -m bench.calibration.reports`, seed {SEED}: {SERIES:,} series of "
        f"{MONTHS} months each, Poisson counts, the second year multiplied by the change.\n\n"
        "| events a month | change | fell | rose | not steady | no change | other |\n"
        "|---|---|---|---|---|---|---|\n" + "\n".join(lines) + "\n"
    )
    (HERE / "reports.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
