"""Our XmR charts and ``mdc_2019`` against NHSRplotthedots: label and point type of every point."""

import re
from dataclasses import replace

import numpy as np
import pytest

from openward.statistics.chart_result import ControlChart
from openward.statistics.control_chart import control_chart
from openward.statistics.position import position_of
from openward.statistics.rules_mdc import trend
from openward.statistics.signals import signals
from tests.golden.peer_cases import Case, case, differences, names, same

PEER = "nhsrplotthedots"
LINES = {"centre": "mean_col", "lower": "lpl", "upper": "upl"}


def our_chart(peer: Case) -> ControlChart:
    """The same chart by our own arguments."""
    fixed = re.search(r"fix_after_n_points=(\d+)", peer.call["call"])
    return control_chart(
        "xmr",
        peer.columns["y"].astype(float),
        phase=peer.columns["rebase_group"].astype(int),
        baseline=int(fixed[1]) if fixed else None,
        screen="screen_outliers=FALSE" not in peer.call["call"],
    )


def labels(chart: ControlChart) -> list[str]:
    """The peer's one label for each point, in the peer's order of rules."""
    flags, at = signals(chart, ["mdc_2019"]), position_of(chart)
    flat = np.zeros_like(at.rising)
    fall, rise = (
        trend(replace(at, **{way: flat}), chart.phase)[0] for way in ("rising", "falling")
    )
    # A turning point ends one trend and starts the next: the peer names the next one.
    falling = fall & (at.falling[0] | ~rise)
    said = []
    for t in range(chart.value.shape[1]):
        named = {name for name, flag in zip(flags.names, flags.flags[:, 0, t], strict=True) if flag}
        high = bool(at.above[0, t])
        said.append(_label(named, "Above" if high else "Below", bool(falling[t])))
    return said


def _label(named: set[str], side: str, falling: bool) -> str:
    if "mdc_astronomical" in named:
        return "Above UCL" if side == "Above" else "Below LCL"
    if "mdc_trend" in named:
        return f"7 Point Trend ({'Decreasing' if falling else 'Increasing'})"
    if "mdc_two_of_three" in named:
        return f"2 in 3 {side} CL"
    return f"7 Points {side} CL" if "mdc_shift" in named else "Common Cause"


def point_type(label: str, direction: str) -> str:
    """The peer's judgement of a label under the direction asked for."""
    if label == "Common Cause":
        return "common_cause"
    high = "Above" in label or "Increasing" in label
    if direction == "neutral":
        return f"special_cause_neutral_{'high' if high else 'low'}"
    wanted = high == (direction == "increase")
    return f"special_cause_{'improvement' if wanted else 'concern'}"


def disagreements(peer: Case) -> set[str]:
    found = set()
    direction = re.search(r'improvement_direction="(\w+)"', peer.call["call"])
    assert direction is not None
    for part in peer.series("f"):
        chart = our_chart(part)
        for ours, theirs in LINES.items():
            if not same(getattr(chart, ours)[0], np.maximum(part.columns[theirs].astype(float), 0)):
                found.add("limits")
        said = labels(chart)
        if said != part.columns["special_cause_type"].tolist():
            found.add("labels")
        types = [point_type(label, direction[1]) for label in said]
        if types != part.columns["point_type"].tolist():
            found.add("point_type")
    return found


@pytest.mark.parametrize("name", names(PEER) + names(PEER, own=True))
def test_labels_agree_or_are_listed(name: str) -> None:
    peer = case(PEER, name)
    if peer.call["status"] != "ok":
        assert "refused" in differences(PEER)[name]
        return
    assert disagreements(peer) == set(differences(PEER).get(name, {}))


def test_every_rule_and_both_directions_occur() -> None:
    seen = {label for name in names(PEER) for label in case(PEER, name).columns.get(
        "special_cause_type", np.array([]))}  # fmt: skip
    assert len(seen) == 9
