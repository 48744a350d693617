"""What should make a reader doubt the answer, looked for each time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from openward.impact.estimate import Estimate
from openward.impact.interrupted import Interrupted, Question, interrupted
from openward.impact.regression import deviance_residuals
from openward.impact.residuals import ljung_box
from openward.impact.series import Series

#: Periods just before the change in which a bad spell is looked for, by months of a period.
SPELL = {1: 3, 3: 2, 12: 1}
#: With fewer before the spell there is nothing to compare it with.
LEAST_BEFORE_SPELL = 8


@dataclass(frozen=True)
class Caution:
    """code: which doubt. values: what its sentence needs."""

    code: str
    values: dict[str, object]


def day_of(series: Series, number: int) -> date:
    """The first day of a numbered period."""
    month = number * series.months
    return date(month // 12, month % 12 + 1, 1)


def bad_spell(series: Series, question: Question) -> list[Caution]:
    """Whether the change followed unusually many events: some fall would have come by itself."""
    change = series.start(question.change)[0]
    length = SPELL[series.months]
    before = series.until(change)
    early = (before.time < change - length) & ~np.isnan(before.counts)
    if early.sum() < LEAST_BEFORE_SPELL:
        return []
    shifted = replace(question, change=day_of(series, change - length), slope=False, washout=0)
    found = interrupted(before, shifted).estimate
    if not (found.ratio > 1 and found.p < 0.1):
        return []
    more = {"percent": round(100 * (found.ratio - 1)), "length": length, "period": series.period}
    return [Caution("bad_spell", more)]


def silences(series: Series) -> list[Caution]:
    """Periods without a number, by what is said of them."""
    found = [Caution(f"absent_{status.replace(' ', '_')}",
                     {"count": count, "all": len(series.time), "period": series.period})
             for status, count in sorted(series.absent.items())]  # fmt: skip
    return found + ([Caution("rounded", {})] if series.rounded else [])


def leftovers(found: Interrupted) -> list[Caution]:
    """Whether residuals still hang together once the model has said its say."""
    residuals = deviance_residuals(found.fit)[0]
    known = int((~np.isnan(residuals)).sum())
    lags = min(12, known // 4)
    statistic, p = ljung_box(residuals, lags) if lags else (np.nan, np.nan)
    if not p < 0.05:
        return []
    return [Caution("autocorrelation", {"lags": lags, "statistic": round(statistic, 1),
                                        "p": f"{p:.3f}"})]  # fmt: skip


#: A rate that may have risen to more than so many times itself: nothing is known of it.
WIDEST = 10.0


def substitution(others: dict[str, Estimate]) -> list[Caution]:
    """What the other indicators of the same area did; the key is their name."""
    found = []
    for name, estimate in others.items():
        if np.isnan(estimate.ratio) or (not estimate.clear and estimate.high > WIDEST):
            code = "other_unknown"
        elif not estimate.clear:
            code = "other_unclear"
        else:
            code = "other_rose" if estimate.ratio > 1 else "other_fell"
        ends = sorted([abs(100 * (estimate.low - 1)), abs(100 * (estimate.high - 1))])
        values = {"other": name, "percent": abs(100 * (estimate.ratio - 1)),
                  "low": ends[0], "high": ends[1], "rise": 100 * (estimate.high - 1)}  # fmt: skip
        found.append(Caution(code, values))
    return found


def one_definition(series: Series, question: Question) -> tuple[Series, list[Caution]]:
    """The periods under the counting rule of the change; numbers of another cannot be compared."""
    change = series.start(question.change)[0]
    named = np.array(series.definition)
    at = np.clip(change - series.time[0], 0, len(named) - 1)
    known = [index for index in range(at, len(named)) if named[index]]
    if not known or set(named) <= {"", named[known[0]]}:
        return series, []
    same = (named == named[known[0]]) | (named == "")
    kept = replace(series, counts=np.where(same, series.counts, np.nan))
    return kept, [Caution("definition", {"count": int((~same).sum()), "period": series.period})]
