"""Wards with a known truth: no change, or a fall of 30 %, under all that can mislead a method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SPELL, CANDIDATES = 3, 24


@dataclass(frozen=True)
class Scenario:
    """mean: events a month. rho, sd: of a drift of the log rate. season: amplitude of its wave.

    trend: growth a year. chosen: the change starts after the worst three months of two years.
    """

    name: str
    mean: float
    before: int = 36
    after: int = 18
    rho: float = 0.0
    sd: float = 0.0
    season: float = 0.0
    trend: float = 0.0
    chosen: bool = False


SCENARIOS = (
    Scenario("rare events", 0.3),
    Scenario("few events", 1.5),
    Scenario("chance alone", 8.0),
    Scenario("chance alone, short", 8.0, before=18, after=9),
    Scenario("chance alone, long", 8.0, before=72, after=48),
    Scenario("overdispersed", 8.0, sd=0.4),
    Scenario("few and overdispersed", 1.5, sd=0.6),
    Scenario("autocorrelated 0.3", 8.0, rho=0.3, sd=0.4),
    Scenario("autocorrelated 0.6", 8.0, rho=0.6, sd=0.4),
    Scenario("autocorrelated 0.8", 8.0, rho=0.8, sd=0.4),
    Scenario("season", 8.0, season=0.3),
    Scenario("falling by itself", 8.0, trend=-0.2),
    Scenario("after a bad spell", 8.0, chosen=True),
)


def counts_of(scenario: Scenario, fall: float, replicates: int, rng: np.random.Generator) -> Floats:
    """Counts (replicates, before + after)."""
    months = scenario.before + scenario.after + (CANDIDATES if scenario.chosen else 0)
    drift = rng.standard_normal((replicates, months))
    for at in range(1, months):
        drift[:, at] = scenario.rho * drift[:, at - 1] + np.sqrt(1 - scenario.rho**2) * drift[:, at]
    t = np.arange(months)
    log_rate = scenario.season * np.sin(2 * np.pi * t / 12) + np.log1p(scenario.trend) * t / 12
    rate = scenario.mean * np.exp(log_rate + scenario.sd * drift - scenario.sd**2 / 2)
    if not scenario.chosen:
        return rng.poisson(rate * np.where(t >= scenario.before, 1 - fall, 1.0)).astype(float)
    return _after_the_worst(scenario, rng.poisson(rate).astype(float), fall, rng)


def _after_the_worst(
    scenario: Scenario, counts: Floats, fall: float, rng: np.random.Generator
) -> Floats:
    """The stretch of each series in which the three months before the change were the worst."""
    sums = np.cumsum(counts, axis=1)
    ends = scenario.before + np.arange(CANDIDATES)
    spells = sums[:, ends - 1] - sums[:, ends - 1 - SPELL]
    first = spells.argmax(axis=1)
    at = first[:, None] + np.arange(scenario.before + scenario.after)
    found = np.take_along_axis(counts, at, axis=1)
    kept = rng.binomial(found[:, scenario.before :].astype(int), 1 - fall)
    return np.column_stack([found[:, : scenario.before], kept.astype(float)])


def both_truths(
    scenario: Scenario, fall: float, replicates: int, seed: int
) -> Iterator[tuple[float, Floats]]:
    """Log ratio and counts without and with the change."""
    rng = np.random.default_rng([seed, SCENARIOS.index(scenario)])
    for size in (0.0, fall):
        yield float(np.log1p(-size)), counts_of(scenario, size, replicates, rng)
