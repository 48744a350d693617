"""Importing the CMS facility file, against polars merely reading it."""

from __future__ import annotations

import os
from pathlib import Path

import polars

from bench.report import median_ms, write
from openward.exchange import us_cms_ipfqr

SHARED = Path(os.environ.get("OPENWARD_SHARED", Path(__file__).parents[2] / "shared"))
FILE = SHARED / "data" / "us_cms_ipfqr_2022" / "IPFQR_QualityMeasures_Facility.csv"


def main() -> None:
    """Measure, and write `bench/results/import_cms.md`."""
    if not FILE.exists():
        print(f"import_cms: skipped, the publisher's file is not at {FILE.name}")
        return
    bare = median_ms(lambda: polars.read_csv(FILE))
    ours = median_ms(lambda: us_cms_ipfqr.import_files([FILE]))
    rows = [
        ("polars.read_csv, nothing else", f"{bare:.1f}", "1"),
        ("openward import: read, check, warn", f"{ours:.1f}", f"{ours / bare:.1f}"),
    ]
    write("import_cms", "Import of the CMS facility file (1,491 rows, 95 columns)",
          ("what", "median ms", "ratio"), rows, "at most 3 × the bare read")  # fmt: skip


if __name__ == "__main__":
    main()
