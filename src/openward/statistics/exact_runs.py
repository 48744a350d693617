"""How long a run, and how few crossings, chance alone makes of given points above and below.

When a series is stable its points may come in any order. Given how many lie above the line and
how many below, every order is equally likely, whatever the shape of their distribution: so the
probabilities are counts of orders. Source: Wald and Wolfowitz, Annals of Mathematical Statistics
11(2), 1940 (runs); Mosteller, ibid. 12(2), 1941 (longest run), both counted here in full.
"""

from functools import cache
from math import comb

import numpy as np

from openward.statistics.chart_result import Integers

# Either rule alone is allowed half of one false alarm in 20 stable series.
CHANCE = 0.025


def exact_limits_of_runs(high: Integers, low: Integers) -> tuple[Integers, Integers]:
    """Longest usual run and fewest usual crossings for each pair of counts above and below.

    Parameters
    ----------
    high, low
        Numbers of points above and below the centre line, ≥ 0; same shape.

    Returns
    -------
    Two arrays of the same shape. A run longer than the first, or crossings fewer than the
    second, come in at most 2.5 % of orders each. With few points on one side no run is unusual.
    """
    pairs = np.stack([high.ravel(), low.ravel()], axis=1)
    distinct, back = np.unique(pairs, axis=0, return_inverse=True)
    limits = np.array([_limits_of_pair(int(m), int(k)) for m, k in distinct], dtype=np.int64)
    spread = limits.reshape(-1, 2)[back.ravel()]
    return spread[:, 0].reshape(high.shape), spread[:, 1].reshape(high.shape)


@cache
def _limits_of_pair(high: int, low: int) -> tuple[int, int]:
    orders = comb(high + low, high)
    return _longest_usual_run(high, low, orders), _fewest_usual_crossings(high, low, orders)


def _fewest_usual_crossings(high: int, low: int, orders: int) -> int:
    """Smallest c with P(fewer than c crossings) within chance and P(fewer than c + 1) beyond."""
    so_far, crossings = 0, 0
    while True:
        so_far += _orders_with_runs(high, low, crossings + 1)
        if so_far > CHANCE * orders or crossings >= high + low:
            return crossings
        crossings += 1


def _orders_with_runs(high: int, low: int, runs: int) -> int:
    """Number of orders with exactly so many runs."""
    if min(high, low) == 0:
        return int(runs == 1)
    half, odd = divmod(runs, 2)
    if odd:
        return _split(high, half + 1) * _split(low, half) + _split(high, half) * _split(
            low, half + 1
        )
    return 2 * _split(high, half) * _split(low, half)


def _split(points: int, parts: int) -> int:
    """Ways to split points into so many non-empty parts in order."""
    return comb(points - 1, parts - 1) if 0 < parts <= points else 0


def _longest_usual_run(high: int, low: int, orders: int) -> int:
    """Smallest length that at most 2.5 % of orders exceed."""
    shortest, longest = 0, max(high, low)
    while shortest < longest:
        middle = (shortest + longest) // 2
        beyond = orders - _orders_without_longer(high, low, middle)
        if beyond <= CHANCE * orders:
            longest = middle
        else:
            shortest = middle + 1
    return longest


def _orders_without_longer(high: int, low: int, longest: int) -> int:
    """Number of orders in which no run is longer than ``longest``."""
    if min(high, low) == 0:
        return int(max(high, low) <= longest)
    if longest == 0:
        return 0
    most = min(high, low) + 1
    above = [_split_short(high, parts, longest) for parts in range(most + 1)]
    below = [_split_short(low, parts, longest) for parts in range(most + 1)]
    same = sum(2 * a * b for a, b in zip(above, below, strict=True))
    more = sum(above[i + 1] * below[i] + above[i] * below[i + 1] for i in range(most))
    return same + more


def _split_short(points: int, parts: int, longest: int) -> int:
    """Ways to split points into so many parts of 1 … ``longest``, by inclusion and exclusion."""
    if not parts <= points <= parts * longest:
        return 0
    return sum(
        (-1) ** long * comb(parts, long) * comb(points - long * longest - 1, parts - 1)
        for long in range(parts + 1)
        if points - long * longest >= parts
    )
