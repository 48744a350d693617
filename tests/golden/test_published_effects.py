"""Published effects whose inputs are public, and where a publication contradicts itself.

Sources: Bowers 2015, table 2 and abstract (doi:10.1016/j.ijnurstu.2015.05.001, PMC4518134);
Putkonen 2013 (doi:10.1176/appi.ps.201200393); Baden-Württemberg 2016 (PMID 30149398), the
Netherlands 2011 (doi:10.1007/s00127-015-1094-2), one ward in Israel 2014 (s13584-018-0274-4).
"""

from __future__ import annotations

import math
from datetime import date

import pytest

from openward.change.practices import families
from openward.impact.estimate import from_log
from openward.impact.words import effect
from openward.rates.schema import table_from_rows
from openward.rates.value import half_up, values

NORMAL = 1.959964


def middle(low: float, high: float) -> float:
    """The estimate that an interval belongs to, on the log scale of a ratio."""
    return math.sqrt(low * high)


@pytest.mark.parametrize(
    ("ratio", "low", "high", "error"),
    [(0.850, 0.763, 0.943, 0.0540), (0.768, 0.655, 0.901, 0.0813)],
)
def test_the_table_of_the_safewards_trial_holds_together(
    ratio: float, low: float, high: float, error: float
) -> None:
    found = from_log(math.log(ratio), error, "published")
    # The table prints three decimals, and its estimates lie up to 0.002 beside their middles.
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0025)
    assert middle(low, high) == pytest.approx(ratio, abs=0.002)


def test_its_abstract_does_not_and_the_page_says_so() -> None:
    printed, low, high = (1 - percent / 100 for percent in (26.4, 34.3, 9.9))
    assert middle(low, high) == pytest.approx(0.768, abs=0.002)
    assert abs(middle(low, high) - printed) > 0.03
    assert effect(0.768) == "a fall of 23 %"
    evidence = families()["safewards"].evidence
    assert "0.768" in evidence
    assert "26.4 %" in evidence


@pytest.mark.parametrize(
    ("ratio", "low", "high"),
    [(0.88, 0.86, 0.90), (0.97, 0.93, 1.01), (0.85, 0.78, 0.92), (1.09, 0.94, 1.25)],
)
def test_the_six_core_strategies_trial_prints_slopes_and_no_ratio_of_its_percentages(
    ratio: float, low: float, high: float
) -> None:
    assert middle(low, high) == pytest.approx(ratio, abs=0.0075)
    error = math.log(high / low) / (2 * NORMAL)
    assert from_log(math.log(ratio), error, "published").clear == (low > 1 or high < 1)


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(7_321, 108_863, "6.7"), (674, 108_863, "0.6"), (5_169, 42_960, "12.0"), (176, 563, "31.3")],
)
def test_published_shares_come_from_their_counts(part: int, whole: int, printed: str) -> None:
    table = table_from_rows([{
        "indicator": "de-bw-share", "area_type": "region", "area_id": "x", "area_name": "x",
        "period_start": date(2016, 1, 1), "period_end": date(2017, 1, 1), "stratum": "",
        "numerator": float(part), "denominator": float(whole), "multiplier": 100.0,
        "status": "reported", "source": "published",
    }])  # fmt: skip
    assert half_up(float(values(table)[0]), 1) == printed
