"""Many wards looked at together: how many of those that stand out do so by chance?

A q-value is the smallest share of false findings at which this finding would be kept. References:
Benjamini & Hochberg 1995 (doi:10.1111/j.2517-6161.1995.tb02031.x), for independent or positively
dependent tests; Benjamini & Yekutieli 2001 (doi:10.1214/aos/1013699998), for any.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from openward.statistics.chart_result import Floats


def q_values(p: npt.ArrayLike, method: str = "bh") -> Floats:
    """q-values of p-values (one dimension, 0 to 1; NaN stays NaN and is not counted).

    method: ``bh`` or ``by``.

    Raises
    ------
    ValueError
        Unknown method, or a p-value outside 0 to 1.
    """
    if method not in ("bh", "by"):
        raise ValueError(f"method: {method!r} is not one of bh, by")
    values = np.asarray(p, dtype=np.float64)
    known = np.flatnonzero(~np.isnan(values))
    if ((values[known] < 0) | (values[known] > 1)).any():
        raise ValueError("p: a p-value lies outside 0 to 1")
    count = len(known)
    order = known[np.argsort(values[known])]
    penalty = 1.0 if method == "bh" else float((1 / np.arange(1, count + 1)).sum())
    scaled = values[order] * penalty * count / np.arange(1, count + 1)
    result = np.full_like(values, np.nan)
    result[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return result
