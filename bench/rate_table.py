"""Reading, checking and adding up a rate table of 1.2 million rows."""

from __future__ import annotations

import resource
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import polars
import pyarrow as pa

from bench.report import median_ms, write
from openward.rates import files
from openward.rates.rollup import roll_up
from openward.rates.schema import complete

WARDS, MONTHS = 10_000, 120


def made_up(wards: int = WARDS, months: int = MONTHS, seed: int = 1) -> pa.Table:
    """Wards × months of made-up counts: Poisson, each ward with a mean of its own."""
    random = np.random.default_rng(seed)
    starts = [date(2015 + m // 12, m % 12 + 1, 1) for m in range(months + 1)]
    count = wards * months
    numbers = random.poisson(random.gamma(2, 1, (wards, 1)), (wards, months)).ravel()
    same = {"indicator": "our-seclusions", "area_type": "ward", "stratum": "", "status": "reported",
            "multiplier": 1000.0, "source": "made up", "country": "AA"}  # fmt: skip
    return complete(pa.table({
        **{name: pa.repeat(pa.scalar(value), count) for name, value in same.items()},
        "area_id": np.repeat([f"w{w:05d}" for w in range(wards)], months),
        "area_name": np.repeat([f"Ward {w:05d}" for w in range(wards)], months),
        "period_start": starts[:-1] * wards, "period_end": starts[1:] * wards,
        "numerator": numbers.astype(float),
        "denominator": random.integers(400, 600, count).astype(float),
    }))  # fmt: skip


def main() -> None:
    """Measure, and write `bench/results/rate_table.md`."""
    with tempfile.TemporaryDirectory() as folder:
        table = made_up()
        csv, parquet = Path(folder, "rates.csv"), Path(folder, "rates.parquet")
        work = {
            "write CSV": lambda: files.write(table, csv),
            "polars.read_csv, nothing else": lambda: polars.read_csv(csv),
            "read and check CSV": lambda: files.read(csv),
            "write Parquet": lambda: files.write(table, parquet),
            "polars.read_parquet, nothing else": lambda: polars.read_parquet(parquet),
            "read and check Parquet": lambda: files.read(parquet),
            "roll up to the country": lambda: roll_up(table, "country"),
        }
        rows = [(name, f"{median_ms(step, 3):.0f}") for name, step in work.items()]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows.append(("peak memory of the whole run, MB", f"{peak:.0f}"))
    write("rate_table", f"A rate table of {WARDS * MONTHS:,} rows", ("what", "median ms"), rows,
          "none yet")  # fmt: skip


if __name__ == "__main__":
    main()
