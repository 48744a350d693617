"""Rolling up a region: 10,000 institutions, 10 visits each, 25 standards at every visit."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from bench.report import median_ms, write
from openward.instruments.assessment_files import shipped
from openward.instruments.ratings import COMMITTEE, SCHEMA
from openward.instruments.roll_up import roll_up

INSTITUTIONS, VISITS = 10_000, 10
KNOWN = shipped()["qualityrights-2012"]


def made_up(institutions: int = INSTITUTIONS, visits: int = VISITS, seed: int = 1) -> pa.Table:
    """Each institution visited once a year; levels drawn alike."""
    random = np.random.default_rng(seed)
    items = [item.id for item in KNOWN.of_grain("standard")]
    levels = [level.code for level in KNOWN.levels]
    places = [f"i{n:05d}" for n in range(institutions)]
    countries = [f"X{chr(ord('A') + n)}" for n in range(24)]
    all_visits = institutions * visits
    visit = np.repeat(np.arange(all_visits), len(items))
    days = [date(2016, 1, 1) + timedelta(365 * n) for n in range(visits)]
    count = all_visits * len(items)
    drawn = {
        "visit_id": (visit, [f"v{n:06d}" for n in range(all_visits)]),
        "institution_id": (visit // visits, places),
        "country": (visit // visits % 24, countries),
        "item": (np.tile(np.arange(len(items)), all_visits), items),
        "level": (random.integers(0, len(levels), count), levels),
        "instrument": (np.zeros(count, int), [KNOWN.code]),
        "rated_by": (np.zeros(count, int), [COMMITTEE]),
    }
    columns = {
        name: pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), texts)
        for name, (codes, texts) in drawn.items()
    }
    columns["visited_on"] = pa.array(np.array(days, "datetime64[D]")[visit % visits])
    empty = pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, int), pa.int32()), [""])
    return pa.table([columns.get(name, empty) for name in SCHEMA.names], schema=SCHEMA)


def main() -> None:
    """Measure, and write `bench/results/assessments.md`."""
    table = made_up()
    rows = [
        (f"roll up by {by}",
         f"{median_ms(lambda by=by: roll_up(table, KNOWN, by=by, grain='standard'), 5):.0f}")
        for by in ("all", "country")
    ]  # fmt: skip
    write("assessments", f"A region of {INSTITUTIONS:,} institutions × {VISITS} visits: "
          f"{table.num_rows:,} ratings", ("what", "median ms"), rows, "below 1,000 ms")  # fmt: skip


if __name__ == "__main__":
    main()
