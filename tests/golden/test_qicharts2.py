"""Our charts against qicharts2: every case agrees or stands in ``differences.csv``."""

import re
from typing import Any

import numpy as np
import pyarrow.csv as pa_csv
import pytest

from openward.statistics.chart_result import ControlChart
from openward.statistics.control_chart import control_chart
from openward.statistics.rules_anhoej import published_limits
from openward.statistics.signals import signals
from tests.golden.peer_cases import HERE, Case, case, differences, names, same

PEER = "qicharts2"
LINES = {"value": "y", "centre": "cl", "lower": "lcl", "upper": "ucl"}


def our_chart(peer: Case) -> ControlChart:
    """The same chart by our own arguments."""
    at = peer.columns
    counts, exposure = at["y.sum"].astype(float), at["n"].astype(float)
    baseline = at["baseline"].astype(bool)
    given = re.search(r"[ (,]cl=([0-9.]+)", peer.call["call"])
    return control_chart(
        peer.call["chart"],
        counts,
        None if np.isnan(exposure).all() else np.where(np.isnan(counts), np.nan, exposure),
        phase=at["part"].astype(int),
        baseline=None if baseline.all() else int(baseline.sum()),
        exclude=None if at["include"].all() else ~at["include"].astype(bool),
        centre=float(given[1]) if given else None,
        screen=not peer.name.endswith("_unscreened"),
    )


def disagreements(peer: Case) -> set[str]:
    """What differs: limits, sigma or run signals."""
    found = set()
    for part in peer.series("facet1", "facet2"):
        chart = our_chart(part)
        for ours, theirs in LINES.items():
            # Ours never lets a lower limit of counts fall below zero.
            line = part.columns[theirs].astype(float)
            if not same(getattr(chart, ours)[0], np.maximum(line, 0)):
                found.add("limits")
        flags, known = signals(chart), np.isfinite(chart.value[0])
        runs = flags.of("anhoej_run")[0] | flags.of("anhoej_crossings")[0]
        if (flags.of("beyond_limits")[0] != part.columns["sigma.signal"].astype(bool)).any():
            found.add("beyond")
        if (runs != part.columns["runs.signal"].astype(bool))[known].any():
            found.add("runs")
    return found


@pytest.mark.parametrize("name", names(PEER) + names(PEER, own=True))
def test_chart_agrees_or_is_listed(name: str) -> None:
    peer = case(PEER, name)
    if peer.call["status"] != "ok":
        assert "refused" in differences(PEER)[name]
        return
    assert disagreements(peer) == set(differences(PEER).get(name, {}))


def test_every_kind_of_chart_is_compared() -> None:
    kinds = {case(PEER, name).call["chart"] for name in names(PEER)}
    assert kinds == {"run", "i", "mr", "u", "up", "p", "pp", "c", "g", "t", "ip"}


def read(file: str) -> dict[str, Any]:
    table = pa_csv.read_csv(HERE / "data" / PEER / file)
    return {name: table[name].to_numpy() for name in table.column_names}


def test_published_run_limits_agree() -> None:
    theirs = read("anhoej_limits.csv")
    run, crossings = published_limits(400)
    assert (run[theirs["n"]] == theirs["longest_run_max"]).all()
    assert (crossings[theirs["n"]] == theirs["crossings_min"]).all()


def test_run_signals_agree_on_the_grid() -> None:
    grid = read("anhoej_signal_grid.csv")
    run, crossings = published_limits(int(grid["n"].max()))
    ours = (grid["longest"] > run[grid["n"]]) | (grid["crossings"] < crossings[grid["n"]])
    assert (ours == grid["anhoej"].astype(bool)).all()
