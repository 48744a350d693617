"""Many wards at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.statistics.multiplicity import q_values


def test_wards_without_a_p_value_stay_without_and_do_not_count() -> None:
    found = q_values([0.01, np.nan, 0.04])
    assert np.isnan(found[1])
    assert found[[0, 2]] == pytest.approx([0.02, 0.04])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_a_q_value_is_never_below_its_p_value_and_keeps_the_order(p: list[float]) -> None:
    found = q_values(p)
    assert (found >= np.array(p) - 1e-12).all()
    assert (np.diff(found[np.argsort(p)]) >= -1e-12).all()


def test_bad_values_and_methods_are_refused() -> None:
    with pytest.raises(ValueError, match="outside 0 to 1"):
        q_values([1.2])
    with pytest.raises(ValueError, match="not one of"):
        q_values([0.1], "bonferoni")
