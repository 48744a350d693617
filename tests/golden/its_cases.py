"""The published examples of interrupted time series, read from beside us; not ours to ship."""

from __future__ import annotations

import csv
from functools import cache

import numpy as np
import pytest

from openward.impact.regression import Floats
from tests.golden.peer_cases import HERE, SHARED

BESIDE = pytest.mark.skipif(
    not (SHARED / "its_r").exists(), reason="published examples; ../shared is absent"
)


@cache
def rows(folder: str, name: str) -> list[dict[str, str]]:
    """Rows of a table."""
    with (SHARED / folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def columns(name: str, *wanted: str) -> list[Floats]:
    """Columns of an input of the R examples as numbers."""
    return [np.array([float(row[column]) for row in rows("its_r", name)]) for column in wanted]


def expected(case: str, model: str, folder: str = "its_r") -> dict[str, dict[str, float]]:
    """Estimate, error and interval of each term of one fitted model."""
    kept = ("estimate", "se", "exp_estimate", "lo95", "hi95", "p")
    return {
        row["term"]: {name: float(row[name] or "nan") for name in kept}
        for row in rows(folder, "results.csv")
        if row["case"] == case and row["model"] == model
    }


def harmonics(angle: Floats, pairs: int = 2) -> list[Floats]:
    """sin1, cos1, sin2, cos2 of an angle in turns of 12."""
    turns = [2 * np.pi * k * angle / 12 for k in range(1, pairs + 1)]
    return [wave(turn) for turn in turns for wave in (np.sin, np.cos)]


def listed_differences() -> set[str]:
    """Models of the peers that we do not follow; each has its reason in the file."""
    with (HERE / "differences_impact.csv").open(encoding="utf-8", newline="") as file:
        return {row["model"] for row in csv.DictReader(file) if row["reason"]}
