"""Small control charts and funnels to draw."""

from __future__ import annotations

from typing import Any

from openward.charts.control import ControlPicture
from openward.charts.funnel_picture import FunnelLimits, FunnelPicture
from tests.unit.charts.made_up import a_distribution, month

ABOVE, RUN = ("beyond_limits",), ("anhoej_run",)


def a_control(**changes: Any) -> ControlPicture:
    """Eight months in two phases; the second month lies above its limit, one is suppressed."""
    control: dict[str, Any] = {
        "title": "Made-up ward",
        "source": "made up",
        "caption": "Each point is one month.",
        "y_label": "Seclusions per 1,000 bed-days",
        "kind": "u",
        "kind_words": "u chart: the limits of a rate.",
        "period_start": [month(i) for i in range(8)],
        "period_end": [month(i + 1) for i in range(8)],
        "value": [3.0, 9.0, None, 4.0, 1.0, 0.0, 1.0, 2.0],
        "status": ["reported", "reported", "suppressed", *["reported"] * 5],
        "definition": ["first"] * 8,
        "centre": [4.0] * 4 + [1.0] * 4,
        "lower": [0.5, 0.6, None, 0.5] + [0.0] * 4,
        "upper": [8.0, 7.5, None, 8.0, 3.0, 3.1, 3.2, 3.0],
        "phase": [0] * 4 + [1] * 4,
        "signals": [(), ABOVE, (), (), RUN, RUN, RUN, RUN],
    }
    return ControlPicture(**control | changes)


def a_funnel(**changes: Any) -> FunnelPicture:
    """The areas of `a_distribution` with limits for the two that have a number."""
    without: list[float | None] = [None] * 4
    funnel: dict[str, Any] = {
        "areas": a_distribution(highlight=frozenset()),
        "limits": FunnelLimits(
            [0.1, 0.15, *without], [0.4, 0.35, *without], [0.0, 0.1, *without],
            [0.45, 0.4, *without],
        ),
        "signal": ["above_998", "below_998", "", "", "", ""],
    }  # fmt: skip
    return FunnelPicture(**funnel | changes)
