"""From one series and a question to an answer: a change, or that nobody can tell yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openward.impact.cautions import (
    Caution,
    bad_spell,
    leftovers,
    one_definition,
    silences,
    substitution,
)
from openward.impact.estimate import Estimate
from openward.impact.exact import before_and_after, conditional_poisson
from openward.impact.interrupted import Interrupted, Question, interrupted
from openward.impact.needed import periods_needed, periods_needed_exact
from openward.impact.regression import Floats
from openward.impact.series import Series

#: A trend is told from a step only with so many known periods on each side.
LEAST_BEFORE, LEAST_AFTER = 8, 3
#: With fewer events before, or expected after, the large-sample methods are not trusted.
FEW_BEFORE, FEW_AFTER = 10, 5
#: Beyond it the simulated type I error of the regression passes 7 %. Short series show less than
#: they have, so that most of such drift is not seen here: no bound on what they show helps.
MOST_AUTOCORRELATION = 0.7


@dataclass(frozen=True, eq=False)
class Analysis:
    """verdict: `fell`, `rose` or `cannot_tell`; why: the code of the reason for the last.

    needed: periods until a fall of 30 % could be seen, None where that is over five years.
    few: whether an exact method without a trend was used.
    """

    series: Series
    question: Question
    estimate: Estimate
    verdict: str
    why: str
    needed: int | None
    few: bool
    found: Interrupted
    cautions: Sequence[Caution]

    @property
    def expected(self) -> Floats:
        """(T,) counts as the time before would have led to; few events show no trend."""
        if not self.few:
            return self.found.expected
        counts, exposure, after = before_and_after(self.series, self.found.design)
        before = after == 0
        rate = float(counts[before].sum() / exposure[before].sum())
        found: Floats = rate * self.series.exposure
        return found


def analyse(
    series: Series, question: Question, others: Sequence[tuple[str, Series]] = (), seed: int = 0
) -> Analysis:
    """Answer one question about one series.

    others: names and series of the other indicators of the same area, looked at for substitution.
    seed: of the shuffled months, where events are few.
    """
    kept, cautions = one_definition(series, question)
    found = interrupted(kept, question)
    few = _few(kept, found)
    estimate = conditional_poisson(kept, found.design, seed) if few else found.estimate
    why = _why_not(kept, found, estimate, few)
    needed = (
        _needed(kept, question, found, estimate, few) if why in ("open", "short_after") else None
    )
    cautions = [*cautions, *silences(series), *bad_spell(kept, question)]
    if not few:
        cautions += leftovers(found)
    cautions += substitution(
        {name: analyse(one, question, (), seed).estimate for name, one in others}
    )
    verdict = "cannot_tell" if why else "fell" if estimate.ratio < 1 else "rose"
    return Analysis(kept, question, estimate, verdict, why, needed, few, found, cautions)


def _few(series: Series, found: Interrupted) -> bool:
    """Whether counts are too few for the regression, or it has no finite solution."""
    if series.unit not in ("count", "persons"):
        return False
    counts, exposure, after = before_and_after(series, found.design)
    before = after == 0
    if not before.any() or before.all():
        return False
    events = counts[before].sum()
    expected = events * exposure[~before].sum() / exposure[before].sum()
    return bool(events < FEW_BEFORE or expected < FEW_AFTER or not found.fit.converged[0])


def _why_not(series: Series, found: Interrupted, estimate: Estimate, few: bool) -> str:
    """The code of the reason why nobody can tell; empty where an answer stands."""
    counts, _, after = before_and_after(series, found.design)
    if not counts.sum():
        return "nothing" if len(counts) else "silence"
    if (after == 0).sum() < LEAST_BEFORE:
        return "short_before"
    if after.sum() < LEAST_AFTER:
        return "short_after"
    if np.isnan(estimate.ratio):
        return "no_solution"
    if not few and estimate.autocorrelation > MOST_AUTOCORRELATION:
        return "hangs_together"
    return "" if estimate.clear and estimate.p < 0.05 else "open"


def _needed(
    series: Series, question: Question, found: Interrupted, estimate: Estimate, few: bool
) -> int | None:
    counts, exposure, after = before_and_after(series, found.design)
    missing = max(0, LEAST_AFTER - int(after.sum()))
    if few:
        before = float(counts[after == 0].sum()), float(exposure[after == 0].sum())
        size = float(exposure[after == 1].sum()), float(exposure.mean())
        wait = periods_needed_exact(estimate, before, *size)
    elif not found.fit.converged[0]:
        return None
    else:
        wait = periods_needed(found, series, question)
    return None if wait is None else max(wait, missing)
