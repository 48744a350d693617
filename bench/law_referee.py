"""100,000 random timelines: the engine of the law against the referee, and what they covered."""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from typing import Any

from tests.law_referee.calendar import clock_changes
from tests.law_referee.compare import disagreements
from tests.law_referee.random_rules import DAY
from tests.law_referee.referee import referee
from tests.law_referee.timelines import FAMILIES, day_begins, local_day, random_case, seeded

from bench import report

STATUSES = ("met", "late", "missed", "due", "open", "breach", "unknown")
COVERED = ("spring", "autumn", "leap day", "rule begins in it", "rule ends in it")
Job = tuple[str, int, int]


def main(timelines: int = 100_000) -> None:
    """Every family the same number of timelines, on two processes."""
    started = time.perf_counter()
    each = -(-timelines // len(FAMILIES))
    jobs = [(family, 0, each) for family in FAMILIES]
    with ProcessPoolExecutor(2) as pool:
        counted = list(pool.map(count, jobs))
    rows = [_row(family, each, counts) for family, counts in zip(FAMILIES, counted, strict=True)]
    rows.append(_row("all", each * len(FAMILIES), sum(counted, Counter())))
    seconds = time.perf_counter() - started
    report.write(
        "law_referee", "The engine of the law against its referee",
        ("family", "timelines", "agree", *STATUSES, *COVERED), rows,
        f"all agree. Statuses are the referee's rows; the last columns are timelines whose measure "
        f"holds that. Seeds 0 to {each - 1} of each family, {seconds:.0f} s on two processes.",
    )  # fmt: skip


def _row(family: str, timelines: int, counts: Counter[str]) -> tuple[str, ...]:
    numbers = (timelines, *(counts[name] for name in ("agree", *STATUSES, *COVERED)))
    return (family, *(f"{number:,}" for number in numbers))


def count(job: Job) -> Counter[str]:
    """Timelines of a family that agree, statuses reached, and what lay within the measures."""
    family, first, last = job
    counts: Counter[str] = Counter()
    for number in range(first, last):
        timeline, rules, as_of = random_case(seeded(family, number), family)
        counts["agree"] += disagreements(timeline, rules, as_of) == ([], [])
        counts.update(row[6] for row in referee(timeline, rules, as_of))
        counts.update(_within(timeline, rules, as_of))
    return counts


def _within(timeline: dict[str, Any], rules: list[dict[str, Any]], as_of: int) -> set[str]:
    """What lies within the subject, up to as_of."""
    name = timeline["subject"]
    measure = next(m for m in timeline["measures"] if m["measure_id"] == name)
    start, stop = measure["start"], min(measure["end"] or as_of, as_of)
    found = {named for rule in rules for key, named in (("valid_from", COVERED[3]),
             ("valid_to", COVERED[4]))
             if rule[key] and start < day_begins(timeline, rule[key]) < stop}  # fmt: skip
    for n in range(max(0, stop - start) // DAY + 2):
        day = local_day(timeline, start) + timedelta(days=n)
        if day_begins(timeline, day) < stop:
            found |= _named(timeline["zone"], day)
    return found


def _named(zone: str, day: date) -> set[str]:
    changes = clock_changes(zone, day.year)
    if day in changes:
        return {COVERED[changes.index(day)]}
    return {COVERED[2]} if (day.month, day.day) == (2, 29) else set()


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
