"""Small results to draw, with every kind of "no number" in them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

from openward.charts.distribution import Distribution
from openward.charts.series import Line, Series

STATUSES = ("reported", "suppressed", "not_reported", "not_applicable")


def month(number: int) -> date:
    """The first day of the month so many months after January 2021."""
    return date(2021 + number // 12, number % 12 + 1, 1)


def a_line(name: str = "Seclusion", **changes: Any) -> Line:
    """Eight months: 3, 0, suppressed, not reported, not applicable, no denominator, 1, 2."""
    line: dict[str, Any] = {
        "name": name,
        "period_start": [month(i) for i in range(8)],
        "period_end": [month(i + 1) for i in range(8)],
        "value": [3.0, 0.0, None, None, None, None, 1.0, 2.0],
        "status": ["reported", "reported", *STATUSES[1:], "reported", "reported", "reported"],
        "definition": ["first"] * 8,
    }
    return Line(**line | changes)


def unbroken_line(**changes: Any) -> Line:
    """Eight months with numbers 1 to 8."""
    given = {"value": [float(i) for i in range(1, 9)], "status": ["reported"] * 8}
    return a_line(**given | changes)


def a_series(*lines: Line, **changes: Any) -> Series:
    series: dict[str, Any] = {
        "title": "Made-up ward",
        "source": "made up",
        "caption": "Each point is one month.",
        "y_label": "Hours per 1,000 patient-hours",
        "lines": lines or (a_line(),),
    }
    return Series(**series | changes)


def a_distribution(**changes: Any) -> Distribution:
    """Six areas: 0.5, 0, suppressed, not reported, not applicable, no denominator."""
    distribution: dict[str, Any] = {
        "title": "Made-up services",
        "source": "made up",
        "caption": "Each dot is one service.",
        "x_label": "Patient-hours",
        "y_label": "Hours per 1,000 patient-hours",
        "area_id": ["01", "02", "03", "04", "05", "06"],
        "area_name": ["Elm", "birch", "Ash", "Fir", "Oak", "Yew"],
        "size": [1000.0, 2000.0, 500.0, None, None, 0.0],
        "value": [0.5, 0.0, None, None, None, None],
        "status": [*STATUSES[:1], *STATUSES, "reported"],
        "highlight": frozenset({"01"}),
        "reference": 0.25,
        "reference_label": "All services",
    }
    return Distribution(**distribution | changes)


def crowd(values: list[float]) -> Distribution:
    """One reported area for each value, a little larger each."""
    count = len(values)
    return a_distribution(
        area_id=[str(i) for i in range(count)],
        area_name=[f"Service {i}" for i in range(count)],
        size=[1000.0 * 1.005**i for i in range(count)],
        value=values,
        status=["reported"] * count,
        highlight=frozenset({"0"}),
    )


def rows_of(spec: dict[str, Any], mark: str) -> list[list[dict[str, Any]]]:
    """The data of each layer with that mark."""
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]
    return [layer["data"]["values"] for layer in layers]


def words_of(svg: str) -> str:
    """All that is written in a picture."""
    return " ".join(ET.fromstring(svg).itertext())  # noqa: S314 - our own picture
