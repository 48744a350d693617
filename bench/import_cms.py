"""Importing a CMS facility file, against polars merely reading it, and as a whole command.

The publisher's file is measured where it is on the machine; a made-up one of its size always.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars
from numpy.typing import NDArray

from bench.report import median_ms, write
from openward.exchange import us_cms_ipfqr

SHARED = Path(os.environ.get("OPENWARD_SHARED", Path(__file__).parents[2] / "shared"))
FILE = SHARED / "data" / "us_cms_ipfqr_2022" / "IPFQR_QualityMeasures_Facility.csv"
FACILITIES, OTHER_COLUMNS = 1_491, 80


def made_up(facilities: int = FACILITIES, seed: int = 1) -> str:
    """A facility file of about 2 MB: gamma hours, one facility in fifteen without a figure."""
    random = np.random.default_rng(seed)
    days = random.integers(500, 60_000, facilities)
    hours = np.round(random.gamma(0.3, 1, (facilities, 2)) * days[:, None] * 0.02, 2)
    absent = random.random(facilities) < 1 / 15
    other = ",".join(f"Other measure {n}" for n in range(OTHER_COLUMNS))
    names = ",".join(f"HBIPS-{measure} Overall {part}" for measure in (2, 3)
                     for part in ("Rate Per 1000", "Num", "Den", "Footnote"))  # fmt: skip
    lines = [f"Facility ID,Facility Name,State,{names},Start Date,End Date,{other}"]
    filling = ",".join(["a made-up cell"] * OTHER_COLUMNS)
    for number in range(facilities):
        cells = _cells(hours[number], int(days[number]), bool(absent[number]))
        lines.append(f"{number:06d},HOSPITAL {number},AL,{cells},01/01/2022,12/31/2022,{filling}")
    return "\n".join(lines) + "\n"


def _cells(hours: NDArray[np.float64], days: int, absent: bool) -> str:
    if absent:
        return ",".join(["Not Available"] * 3 + ["5"] + ["Not Available"] * 3 + ["5"])
    return ",".join(f"{hour / days / 24 * 1000:.2f},{hour:.2f},{days}," for hour in hours)


def measured(name: str, file: Path) -> list[tuple[str, str, str]]:
    """Bare read and import in one process, then both as processes of their own."""
    bare = median_ms(lambda: polars.read_csv(file), 30)
    ours = median_ms(lambda: us_cms_ipfqr.import_files([file]), 30)
    read = f"import polars; polars.read_csv({str(file)!r})"
    bare_whole = median_ms(lambda: _run("-c", read), 5)
    whole = median_ms(lambda: _run("-m", "openward", "import", "us-cms-ipfqr", str(file)), 5)
    return [
        (f"{name}: polars.read_csv, nothing else", f"{bare:.1f}", "1"),
        (f"{name}: read, check, warn", f"{ours:.1f}", f"{ours / bare:.1f}"),
        (f"{name}: Python with polars.read_csv, whole process", f"{bare_whole:.0f}", "1"),
        (f"{name}: openward import, whole process", f"{whole:.0f}", f"{whole / bare_whole:.1f}"),
    ]


def _run(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, capture_output=True)


def main() -> None:
    """Measure, and write `bench/results/import_cms`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "facility.csv")
        file.write_text(made_up(), encoding="utf-8")
        rows = measured("made-up file", file)
    if FILE.exists():
        rows = measured("CMS 2022", FILE) + rows
    else:
        print(f"import_cms: {FILE.name} is not on this machine, only the made-up file is measured")
    write("import_cms", "Import of a CMS facility file (1,491 rows)",
          ("what", "median ms", "ratio"), rows,
          "within one process at most 3 × the bare read")  # fmt: skip


if __name__ == "__main__":
    main()
