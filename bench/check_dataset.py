"""`openward check` on a dataset of a million measures, with and without planted faults."""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from bench.made_up_dataset import made_up
from bench.planted_faults import FAULTS, planted
from bench.report import write
from openward.register.writing import write_dataset
from openward.table_files import write_table

MEASURES = 1_000_000


def main() -> None:
    """Measure, make sure that every planted fault is named, and write the result."""
    tables = made_up(MEASURES)
    wrong = planted(tables, FAULTS)
    with TemporaryDirectory() as folder:
        path = Path(folder)
        for ending in ("parquet", "csv"):
            write_dataset(tables, path / f"sound-{ending}", ending)
            _write_as_is(wrong, path / f"planted-{ending}", ending)
        rows = [
            row
            for ending in ("parquet", "csv")
            for row in (_sound(path, ending), _planted(path, ending, wrong))
        ]
    everything = sum(table.num_rows for table in tables.values())
    title = f"`openward check` on {MEASURES:,} measures ({everything:,} rows in all tables)"
    columns = ("what", "seconds", "faults planted", "faults named", "other problems")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows.append(("peak memory of the largest run, MB", f"{peak:.0f}", "", "", ""))
    write("check_dataset", title, columns, rows, "each planted fault named, in under 30 seconds")


def _write_as_is(tables: Mapping[str, pa.Table], folder: Path, ending: str) -> None:
    """Also what a dataset could not hold."""
    folder.mkdir()
    for name, table in tables.items():
        if ending == "csv":
            write_table(table, folder / f"{name}.csv")
        else:
            pq.write_table(table, folder / f"{name}.parquet")


def _sound(path: Path, ending: str) -> tuple[str, ...]:
    seconds, code = _run(path / f"sound-{ending}", path / "questions.csv")
    if code:
        raise SystemExit("the sound dataset was refused")
    return (f"{ending}, sound: errors and questions", f"{seconds:.1f}", "0", "0", "0")


def _planted(path: Path, ending: str, tables: Mapping[str, pa.Table]) -> tuple[str, ...]:
    folder, problems = path / f"planted-{ending}", path / "problems.csv"
    seconds, code = _run(folder, problems)
    with problems.open(encoding="utf-8", newline="") as file:
        found = {
            (Path(row["file"]).name, int(row["row"] or 0), row["column"]): row["what"]
            for row in csv.DictReader(file)
        }
    named = 0
    for fault in FAULTS:
        place = f"{fault.table}.{ending}", fault.row(tables), fault.column
        if fault.says not in found.pop(place, ""):
            raise SystemExit(f"not named: {fault.name} at {place}")
        named += 1
    if code != 1:
        raise SystemExit("the planted dataset was not refused")
    what = f"{ending}, planted faults"
    return (what, f"{seconds:.1f}", str(len(FAULTS)), str(named), str(len(found)))


def _run(folder: Path, output: Path) -> tuple[float, int]:
    start = time.perf_counter()
    words = [sys.executable, "-m", "openward", "check", folder, "-o", output]
    ran = subprocess.run(words, capture_output=True, check=False)
    return time.perf_counter() - start, ran.returncode


if __name__ == "__main__":
    main()
