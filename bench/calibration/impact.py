"""Do our impact methods cry wolf, do their intervals hold, and do they see a real fall?

Run ``python -m bench.calibration.impact``; it writes ``impact.csv`` and ``impact.md`` here. The
whole answer has the exact methods and the rules of refusal in it.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from bench.calibration.impact_cases import SCENARIOS, Floats, Scenario, both_truths
from openward.impact.analysis import analyse
from openward.impact.design import segmented
from openward.impact.errors import Errors, autocorrelated_errors, model_errors, newey_west
from openward.impact.interrupted import Question
from openward.impact.regression import Fit, fit_counts
from openward.impact.series import Series

HERE = Path(__file__).parent
SEED, FALL, REPLICATES = 20261123, 0.30, 2000
#: A method whose type I error is surely above 5 %, or above 7 %, is not to be recommended.
MOST, SURELY = 7.0, 5.0
METHODS = ("naive", "poisson", "quasi_poisson", "newey_west", "regression", "answer")
ABOUT = (
    "# Impact: does the interval hold, and is a fall of 30 % seen?\n\n"
    f"Made by `python -m bench.calibration.impact`, seed {SEED}. All numbers are percent: "
    "`told` replicates with any interval, `type_1` of a two-sided test at 5 % where nothing "
    "changed, `type_1_surely_over` its 99 % lower bound, `covered` by the 95 % interval, "
    "`bias` (median) of the ratio and `power` where the rate fell by 30 %. `offered` is no "
    f"where the type I error is over {MOST:.0f} % or surely over {SURELY:.0f} %. `regression` "
    "is the segmented regression with our errors; `answer` is all that `openward impact` "
    "does, with exact methods where events are few and refusals."
)
Found = tuple[Floats, Floats, Floats, npt.NDArray[np.bool_]]  # log ratio, low, high, told
YEAR_ZERO = 24240  # January 2020


def naive(counts: Floats, scenario: Scenario) -> Found:
    """Rate after over rate before, as if months were Poisson and nothing else went on."""
    sums = [counts[:, : scenario.before].sum(axis=1), counts[:, scenario.before :].sum(axis=1)]
    told = (sums[0] > 0) & (sums[1] > 0)
    before, after = (np.where(told, one, 1.0) for one in sums)
    ratio = np.log(after / scenario.after) - np.log(before / scenario.before)
    half = 1.959964 * np.sqrt(1 / before + 1 / after)
    return ratio, ratio - half, ratio + half, told


def by_regression(counts: Floats, scenario: Scenario, method: str) -> Found:
    """The segmented regression with one kind of errors."""
    months = np.arange(scenario.before + scenario.after)
    design = segmented(months, scenario.before, harmonics=2 if scenario.season else 0)
    fit = fit_counts(counts, 1.0, design.matrix)
    errors = _errors(fit, method)
    at = design.at("level")
    half = special.stdtrit(errors.freedom, 0.975) * errors.of(at)
    ratio = fit.coefficients[:, at]
    return ratio, ratio - half, ratio + half, fit.converged


def _errors(fit: Fit, method: str) -> Errors:
    plain = model_errors(fit)
    if method == "poisson":
        return replace(plain, covariance=fit.bread, freedom=np.full(len(fit.counts), 1e6))
    if method == "newey_west":
        return replace(plain, covariance=newey_west(fit, 3, small_sample=True))
    return plain if method == "quasi_poisson" else autocorrelated_errors(fit)


def by_answer(counts: Floats, scenario: Scenario) -> Found:
    """What `openward impact` says; told: it gives an interval at all."""
    month = YEAR_ZERO + scenario.before
    question = Question(date(month // 12, month % 12 + 1, 1), harmonics=2 if scenario.season else 0)
    found = []
    for one in counts:
        time = np.arange(len(one)) + YEAR_ZERO
        series = Series("x", "w", "w", "", "count", 1, time, one, np.ones(len(one)),
                        definition=("",) * len(one))  # fmt: skip
        answer = analyse(series, question, seed=SEED)
        estimate, told = answer.estimate, answer.why in ("", "open")
        if answer.why == "open" and estimate.clear:  # p of the shuffled months kept it back
            estimate = type(estimate)(estimate.ratio, min(estimate.low, 1.0),
                                      max(estimate.high, 1.0), estimate.p, "")  # fmt: skip
        found.append((estimate.ratio, estimate.low, estimate.high, told))
    ratio, low, high, told = np.array(found, dtype=float).T
    with np.errstate(divide="ignore"):
        return np.log(ratio), np.log(low), np.log(high), told.astype(bool)


def measured(scenario: Scenario, method: str, replicates: int) -> dict[str, object]:
    """One row: errors in percent over the replicates in which the method tells anything."""
    row: dict[str, object] = {"scenario": scenario.name, "method": method, "replicates": replicates}
    for truth, counts in both_truths(scenario, FALL, replicates, SEED):
        if method == "answer":
            ratio, low, high, told = by_answer(counts, scenario)
        elif method == "naive":
            ratio, low, high, told = naive(counts, scenario)
        else:
            ratio, low, high, told = by_regression(counts, scenario, method)
        missed = told & ((low > truth) | (high < truth))
        if truth == 0.0:
            least = stats.binomtest(int(missed.sum()), replicates).proportion_ci(0.98).low
            row |= {"told": percent(told.mean()), "type_1": percent(missed.mean()),
                    "type_1_surely_over": percent(least)}  # fmt: skip
            row["offered"] = offered(row)
        else:
            usable = told & np.isfinite(ratio)
            row |= {"covered": percent(1 - missed.sum() / max(told.sum(), 1)),
                    "bias": percent(np.expm1(np.median(ratio[usable]) - truth)),
                    "power": percent((told & (high < 0)).mean())}  # fmt: skip
    return row


def offered(row: dict[str, object]) -> str:
    """Whether a method may be recommended."""
    too_often = float(str(row["type_1"])) > MOST or float(str(row["type_1_surely_over"])) > SURELY
    return "no" if too_often else "yes"


def percent(share: float) -> float:
    """With one decimal."""
    return round(100 * float(share), 1)


def main() -> None:
    """Write the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--replicates", type=int, default=REPLICATES)
    replicates = asked.parse_args().replicates
    rows = [measured(scenario, method, replicates) for scenario in SCENARIOS for method in METHODS]
    written("impact", rows, ABOUT)


def written(name: str, rows: list[dict[str, object]], about: str) -> None:
    """The table for programs (CSV), and below what it is about for readers (Markdown)."""
    with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    lines = "\n".join(f"| {' | '.join(map(str, row.values()))} |" for row in rows)
    head = f"| {' | '.join(rows[0])} |\n|{'---|' * len(rows[0])}"
    (HERE / f"{name}.md").write_text(f"{about}\n\n{head}\n{lines}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
