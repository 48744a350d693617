"""The generated registers can be: a file with them is not refused, and the edges are there."""

from __future__ import annotations

from random import Random

from openward.register.dataset import Dataset
from openward.register.errors import errors
from tests.generative.registers import WINDOWS, ZONES, register
from tests.spec.engines import arrow


def test_no_generated_register_is_refused() -> None:
    for seed in range(60):
        tables = register(Random(seed), 2, WINDOWS[seed % len(WINDOWS)])  # noqa: S311
        assert errors(Dataset(arrow(tables))) == [], seed


def test_the_edges_are_reached() -> None:
    seen: set[object] = set()
    for seed in range(300):
        tables = register(Random(seed), 1, WINDOWS[seed % len(WINDOWS)])  # noqa: S311
        seen |= {row["timezone"] for row in tables["facilities"]}
        seen |= {row["end_state"] for row in tables["measures"]}
        seen |= {("no ward", row["ward_id"] is None) for row in tables["measures"]}
        seen |= {("no stay", row["stay_id"] is None) for row in tables["measures"]}
        seen |= {row["reason"] for row in tables["breaks"]}
        seen |= {("no statement", not tables["statements"])}
    assert set(ZONES) | {"running", "not_recorded", "point", "hygiene", "visit"} <= seen
    assert {("no ward", True), ("no stay", True), ("no statement", True)} <= seen
