"""Funnels of controlchartspy 0.1.3: limits of ratios, proportions and ratios of counts."""

from __future__ import annotations

import numpy as np
import pytest

from openward.statistics.funnel import Funnel, funnel
from tests.golden.funnel_cases import KINDS, names, units

PEER = "controlchartspy_funnel"
COLUMNS = {"lower_95": "ll95", "upper_95": "ul95", "lower_998": "ll99", "upper_998": "ul99"}


def drawn(case: str, limits: str) -> Funnel:
    rows = units(PEER)[case]
    return funnel(
        rows["numerator"], rows["denominator"], kind=KINDS[rows["chart_type"][0]],
        overdispersion="none", limits=limits,
    )  # fmt: skip


@pytest.mark.parametrize("case", names(PEER))
@pytest.mark.parametrize("ours", COLUMNS)
def test_limits_agree(case: str, ours: str) -> None:
    expected = np.array(units(PEER)[case][COLUMNS[ours]], dtype=float)
    np.testing.assert_allclose(getattr(drawn(case, "spiegelhalter"), ours), expected, atol=1e-9)


@pytest.mark.parametrize("case", names(PEER))
def test_the_centre_agrees(case: str) -> None:
    target = units(PEER)[case]["target"][0]
    assert drawn(case, "exact").centre[0] == pytest.approx(target, rel=1e-12)


@pytest.mark.parametrize("case", [name for name in names(PEER) if "small" in name])
def test_exact_limits_differ_on_purpose_where_areas_are_small(case: str) -> None:
    smooth, exact = drawn(case, "spiegelhalter"), drawn(case, "exact")
    assert not np.allclose(smooth.upper_95, exact.upper_95, rtol=1e-3)
