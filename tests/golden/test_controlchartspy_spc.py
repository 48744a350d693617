"""Our limits and four rules against controlchartspy, on the points that both draw."""

import numpy as np
import pytest

from openward.statistics.chart_result import ControlChart, Flags
from openward.statistics.control_chart import control_chart
from openward.statistics.position import position_of
from openward.statistics.rules_mdc import astronomical, shift, trend
from openward.statistics.rules_shewhart import two_of_three
from tests.golden.peer_cases import Case, case, differences, names, same

PEER = "controlchartspy_spc"
LINES = {"value": "value", "centre": "cl", "lower": "lcl", "upper": "ucl"}


def our_chart(peer: Case) -> ControlChart:
    """The chart of the same series, with its gaps where they are."""
    given = case("qicharts2", peer.name).columns
    counts, exposure = given["y.sum"].astype(float), given["n"].astype(float)
    bare = np.isnan(exposure).all()
    shown = None if bare else np.where(np.isnan(counts), np.nan, exposure)
    return control_chart(peer.call["chart"], counts, shown)


def our_rules(chart: ControlChart) -> dict[str, Flags]:
    at, phase = position_of(chart), chart.phase
    return {
        "astronomical": astronomical(at),
        "shift7": shift(at, phase, points=7),
        "trend5": trend(at, phase, points=5),
        "two_in_three": two_of_three(at, phase),
    }


def disagreements(peer: Case) -> set[str]:
    chart = our_chart(peer)
    drawn = np.isfinite(chart.value[0])
    if drawn.sum() != len(peer.columns["value"]):
        return {"points"}
    found = set()
    for ours, theirs in LINES.items():
        line = np.maximum(peer.columns[theirs].astype(float), 0)
        if not np.allclose(
            getattr(chart, ours)[0, drawn], line, rtol=1e-9, atol=1e-15, equal_nan=True
        ):
            found.add("limits")
    for name, flags in our_rules(chart).items():
        if (flags[0, drawn] != (peer.columns[name] != "none")).any():
            found.add(name)
    return found


@pytest.mark.parametrize("name", names(PEER))
def test_limits_and_rules_agree_or_are_listed(name: str) -> None:
    assert disagreements(case(PEER, name)) == set(differences(PEER).get(name, {}))


def test_most_cases_agree_in_full() -> None:
    listed = set(differences(PEER))
    assert len(listed) < len(names(PEER)) / 3


def test_rows_without_gaps_have_the_same_numbers_as_the_peer() -> None:
    theirs = case(PEER, "syn_missing24_i")
    given = case("qicharts2", "syn_missing24_i").columns["y.sum"].astype(float)
    chart = control_chart("i", given[np.isfinite(given)])
    assert same(chart.upper[0], theirs.columns["ucl"])
