"""10,000 generated registers: every engine against the referee, and what they covered."""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from random import Random

from tests.generative.agreement import compared, question
from tests.spec.engines import ENGINES, run

from bench import report
from openward.indicators.referee import RULES

#: Registers are packed as facilities, so that an engine is asked 100 times and not 10,000; Spark,
#: which takes a minute to understand a question, ten times.
PER_DATASET = {"duckdb": 100, "postgresql": 100, "spark": 1000}
STATUSES = ("reported", "not_reported", "not_applicable")
PROCESSES = 2


def main(registers: int = 10_000, *asked: str) -> None:
    """Each engine of OPENWARD_TEST_ENGINES; `python -m tests.postgresql` starts PostgreSQL.

    asked: codes; without them all. What was found of other engines and codes before stays.
    """
    started = time.perf_counter()
    codes = asked or tuple(RULES)
    rows, differing = _of_others(codes), []
    for engine in ENGINES:
        if engine != "reference":
            counts, lines = compare(engine, -(-registers // PER_DATASET[engine]), codes)
            rows += [_row(engine, code, counts) for code in codes]
            differing += lines
    rows.sort(key=lambda row: (list(PER_DATASET).index(row[0]), list(RULES).index(row[1])))
    seconds = time.perf_counter() - started
    report.write(
        "indicator_agreement", "The engines against the referee of the indicators",
        ("engine", "indicator", "rows", "differing", *STATUSES, "above zero"), rows,
        f"no cell differs, to 1e-9 (in the last run {len(differing)} did). {registers:,} registers "
        f"for each engine, "
        f"packed as facilities into datasets of 100, for Spark of 1,000; seeds from 0; "
        f"the last run, of {' and '.join(ENGINES[1:])} and {len(codes)} indicators, took "
        f"{seconds:.0f} s.",
    )  # fmt: skip
    for line in differing[:20]:
        print(line)


def _of_others(codes: Sequence[str]) -> list[tuple[str, ...]]:
    with (report.RESULTS / "indicator_agreement.csv").open(encoding="utf-8", newline="") as file:
        _names, *rows = csv.reader(file)
    return [tuple(row[:-1]) for row in rows if row[0] not in ENGINES or row[1] not in codes]


def compare(
    engine: str, datasets: int, codes: Sequence[str]
) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Counts by indicator over all datasets, and one line for each cell that differs."""
    with ProcessPoolExecutor(1 if engine == "spark" else PROCESSES) as pool:
        found = list(pool.map(partial(judge, engine, codes), range(datasets)))
    lines = [line for _, differing in found for line in differing]
    return sum((count for count, _ in found), Counter()), lines


def judge(
    engine: str, codes: Sequence[str], seed: int
) -> tuple[Counter[tuple[str, str]], list[str]]:
    """What one dataset covers by indicator, and in which cells the engine differs."""
    tables, asked = question(Random(seed), PER_DATASET[engine])  # noqa: S311 - a seed, no secret
    counts: Counter[tuple[str, str]] = Counter()
    expected = run("reference", tables, codes, **asked)
    for row in expected:
        code = row["indicator"]
        counts[code, "rows"] += 1
        counts[code, row["status"]] += 1
        counts[code, "above zero"] += bool(row["numerator"])
    differing = compared(run(engine, tables, codes, **asked), expected)
    for code in codes:
        counts[code, "differing"] += sum(f"'indicator': '{code}'" in line for line in differing)
    return counts, [f"seed {seed}: {line}" for line in differing]


def _row(engine: str, code: str, counts: Counter[tuple[str, str]]) -> tuple[str, ...]:
    names = ("rows", "differing", *STATUSES, "above zero")
    return (engine, code, *(f"{counts[code, name]:,}" for name in names))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000, *sys.argv[2:])
