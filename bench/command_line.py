"""Ten thousand wards from the command line, as a whole process with its peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.rate_table import MONTHS, WARDS, made_up
from bench.report import write
from openward.rates import files

RULES = "shewhart,anhoej,mdc_2023,nelson,western_electric"


def measured(arguments: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "openward", *arguments], stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"openward {' '.join(arguments)} failed")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def main() -> None:
    """Measure, and write `bench/results/command_line.md`."""
    with tempfile.TemporaryDirectory() as folder:
        rates = Path(folder, "rates.parquet")
        files.write(made_up(), rates)
        rows = []
        for kind in ("u", "xmr", "auto"):
            for ending in ("parquet", "csv"):
                out = str(Path(folder, f"out.{ending}"))
                runs = [measured(["chart", "spc", str(rates), "--kind", kind, "--rules", RULES,
                                  "-o", out]) for _ in range(3)]  # fmt: skip
                seconds, memory = sorted(runs)[1]
                rows.append((f"--kind {kind}, all rule sets, to {ending}", f"{seconds:.1f}",
                             f"{memory:.0f}"))  # fmt: skip
    write("command_line", f"`openward chart spc` on {WARDS:,} series × {MONTHS} months",
          ("what", "seconds", "peak MB"), rows,
          "under 1 s for the statistics (see charts.md); the whole process, with start, reading, "
          "checking and writing 1.2 million rows, takes longer")  # fmt: skip


if __name__ == "__main__":
    main()
