"""Funnels of FunnelPlotR 0.6.0, where it is right; where it is not, `differences_funnel.csv`."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from openward.statistics.funnel import Funnel, funnel
from tests.golden.funnel_cases import KINDS, names, own_units, table, units
from tests.golden.peer_cases import HERE

PEER = "funnelplotr"
RATES = [name for name in names(PEER) if "_RC_" in name]
OTHERS = [name for name in names(PEER) if name not in RATES]
ADJUSTED = [name for name in OTHERS if name.endswith("TRUE")]
CQC = [name for name in ADJUSTED if "CQC" in name]
#: The peer's phi is infinite.
INFINITE = ["syn_withzero12_SR_SHMI_TRUE"]
CASES = {row["case"]: row for row in table(PEER, "cases.csv")}
#: The peer rounds z to 1.96 and 3.09.
ROUNDED = 1e-6


def form(case: str) -> str:
    return next(part for part in case.split("_") if part in KINDS)


def drawn(case: str, rows: dict[str, list[object]], overdispersion: str) -> Funnel:
    numerator, denominator = (np.array(rows[c], dtype=float) for c in ("numerator", "denominator"))
    return funnel(numerator, denominator, kind=KINDS[form(case)], limits="spiegelhalter",
                  overdispersion=overdispersion)  # fmt: skip


def adjusted(case: str) -> Funnel:
    method = "random_effects" if "SHMI" in case else "winsorised"
    return drawn(case, units(PEER)[case], method)


def agree(ours: np.ndarray, theirs: list[object]) -> bool:
    expected = np.array(theirs, dtype=float)
    return bool(np.allclose(ours, expected, rtol=0, atol=ROUNDED * np.abs(expected).max()))


@pytest.mark.parametrize("case", OTHERS)
def test_limits_without_adjustment_agree(case: str) -> None:
    rows = units(PEER)[case]
    found = drawn(case, rows, "none")
    for ours, theirs in ((found.lower_95, "LCL95"), (found.upper_95, "UCL95"),
                         (found.lower_998, "LCL99"), (found.upper_998, "UCL99")):  # fmt: skip
        assert agree(ours, rows[theirs]), theirs


@pytest.mark.parametrize(
    "case", [c for c in names(PEER) if c.endswith("TRUE") and c not in INFINITE]
)
def test_the_spread_between_areas_agrees(case: str) -> None:
    found = adjusted(case)
    assert found.phi == pytest.approx(float(CASES[case]["phi"]), rel=1e-9)
    assert found.tau2 == pytest.approx(float(CASES[case]["tau2"]), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("case", [c for c in ADJUSTED if c not in CQC + INFINITE])
def test_adjusted_limits_agree(case: str) -> None:
    rows, found = units(PEER)[case], adjusted(case)
    for ours, theirs in ((found.lower_95, "OD95LCL"), (found.upper_95, "OD95UCL"),
                         (found.lower_998, "OD99LCL"), (found.upper_998, "OD99UCL")):  # fmt: skip
        assert agree(ours, rows[theirs]), theirs


@pytest.mark.parametrize("case", CQC)
def test_the_peer_does_not_square_its_adjusted_limits(case: str) -> None:
    rows, found = units(PEER)[case], adjusted(case)
    assert not agree(found.upper_95, rows["OD95UCL"])
    assert agree(np.sqrt(found.upper_95), rows["OD95UCL"])


@pytest.mark.parametrize("case", RATES)
def test_the_peer_takes_a_wrong_standard_error_for_rates(case: str) -> None:
    rows = units(PEER)[case]
    assert not agree(drawn(case, rows, "none").upper_95, rows["UCL95"])
    denominator = np.array(rows["denominator"], dtype=float)
    numerator = np.array(rows["numerator"], dtype=float)
    centre = numerator.sum() / denominator.sum()
    wrong = centre * np.exp(1.96 / (2 * np.sqrt(denominator)))
    np.testing.assert_allclose(wrong, rows["UCL95"], rtol=0.01)


@pytest.mark.parametrize("case", INFINITE)
def test_a_zero_makes_the_peers_limits_infinite_and_ours_not(case: str) -> None:
    assert float(CASES[case]["phi"]) == float("inf")
    assert np.isfinite([adjusted(case).upper_998, adjusted(case).lower_998]).all()


def test_every_difference_has_its_reason() -> None:
    with (HERE / "differences_funnel.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["form"] for row in rows} == {"RC", "SR_CQC", "SR_SHMI zero"}
    assert all(len(row["reason"]) > 40 for row in rows)


@pytest.mark.parametrize(
    "case",
    [c for c in own_units() if "_RC_" not in c]
    or [pytest.param("", marks=pytest.mark.skip(reason="the peer's own data are not beside us"))],
)
def test_limits_of_the_peers_own_data_agree(case: str) -> None:
    rows = own_units()[case]
    assert agree(drawn(case, rows, "none").upper_95, rows["UCL95"])
