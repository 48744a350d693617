"""What an analysis found: a ratio of rates, its interval, and how it was reached."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special


@dataclass(frozen=True)
class Estimate:
    """ratio: rate with the change over the rate expected without it; low, high its 95 % interval.

    method: a short code of model and errors. dispersion 1 and autocorrelation 0 where the method
    has none. freedom: of Student's t, infinite for exact methods.
    """

    ratio: float
    low: float
    high: float
    p: float
    method: str
    dispersion: float = 1.0
    autocorrelation: float = 0.0
    freedom: float = math.inf

    @property
    def clear(self) -> bool:
        """Whether the interval leaves 1 out."""
        return self.low > 1 or self.high < 1


NOTHING = Estimate(math.nan, math.nan, math.nan, math.nan, "none")


def from_log(
    log_ratio: float, error: float, method: str, *, freedom: float = math.inf, **rest: float
) -> Estimate:
    """The estimate of a log ratio with a standard error, by Student's t."""
    quantile = float(special.stdtrit(freedom, 0.975)) if math.isfinite(freedom) else 1.959964
    tail = float(special.stdtr(freedom if math.isfinite(freedom) else 1e9, -abs(log_ratio / error)))
    low, middle, high = np.exp(
        np.clip(log_ratio + quantile * error * np.array([-1, 0, 1]), -50, 50)
    )
    return Estimate(
        float(middle), float(low), float(high), 2 * tail, method, freedom=freedom, **rest
    )
