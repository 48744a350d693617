"""Timing, and a table with the machine's description."""

from __future__ import annotations

import csv
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("numpy", "pyarrow", "Django", "polars")


def median_ms(work: Callable[[], object], runs: int = 31) -> float:
    """Median time in milliseconds, after one run that is not counted."""
    work()
    return statistics.median(_once(work) for _ in range(runs)) * 1000


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def machine() -> str:
    """Processor, cores, memory and versions; no name of a host."""
    info = Path("/proc/cpuinfo")
    models = [line.split(":")[1].strip() for line in info.read_text().splitlines()
              if line.startswith("model name")] if info.exists() else []  # fmt: skip
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    processor = models[0] if models else platform.machine()
    return (f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB, "
            f"Python {platform.python_version()}, {packages}")  # fmt: skip


def write(name: str, title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]],
          target: str) -> None:  # fmt: skip
    """The same table in `bench/results` for readers (Markdown) and for programs (CSV)."""
    lines = [f"# {title}", "", machine(), "", f"Target: {target}", "",
             f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}",
             *(f"| {' | '.join(row)} |" for row in rows), ""]  # fmt: skip
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text("\n".join(lines), encoding="utf-8")
    with (RESULTS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [(*columns, "machine"), *((*row, machine()) for row in rows)]
        )
    print("\n".join(lines))
