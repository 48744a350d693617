"""Several wards that start at different times: stepped wedge and staggered adoption.

References: Hussey & Hughes 2007 (doi:10.1016/j.cct.2006.05.007); Mancl & DeRouen 2001
(doi:10.1111/j.0006-341X.2001.00126.x) for errors with few clusters; Callaway & Sant'Anna 2021
(doi:10.1016/j.jeconom.2020.12.001) for comparing only with those that have not started, which
survives effects that grow or differ.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openward.impact.controlled import aligned
from openward.impact.estimate import NOTHING, Estimate, from_log
from openward.impact.interrupted import Question
from openward.impact.regression import Floats, fit_counts
from openward.impact.series import Integers, Series

PERMUTATIONS = 1999
LEAST_AREAS = 4


@dataclass(frozen=True, eq=False)
class Wedge:
    """counts, exposure (A, T) of A areas, NaN where unknown; start (A,): first new period."""

    counts: Floats
    exposure: Floats
    start: Integers

    @property
    def treated(self) -> Floats:
        """1 from the start on (A, T)."""
        return (np.arange(self.counts.shape[1]) >= self.start[:, None]).astype(np.float64)

    def without(self, area: int) -> Wedge:
        """The wedge without one area."""
        keep = np.arange(len(self.start)) != area
        return Wedge(self.counts[keep], self.exposure[keep], self.start[keep])


def wedge_of(series: Sequence[Series], questions: Sequence[Question]) -> Wedge:
    """The series side by side over the periods of all; the washout of each is left unknown."""
    first = min(int(one.time[0]) for one in series)
    last = max(int(one.time[-1]) for one in series)
    whole = Series("", "", "", "", "", series[0].months, np.arange(first, last + 1),
                   np.empty(0), np.empty(0))  # fmt: skip
    cells = np.array([aligned(one, whole) for one in series])
    start = np.zeros(len(series), dtype=np.int64)
    for at, (one, question) in enumerate(zip(series, questions, strict=True)):
        number, inside = one.start(question.change)
        start[at] = number - first
        cells[at, 0, start[at] : start[at] + question.washout + inside] = np.nan
    return Wedge(cells[:, 0], cells[:, 1], start)


def gee(wedge: Wedge, *, correlation: str = "exchangeable", bias_reduced: bool = True) -> Estimate:
    """One effect for all areas and times, with period effects and areas as clusters.

    correlation: `exchangeable` or `independence`. bias_reduced: errors and Student's t for few
    clusters (areas - 2 degrees of freedom); else robust errors and the normal distribution.
    """
    import statsmodels.api as sm  # takes seconds to load

    area, period = np.nonzero(~np.isnan(wedge.counts))
    columns = _period_columns(period)
    design = np.column_stack([columns, wedge.treated[area, period]])
    if len(wedge.start) < LEAST_AREAS or np.linalg.matrix_rank(design) < design.shape[1]:
        return NOTHING
    working = {
        "exchangeable": sm.cov_struct.Exchangeable,
        "independence": sm.cov_struct.Independence,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.GEE(wedge.counts[area, period], design, groups=area,
                       family=sm.families.Poisson(), cov_struct=working[correlation](),
                       offset=np.log(wedge.exposure[area, period]))  # fmt: skip
        fit = model.fit(cov_type="bias_reduced" if bias_reduced else "robust")
    freedom = float(len(wedge.start) - 2) if bias_reduced else np.inf
    return from_log(float(fit.params[-1]), float(fit.bse[-1]), f"gee_{correlation}",
                    freedom=freedom, dispersion=float(fit.scale))  # fmt: skip


def _period_columns(period: Integers) -> Floats:
    """An intercept and one column for each period but the first."""
    present = np.unique(period)
    later = (period[:, None] == present[1:]).astype(np.float64)
    return np.column_stack([np.ones(len(period)), later])


def not_yet_started(wedge: Wedge) -> Estimate:
    """Each start against the areas that had not started by then; errors by leaving areas out.

    Holds where the effect grows, fades or differs between areas. Periods in which all areas had
    started tell nothing here.
    """
    effect = _stacked(wedge)
    areas = len(wedge.start)
    if np.isnan(effect) or areas < LEAST_AREAS:
        return NOTHING
    left_out = np.array([_stacked(wedge.without(area)) for area in range(areas)])
    if np.isnan(left_out).any():
        return NOTHING
    error = np.sqrt((areas - 1) / areas * ((left_out - left_out.mean()) ** 2).sum())
    return from_log(effect, float(error), "not_yet_started", freedom=float(areas - 2))


def _stacked(wedge: Wedge) -> float:
    """The common log ratio of all comparisons of a start with areas that had not started."""
    blocks = [block for block in _blocks(wedge) if block is not None]
    if not blocks:
        return float("nan")
    rows = np.concatenate(blocks)
    group, post, treated, counts, exposure, block = rows.T
    units, moments = block * (group.max() + 1) + group, block
    design = np.column_stack([
        (units[:, None] == np.unique(units)).astype(np.float64),
        (moments[:, None] == np.unique(moments)) * post[:, None],
        treated * post,
    ])  # fmt: skip
    fit = fit_counts(counts, exposure, design)
    return float(fit.coefficients[0, -1]) if fit.converged[0] else float("nan")


def _blocks(wedge: Wedge) -> list[Floats | None]:
    """One block per start and stretch between starts: areas × before and after, as sums."""
    starts = np.unique(wedge.start)
    ends = np.r_[starts[1:], max(int(starts[-1]) + 1, wedge.counts.shape[1])]
    found: list[Floats | None] = []
    for first in starts:
        for begin, end in zip(starts, ends, strict=True):
            if begin >= first:
                found.append(_block(wedge, int(first), int(begin), int(end), len(found)))
    return found


def _block(wedge: Wedge, first: int, begin: int, end: int, number: int) -> Floats | None:
    rows = []
    for area, start in enumerate(wedge.start):
        treated = start == first
        if not treated and start < end:
            continue
        parts = [slice(0, first), slice(begin, end)]
        known = [~np.isnan(wedge.counts[area, part]) for part in parts]
        sums = [[float(cells[area, part][at].sum()) for part, at in zip(parts, known, strict=True)]
                for cells in (wedge.counts, wedge.exposure)]  # fmt: skip
        if sum(sums[0]) > 0 and min(sums[1]) > 0:
            rows += [[area, side, treated, sums[0][side], sums[1][side], number] for side in (0, 1)]
    table = np.array(rows, dtype=np.float64)
    both = len(rows) > 0 and 0 < table[:, 2].sum() < len(table)
    events = both and all(
        table[(table[:, 2] == group) & (table[:, 1] == side), 3].sum() > 0
        for group in (0, 1) for side in (0, 1)
    )  # fmt: skip
    return table if events else None


def shuffled_starts(wedge: Wedge, seed: int = 0) -> float:
    """Two-sided p: how often starts dealt out to the areas at random fit the counts as well.

    The score of the effect in a model of area and period effects; valid where the order of the
    starts was, or might have been, drawn by lot.
    """
    area, period = np.nonzero(~np.isnan(wedge.counts))
    columns = np.column_stack([_period_columns(period), (area[:, None] == np.unique(area)[1:])])
    fit = fit_counts(wedge.counts[area, period], wedge.exposure[area, period],
                     columns.astype(np.float64))  # fmt: skip
    residual = np.zeros_like(wedge.counts)
    residual[area, period] = wedge.counts[area, period] - fit.mean[0]
    #: What an area's start at each period would add to the score.
    gains = np.flip(np.cumsum(np.flip(residual, 1), 1), 1)
    gains = np.column_stack([gains, np.zeros(len(gains))])
    rng = np.random.default_rng(seed)
    starts = np.minimum(wedge.start, wedge.counts.shape[1])
    orders = rng.permuted(np.tile(starts, (PERMUTATIONS, 1)), axis=1)
    number = np.arange(len(starts))
    observed = abs(gains[number, starts].sum())
    others = np.abs(gains[number, orders].sum(axis=1))
    return float((1 + (others >= observed - 1e-9).sum()) / (PERMUTATIONS + 1))
