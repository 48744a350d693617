"""A million measures with all their tables, written as Parquet by one thread."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.report import write

WARDS, MONTHS = 1_750, 60


def main() -> None:
    """Measure, and write `bench/results/simulate.md`."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "made")
        command = [sys.executable, "-m", "openward", "simulate", "-o", str(out),
                   "--wards", str(WARDS), "--months", str(MONTHS)]  # fmt: skip
        one = {"OMP_NUM_THREADS": "1", "ARROW_NUM_THREADS": "1"}
        start = time.perf_counter()
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ | one)
        os.sched_setaffinity(process.pid, {0})
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status:
            raise RuntimeError("the simulation failed")
        truth = json.loads((out / "truth.json").read_text(encoding="utf-8"))
        size = sum(path.stat().st_size for path in out.iterdir()) / 1e6
    made = truth["measures"]
    row = (f"{made:,}", f"{seconds:.0f}", f"{seconds / made * 1e6:.0f}",
           f"{used.ru_maxrss / 1024:.0f}", f"{size:.0f}")  # fmt: skip
    write("simulate", f"`openward simulate --wards {WARDS} --months {MONTHS}`, on one core",
          ("measures", "seconds", "seconds for a million", "peak MB", "MB written"), [row],
          "a million measures with their rows in under a minute")  # fmt: skip


if __name__ == "__main__":
    main()
