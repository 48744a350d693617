"""Which z-scores the outer tenths are."""

from __future__ import annotations

import numpy as np
import pytest

from openward.statistics.overdispersion import truncated


@pytest.mark.parametrize(
    ("areas", "at_the_bottom", "at_the_top"),
    [(8, 0, 0), (9, 0, 1), (10, 1, 1), (18, 1, 1), (19, 1, 2), (20, 2, 2), (29, 2, 3)],
)
def test_the_outer_tenths_go_by_rank_in_tenths_of_one_more_than_all(
    areas: int, at_the_bottom: int, at_the_top: int
) -> None:
    z = np.random.default_rng(1).permutation(np.arange(1.0, areas + 1))
    kept = np.arange(1.0 + at_the_bottom, areas + 1 - at_the_top)
    assert truncated(z, np.ones(areas)).phi == pytest.approx(np.mean(kept**2), rel=1e-12)


def test_equal_scores_go_or_stay_together() -> None:
    z = np.array([0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
    # The three share rank 2 of 10: all of them stay.
    assert truncated(z, np.ones(10)).phi == pytest.approx(np.mean(z[:-1] ** 2), rel=1e-12)
