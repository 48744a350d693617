"""Does the answer hang on a choice that somebody else would have made otherwise?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from openward.impact.cautions import SPELL, day_of
from openward.impact.errors import autocorrelated_errors
from openward.impact.estimate import Estimate, from_log
from openward.impact.exact import before_and_after, conditional_poisson, start_dates
from openward.impact.interrupted import Question, design_of, interrupted
from openward.impact.regression import fit_counts
from openward.impact.series import Series
from openward.statistics.intervals import rate_ratio_interval

#: Periods on both sides of a placebo date.
PLACEBO_ROOM = 8


@dataclass(frozen=True)
class Check:
    """One other way to ask: its code, what it found, and a note where one is needed."""

    code: str
    estimate: Estimate
    note: str = ""


def sensitivity(series: Series, question: Question, seed: int = 0) -> list[Check]:
    """Other models, errors, windows, seasons, dates; each leaves all else as it was asked."""
    checks = [*_other_models(series, question), *_other_questions(series, question)]
    checks += [*_other_windows(series, question), *leave_one_out(series, question)]
    placebo = placebo_dates(series, question)
    return checks + ([placebo] if placebo else []) + _simple(series, question, seed)


def _other_models(series: Series, question: Question) -> Iterator[Check]:
    pairs = [("poisson", "model"), ("quasi_poisson", "model"), ("quasi_poisson", "newey_west"),
             ("quasi_poisson", "autocorrelated")]  # fmt: skip
    if series.unit in ("count", "persons"):
        pairs.append(("negative_binomial", "autocorrelated"))
    for model, errors in pairs:
        found = interrupted(series, question, model, errors).estimate
        yield Check(f"{model}_{errors}", found)


def _other_questions(series: Series, question: Question) -> Iterator[Check]:
    waves = {1: 2, 3: 1, 12: 0}[series.months]
    if question.harmonics:
        yield Check("without_season", interrupted(series, replace(question, harmonics=0)).estimate)
    elif waves:
        seasonal = interrupted(series, replace(question, harmonics=waves)).estimate
        yield Check("with_season", seasonal)
    bent = interrupted(series, replace(question, slope=True))
    yield Check("level_with_slope", bent.estimate, "at the change; a slope after it is allowed")
    yield Check("slope_per_period", bent.slope, f"ratio per {series.period} after the change")
    for more in (1, 3):
        waited = replace(question, washout=question.washout + more)
        yield Check(f"washout_{waited.washout}", interrupted(series, waited).estimate)


def _other_windows(series: Series, question: Question) -> Iterator[Check]:
    change = series.start(question.change)[0]
    spell = SPELL[series.months]
    calm = (series.time < change - spell) | (series.time >= change)
    yield Check(f"without_last_{spell}_before", interrupted(series.part(calm), question).estimate)
    near = 24 // series.months
    window = (series.time >= change - near) & (series.time < change + near)
    if not window.all() and near >= PLACEBO_ROOM:
        found = interrupted(series.part(window), question).estimate
        yield Check(f"window_{near}", found, f"{near} periods on each side")


def leave_one_out(series: Series, question: Question) -> list[Check]:
    """The smallest and the largest ratio when one period is left out, quasi-Poisson."""
    design, _ = design_of(series, question)
    counts = np.where(design.used, series.counts, np.nan)
    known = np.flatnonzero(~np.isnan(counts))
    after = design.matrix[known, design.at("level")].sum()
    if len(known) < design.matrix.shape[1] + 3 or min(after, len(known) - after) < 3:
        return []
    many = np.tile(counts, (len(known), 1))
    many[np.arange(len(known)), known] = np.nan
    fit = fit_counts(many, np.nan_to_num(series.exposure), design.matrix)
    errors, at = autocorrelated_errors(fit), design.at("level")
    usable = np.flatnonzero(fit.converged & (fit.freedom >= 1))
    if not len(usable):
        return []
    found = fit.coefficients[usable, at]
    ends = {"least": usable[found.argmin()], "most": usable[found.argmax()]}
    return [
        Check(f"leave_one_out_{end}",
              from_log(float(fit.coefficients[i, at]), float(errors.of(at)[i]),
                       "quasi_poisson+autocorrelated", freedom=float(errors.freedom[i])),
              f"without {day_of(series, int(series.time[known[i]])):%Y-%m}")
        for end, i in ends.items()
    ]  # fmt: skip


def placebo_dates(series: Series, question: Question) -> Check | None:
    """How many dates before the change, at which nothing was changed, would have shown one."""
    change = series.start(question.change)[0]
    before = series.until(change)
    dates = range(int(series.time[0]) + PLACEBO_ROOM, change - PLACEBO_ROOM + 1)
    found = [
        interrupted(before, replace(question, change=day_of(series, number))).estimate
        for number in dates
    ]
    usable = [one for one in found if not np.isnan(one.p)]
    if not usable:
        return None
    clear = sum(one.clear for one in usable)
    widest = max(usable, key=lambda one: abs(np.log(one.ratio)))
    return Check("placebo_dates", widest, f"{clear} of {len(usable)} dates at which nothing was "
                 "changed would have shown a change; the largest is given")  # fmt: skip


def _simple(series: Series, question: Question, seed: int) -> list[Check]:
    design, _ = design_of(series, question)
    checks = []
    counts, exposure, after = before_and_after(series, design)
    x, t = ([float(part[after == side].sum()) for side in (1, 0)] for part in (counts, exposure))
    if min(t) > 0 and sum(x) > 0:
        found = rate_ratio_interval((x[0], x[1]), (t[0], t[1]))
        naive = Estimate(
            float(found.estimate), float(found.low), float(found.high), np.nan, "naive"
        )
        checks.append(Check("naive_before_after", naive, "trusts no trend, season or scatter"))
    if series.unit in ("count", "persons"):
        checks.append(Check("conditional_poisson", conditional_poisson(series, design, seed),
                            "no trend; p from shuffled periods"))  # fmt: skip
    p = start_dates(series, design)
    if not np.isnan(p):
        nothing = Estimate(np.nan, np.nan, np.nan, p, "start_dates")
        checks.append(Check("start_dates", nothing, "share of other start dates as striking"))
    return checks
