"""Comparison areas and stepped wedges against statsmodels, geepack and the published shape."""

from __future__ import annotations

import csv
from datetime import date

import numpy as np
import pytest
from scipy import special

from openward.impact.controlled import controlled
from openward.impact.interrupted import Question
from openward.impact.series import Series
from openward.impact.stepped import Wedge, gee, not_yet_started, shuffled_starts
from tests.golden.its_cases import BESIDE, columns, expected
from tests.golden.peer_cases import HERE, SHARED


def wedge() -> Wedge:
    with (HERE / "data/stats_r/input_stepped_wedge.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    y, n = np.full((12, 7), np.nan), np.full((12, 7), np.nan)
    start = np.zeros(12, dtype=np.int64)
    for row in rows:
        area, period = int(row["cluster"]) - 1, int(row["period"]) - 1
        y[area, period], n[area, period] = float(row["y"]), float(row["days"])
        start[area] = int(row["step"])
    return Wedge(y, n, start)


@BESIDE
@pytest.mark.parametrize("kind", ["exchangeable", "independence"])
def test_gee_agrees_with_statsmodels(kind: str) -> None:
    found = gee(wedge(), correlation=kind, bias_reduced=False)
    row = expected("stepped_wedge", f"GEE {kind} robust", "statsmodels")["treat"]
    assert np.log(found.ratio) == pytest.approx(row["estimate"], rel=1e-6)
    assert (found.low, found.high) == (pytest.approx(row["lo95"]), pytest.approx(row["hi95"]))


@pytest.mark.skipif(not (SHARED / "stats_r").exists(), reason="../shared is absent")
def test_gee_is_near_geepack() -> None:
    """geepack divides the working correlation by another number; see differences_impact.csv."""
    with (SHARED / "stats_r/cluster_models.csv").open(encoding="utf-8") as file:
        row = next(r for r in csv.DictReader(file)
                   if r["term"] == "treat" and r["model"].startswith("geeglm"))  # fmt: skip
    found = gee(wedge(), bias_reduced=False)
    assert np.log(found.ratio) == pytest.approx(float(row["estimate"]), abs=0.002)


def test_few_clusters_get_wider_errors() -> None:
    plain, careful = gee(wedge(), bias_reduced=False), gee(wedge())
    assert careful.high / careful.low > plain.high / plain.low


def test_those_not_yet_started_lead_to_about_the_same() -> None:
    found = not_yet_started(wedge())
    assert 0.5 < found.ratio < 1.2 and found.low < found.ratio < found.high
    assert shuffled_starts(wedge(), seed=1) > 0.05


def belts(name: str) -> Series:
    y, km = columns("input_seatbelts.csv", name, "kms")
    return Series("x", name, name, "", "count", 1, np.arange(1969 * 12, 1969 * 12 + 192), y, km)


@BESIDE
def test_front_seats_against_rear_seats() -> None:
    """Front fell and rear did not (Harvey & Durbin 1986); 0.705 (0.646 to 0.769) in R."""
    question = Question(date(1983, 2, 1), harmonics=2)
    found = controlled(belts("front"), [belts("rear")], question, plain=True)
    quantile = special.stdtrit(found.freedom, 0.975) / 1.959964  # R's interval is a normal one
    low, high = found.ratio * np.exp(
        np.log(found.high / found.ratio) / quantile * np.array([-1, 1])
    )
    assert (round(found.ratio, 3), round(low, 3), round(high, 3)) == (0.705, 0.646, 0.769)
