"""Counting rules on 1, 10 and 100 million stays and measures, beside the same by hand.

Each figure is a process of its own: seconds with all imports, and the most memory it had. The three
that are written by hand do HBIPS-2 with its inpatient days for files of one known shape.
"""

from __future__ import annotations

import csv
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import report

SIZES = (1_000_000, 10_000_000, 100_000_000)
HBIPS = ("us-hbips-2", "us-hbips-3")
#: What is measured at which sizes: by hand where the memory is enough for pandas.
OURS = ("HBIPS-2", "HBIPS-2 and HBIPS-3", "all rules")
ALL_UP_TO = BY_HAND_UP_TO = 10_000_000
RUNS = 3
ONE = """
import json, resource, sys, time
start = time.perf_counter()
from pathlib import Path
folder = Path(sys.argv[1])
{work}
print(json.dumps([time.perf_counter() - start,
                  resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, numbers]))
"""
RATES = """
from datetime import date
from openward.indicators.counting import rates
from openward.indicators.rules import RULES
codes = {codes!r} or list(RULES)
tables = {{path.stem: path for path in folder.glob("*.parquet")}}
table = rates(tables, codes, first=date(2014, 1, 1), last=date(2024, 1, 1), backend={engine!r})
above, below = (sum(table[name].drop_null().to_pylist()) for name in ("numerator", "denominator"))
numbers = [round(above * 60), round(below / 24)]
"""
BY_HAND = """
from bench.hbips_by_hand import BY_HAND
numbers = list(BY_HAND[{name!r}](folder))
"""


def main(*asked: int) -> None:
    """Sizes in turn, `RUNS` times where it takes seconds; what was found of others before stays."""
    sizes = asked or SIZES
    rows = _of_other_sizes(sizes)
    with tempfile.TemporaryDirectory() as made:
        for size in sizes:
            folder = Path(made) / str(size)
            subprocess.run(
                [sys.executable, "-m", "bench.register_parquet", str(folder), str(size)], check=True
            )
            rows += of_size(folder, size)
    rows.sort(key=lambda row: int(row[0].replace(",", "")))
    report.write(
        "indicator_speed", "Counting rules at size, and the same by hand",
        ("stays and measures", "what", "by", "seconds", "memory, MB"), rows,
        "≤ 1.5 × SQL by hand; ≥ 1.5 × as fast as pandas at 10 million with ≤ 1/8 of its memory; "
        "growth exponent ≤ 1.15 from 10 to 100 million; HBIPS-2, HBIPS-3 and bed-days at 100 "
        "million, and all indicators at 10 million, each within 300 s and 8,192 MB. "
        + "; ".join(ratios(rows)),
    )  # fmt: skip


def _of_other_sizes(sizes: Sequence[int]) -> list[tuple[str, ...]]:
    file = report.RESULTS / "indicator_speed.csv"
    if not file.exists():
        return []
    _names, *rows = csv.reader(file.read_text("utf-8").splitlines())
    return [tuple(row[:-1]) for row in rows if int(row[0].replace(",", "")) not in sizes]


def of_size(folder: Path, size: int) -> list[tuple[str, ...]]:
    """Rows of the report for one size; what is written by hand has to give our numbers."""
    works = {("HBIPS-2", "OpenWard"): RATES.format(codes=HBIPS[:1], engine="duckdb")}
    if size <= BY_HAND_UP_TO:
        works |= {
            ("HBIPS-2", name): BY_HAND.format(name=name) for name in ("SQL", "pandas", "polars")
        }
    works["HBIPS-2 and HBIPS-3", "OpenWard"] = RATES.format(codes=HBIPS, engine="duckdb")
    if size <= ALL_UP_TO:
        works["all rules", "OpenWard"] = RATES.format(codes=(), engine="duckdb")
    found: dict[tuple[str, str], list[list[float]]] = {}
    numbers = set()
    for _run in range(RUNS if size < SIZES[-1] else 1):
        for name, work in works.items():
            seconds, memory, counted = one(folder, work)
            found.setdefault(name, []).append([seconds, memory])
            if name[0] == "HBIPS-2":
                numbers.add(tuple(counted))
    if len(numbers) != 1:
        raise SystemExit(f"they do not count the same: {numbers}")
    return [
        (f"{size:,}", what, by, f"{min(run[0] for run in runs):.1f}",
         f"{max(run[1] for run in runs):,.0f}")
        for (what, by), runs in found.items()
    ]  # fmt: skip


def one(folder: Path, work: str) -> tuple[float, float, list[int]]:
    """Seconds, megabytes and the numbers of one process."""
    ran = subprocess.run(
        [sys.executable, "-c", ONE.format(work=work), str(folder)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds, memory, numbers = json.loads(ran.stdout.splitlines()[-1])
    return seconds, memory, numbers


def ratios(rows: list[tuple[str, ...]]) -> list[str]:
    """What the targets are about, in words."""
    seconds = {row[:3]: (float(row[3]), float(row[4].replace(",", ""))) for row in rows}
    found = []
    for size in dict.fromkeys(row[0] for row in rows):
        ours = seconds[size, "HBIPS-2", "OpenWard"]
        for name in ("SQL", "pandas", "polars"):
            if other := seconds.get((size, "HBIPS-2", name)):
                found.append(f"{size}: {ours[0] / other[0]:.2f} × the seconds and "
                             f"{ours[1] / other[1]:.2f} × the memory of {name}")  # fmt: skip
    for what in OURS:
        sizes = [(int(row[0].replace(",", "")), float(row[3])) for row in rows
                 if row[1:3] == (what, "OpenWard")][-2:]  # fmt: skip
        if len(sizes) == 2:
            (less, before), (more, after) = sizes
            exponent = math.log(after / before) / math.log(more / less)
            found.append(f"{what}: growth exponent {exponent:.2f} from {less:,} to {more:,}")
    return found


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
