"""Ten thousand wards from the command line, as a whole process with its peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from bench.rate_table import MONTHS, WARDS, made_up
from bench.report import write
from openward.rates import files

RULES = "shewhart,anhoej,mdc_2019,mdc_2023,nelson,western_electric"
RUNS = 3
#: What no program over these libraries can go below.
FLOORS = {
    "floor: import numpy, pyarrow": "import numpy, pyarrow",
    "floor: pyarrow reads Parquet and writes it untouched":
        "import sys, numpy, pyarrow.parquet as pq; pq.write_table(pq.read_table(sys.argv[1]), "
        "sys.argv[2])",
    "floor: pyarrow reads Parquet and writes it as CSV":
        "import sys, numpy, pyarrow.parquet as pq, pyarrow.csv as pc; "
        "pc.write_csv(pq.read_table(sys.argv[1]), sys.argv[2])",
}  # fmt: skip


def make(paths: list[str]) -> None:
    """Write the rate table that is charted."""
    table = made_up()
    for path in paths:
        files.write(table, Path(path))


def measured(arguments: list[str], compiled: str) -> tuple[str, str, str]:
    """Median and fewest seconds and peak megabytes of runs of Python; the first is not counted.

    compiled: a folder for bytecode, so that no run compiles what every installation has compiled.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    runs = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, *arguments], stderr=subprocess.DEVNULL,
                                   env=kept | {"PYTHONPYCACHEPREFIX": compiled})  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"{' '.join(arguments)} failed")
        runs.append((time.perf_counter() - start, used.ru_maxrss / 1024))
    ordered = sorted(runs[1:])
    seconds, memory = ordered[RUNS // 2]
    return f"{seconds:.2f}", f"{ordered[0][0]:.2f}", f"{memory:.0f}"


def main() -> None:
    """Measure, and write `bench/results/command_line.md`."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        compiled = str(Path(folder, "compiled"))
        given = {ending: str(Path(folder, f"rates.{ending}")) for ending in ("parquet", "csv")}
        out = {ending: str(Path(folder, f"out.{ending}")) for ending in given}
        # Elsewhere, since a process counts what its parent held when it began.
        making = get_context("spawn").Process(target=make, args=(list(given.values()),))
        making.start()
        making.join()
        rows = []
        for name, code in FLOORS.items():
            rows.append((name, *measured(["-c", code, given["parquet"], out["csv"]], compiled)))
        ways = [("parquet", "parquet"), ("parquet", "csv"), ("csv", "csv")]
        for kind, (one, other) in product(("u", "xmr", "auto"), ways):
            command = ["-m", "openward", "chart", "spc", given[one], "--kind", kind,
                       "--rules", RULES, "-o", out[other]]  # fmt: skip
            name = f"--kind {kind}, all rule sets, {one} to {other}"
            rows.append((name, *measured(command, compiled)))
    write("command_line", f"`openward chart spc` on {WARDS:,} series × {MONTHS} months",
          ("what", "median seconds", "fastest", "peak MB"), rows,
          "under 1 s for the whole process: start, reading, checking, statistics and writing of "
          f"1.2 million rows. Load of the machine before the first run: {load:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
