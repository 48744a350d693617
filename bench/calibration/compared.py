"""Comparisons with other wards: do they cry wolf, do their intervals hold, do they see a fall?

Run ``python -m bench.calibration.compared``; it writes ``compared.csv`` and ``compared.md`` here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import stats

from bench.calibration.impact import FALL, YEAR_ZERO, offered, percent, written
from openward.impact.controlled import controlled, difference_in_differences
from openward.impact.estimate import Estimate
from openward.impact.interrupted import Question
from openward.impact.regression import Floats
from openward.impact.series import Series
from openward.impact.stepped import Wedge, gee, not_yet_started

SEED, REPLICATES, PROCESSES = 20261124, 2000, 2
BEFORE, AFTER, CONTROLS, STARTS = 24, 18, 4, 6
ABOUT = (
    "# Impact with other wards: does the interval hold, and is a fall of 30 % seen?\n\n"
    f"Made by `python -m bench.calibration.compared`, seed {SEED}: {BEFORE + AFTER} months, "
    f"wards of 8 events a month (few: 1.5) that differ by a factor of 2. Beside {CONTROLS} "
    f"wards: one begins after {BEFORE} months. In turn: from month {BEFORE // 2} on, over "
    f"{AFTER} months, at up to {STARTS} dates. Columns as in [impact.md](impact.md). "
    "`covered` and `bias` are of the full fall, also where the effect grows over a year and no "
    "one number is true."
)
BESIDE = ("controlled", "difference_in_differences")
WEDGE = ("gee", "not_yet_started")


@dataclass(frozen=True)
class Scenario:
    """wards: 0 for one ward beside four others, else so many that start one after the other.

    mean: events a month, of wards that differ by a factor of `uneven`. rho, sd: of a drift of the
    log rate of each ward; shared: sd of a drift of all wards together. trend: growth a year, alike
    in all wards. ramps: the effect grows over a year.
    """

    name: str
    wards: int = 0
    mean: float = 8.0
    uneven: float = 2.0
    rho: float = 0.0
    sd: float = 0.0
    shared: float = 0.0
    trend: float = 0.0
    ramps: bool = False

    @property
    def methods(self) -> tuple[str, ...]:
        """What is asked of it; comparing 12 wards start by start takes too long for so many."""
        if not self.wards:
            return BESIDE
        return WEDGE if self.wards <= STARTS else WEDGE[:1]


def _with(wards: int, beside: str) -> list[Scenario]:
    return [
        Scenario(f"{beside}: chance alone", wards),
        Scenario(f"{beside}: few events", wards, mean=1.5),
        Scenario(f"{beside}: overdispersed", wards, sd=0.4),
        Scenario(f"{beside}: autocorrelated 0.3", wards, rho=0.3, sd=0.4),
        Scenario(f"{beside}: autocorrelated 0.6", wards, rho=0.6, sd=0.4),
        Scenario(f"{beside}: all wards drift together", wards, shared=0.4),
        Scenario(f"{beside}: falling by itself", wards, trend=-0.2),
    ]


SCENARIOS = [
    *_with(0, "beside 4 wards"), *_with(6, "6 wards in turn"),
    *(one for one in _with(12, "12 wards in turn") if one.rho or one.shared),
    Scenario("4 wards in turn: overdispersed", 4, sd=0.4),
    Scenario("12 wards in turn: the effect grows", 12, ramps=True),
]  # fmt: skip


def counts_of(scenario: Scenario, fall: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Counts (wards, months) and the first new month of each ward; of controls never."""
    wards, months = scenario.wards or 1 + CONTROLS, BEFORE + AFTER
    start = np.r_[BEFORE, np.full(CONTROLS, months)]
    if scenario.wards:
        starts = min(wards, STARTS)
        start = BEFORE // 2 + (np.arange(wards) * starts // wards) * AFTER // starts
    t = np.arange(months)
    drift = _drift(scenario.rho, (wards, months), rng) * scenario.sd
    together = _drift(0.6, (1, months), rng) * scenario.shared
    level = np.log(scenario.mean) + np.log(scenario.uneven) * rng.uniform(-0.5, 0.5, (wards, 1))
    log_rate = level + drift + together + np.log1p(scenario.trend) * t / 12 - scenario.sd**2 / 2
    since = np.maximum(t - start[:, None] + 1, 0)
    grown = np.minimum(since / 12, 1) if scenario.ramps else (since > 0).astype(float)
    return rng.poisson(np.exp(log_rate + np.log1p(-fall) * grown)).astype(float), start


def _drift(rho: float, shape: tuple[int, int], rng: np.random.Generator) -> Floats:
    found = rng.standard_normal(shape)
    for at in range(1, shape[1]):
        found[:, at] = rho * found[:, at - 1] + np.sqrt(1 - rho**2) * found[:, at]
    return found


def estimated(scenario: Scenario, counts: Floats, start: Floats) -> Iterator[Estimate]:
    """What each method of the scenario finds."""
    if scenario.wards:
        wedge = Wedge(counts, np.ones_like(counts), start)
        yield gee(wedge)
        if len(scenario.methods) > 1:
            yield not_yet_started(wedge)
        return
    time = np.arange(counts.shape[1]) + YEAR_ZERO
    ward, *others = (
        Series("x", f"w{n}", "", "", "count", 1, time, one, np.ones(len(one)),
               definition=("",) * len(one))
        for n, one in enumerate(counts)
    )  # fmt: skip
    month = YEAR_ZERO + BEFORE
    question = Question(date(month // 12, month % 12 + 1, 1))
    yield controlled(ward, others, question)
    yield difference_in_differences(ward, others, question)


def measured(asked: tuple[int, int]) -> list[dict[str, object]]:
    """The rows of one scenario: errors in percent of the replicates that tell anything."""
    number, replicates = asked
    scenario = SCENARIOS[number]
    rows = {method: {"scenario": scenario.name, "method": method, "replicates": replicates}
            for method in scenario.methods}  # fmt: skip
    for fall in (0.0, FALL):
        rng = np.random.default_rng([SEED, number, round(100 * fall)])
        found = [[(e.ratio, e.low, e.high) for e in estimated(scenario, *counts_of(
            scenario, fall, rng))] for _replicate in range(replicates)]  # fmt: skip
        for at, method in enumerate(scenario.methods):
            numbers = np.array([one[at] for one in found])
            rows[method] |= _told(numbers, 1 - fall, replicates)
    return [row | {"offered": offered(row)} for row in rows.values()]


def _told(numbers: Floats, truth: float, replicates: int) -> dict[str, object]:
    ratio, low, high = numbers.T
    told = np.isfinite(ratio) & ~np.isnan(low)
    missed = told & ((low > truth) | (high < truth))
    if truth == 1.0:
        least = stats.binomtest(int(missed.sum()), replicates).proportion_ci(0.98).low
        return {"told": percent(told.mean()), "type_1": percent(missed.mean()),
                "type_1_surely_over": percent(least)}  # fmt: skip
    return {"covered": percent(1 - missed.sum() / max(told.sum(), 1)),
            "bias": percent(np.median(ratio[told]) / truth - 1),
            "power": percent((told & (high < 1)).mean())}  # fmt: skip


def main() -> None:
    """Write the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--replicates", type=int, default=REPLICATES)
    replicates = asked.parse_args().replicates
    with ProcessPoolExecutor(PROCESSES) as pool:
        numbers = [(number, replicates) for number in range(len(SCENARIOS))]
        rows = [row for part in pool.map(measured, numbers) for row in part]
    written("compared", rows, ABOUT)


if __name__ == "__main__":
    main()
