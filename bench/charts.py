"""How fast are the time charts: 10,000 series × 120 months, u and XmR, all rule sets, tidy.

Run ``python -m bench.charts``. Bare NumPy computes the same limits and nothing else; the pandas
loop draws one series at a time on a few series, scaled up. Times are the best of several runs;
peak memory is what Python and NumPy hold on top of the input, measured in a run of its own.
"""

import argparse
import math
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from bench.report import write
from openward.statistics.chart_result import Floats
from openward.statistics.control_chart import control_chart
from openward.statistics.signals import RULES_OF_SET, signals

KINDS = ("u", "xmr")


def panel(series: int, months: int, seed: int) -> tuple[Floats, Floats]:
    """Counts and bed-days, 2 % of the counts missing."""
    rng = np.random.default_rng(seed)
    bed_days = rng.integers(350, 650, (series, months)).astype(np.float64)
    counts = rng.poisson(8 * bed_days / 500).astype(np.float64)
    counts[rng.random(counts.shape) < 0.02] = np.nan
    return counts, bed_days


def our_limits(counts: Floats, bed_days: Floats) -> list[Any]:
    return [control_chart(kind, counts, bed_days, multiplier=1000, screen=True) for kind in KINDS]


def our_signals(charts: list[Any]) -> list[Any]:
    return [signals(chart, list(RULES_OF_SET)).codes() for chart in charts]


def ours(counts: Floats, bed_days: Floats) -> list[Any]:
    return our_signals(our_limits(counts, bed_days))


def bare_limits(counts: Floats, bed_days: Floats) -> list[Any]:
    """The same limits in as few lines of NumPy as they take."""
    value = counts / bed_days * 1000
    centre = np.nansum(counts, 1) / np.where(np.isnan(counts), 0, bed_days).sum(1)
    width = 3 * np.sqrt(centre[:, None] / bed_days) * 1000
    rate = centre[:, None] * 1000
    u = (value, np.maximum(rate - width, 0), rate + width)
    value = counts / bed_days * 1000
    mean = np.nanmean(value, 1)
    ranges = np.abs(np.diff(value, axis=1))
    ranges[ranges >= 3.267 * np.nanmean(ranges, 1)[:, None]] = np.nan
    spread = 2.66 * np.nanmean(ranges, 1)
    return [u, (value, np.maximum(mean - spread, 0), mean + spread)]


def pandas_loop(counts: Floats, bed_days: Floats) -> None:
    """One series at a time, as a script on a ward would: u, XmR and five of the rules."""
    import pandas as pd

    for y, n in zip(counts, bed_days, strict=True):
        frame = pd.DataFrame({"y": y, "n": n})
        frame["rate"] = frame.y / frame.n * 1000
        rate = frame.y.sum() / frame.n[frame.y.notna()].sum()
        frame["u_width"] = 3 * np.sqrt(rate / frame.n) * 1000
        frame["u_beyond"] = (frame.rate - rate * 1000).abs() > frame.u_width
        ranges = frame.rate.diff().abs()
        ranges = ranges[ranges < 3.267 * ranges.mean()]
        mean, spread = frame.rate.mean(), 2.66 * ranges.mean()
        frame["beyond"] = (frame.rate - mean).abs() > spread
        side = np.sign(frame.rate - mean)
        frame["shift"] = side.rolling(7).sum().abs() == 7
        frame["trend"] = np.sign(frame.rate.diff()).rolling(6).sum().abs() == 6
        far = (frame.rate - mean).abs() > spread * 2 / 3
        frame["two"] = far & ((far * side).rolling(3).sum().abs() >= 2)
        run = (side != side.shift()).cumsum()
        frame["long"] = run.map(run.value_counts()) > round(np.log2(len(frame))) + 3


def best(call: Callable[[], Any], repeats: int) -> float:
    """Shortest of several runs in seconds."""
    took = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return min(took)


def peak_megabytes(call: Callable[[], Any]) -> float:
    """Largest amount of memory held on top of what was there before."""
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def _spread(limit: Floats, chart: Any) -> Floats:
    return np.broadcast_to(limit if limit.ndim == 2 else limit[:, None], chart.value.shape)


def main(arguments: Sequence[str] = ()) -> None:
    """Measure, and write `bench/results/charts.md`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--series", type=int, default=10_000)
    options.add_argument("--months", type=int, default=120)
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--loop", type=int, default=50, help="series of the pandas loop")
    asked = options.parse_args(arguments)
    data = panel(asked.series, asked.months, seed=20261123)
    charts = our_limits(*data)
    for chart, (_, lower, upper) in zip(charts, bare_limits(*data), strict=True):
        np.testing.assert_allclose(chart.lower, _spread(lower, chart), rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(chart.upper, _spread(upper, chart), rtol=1e-9, atol=1e-9)
    bare = best(lambda: bare_limits(*data), asked.repeats)
    rows = [
        ("limits, bare NumPy", bare, peak_megabytes(lambda: bare_limits(*data))),
        (
            "limits, ours",
            best(lambda: our_limits(*data), asked.repeats),
            peak_megabytes(lambda: our_limits(*data)),
        ),
        (
            "signals of all rule sets, tidy, ours",
            best(lambda: our_signals(charts), asked.repeats),
            peak_megabytes(lambda: our_signals(charts)),
        ),
        (
            "limits and signals, ours",
            best(lambda: ours(*data), asked.repeats),
            peak_megabytes(lambda: ours(*data)),
        ),
    ]
    scale = asked.series / asked.loop
    try:
        loop = best(lambda: pandas_loop(*(part[: asked.loop] for part in data)), 1) * scale
        rows.append((f"pandas loop ({asked.loop} series, scaled)", loop, float("nan")))
    except ImportError:
        print("pandas is not installed: no loop to compare with")
    shown = [
        (name, f"{seconds:.3f}", f"{seconds / bare:.1f}", "" if math.isnan(mb) else f"{mb:.0f}")
        for name, seconds, mb in rows
    ]
    write(
        "charts",
        f"u and XmR of {asked.series:,} series × {asked.months} months, all rule sets",
        ("what", "seconds", "× bare limits", "peak MB"),
        shown,
        "limits and signals under 1 s; limits at most 3 × bare NumPy",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
