"""A whole simulation: the tables, and the truth behind them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from openward.register.files import SYNTHETIC, TRUTH
from openward.register.schema import complete
from openward.register.tables import TABLES
from openward.register.writing import write_dataset
from openward.simulate import duties, incidents, learning, measures, people, wards
from openward.simulate.cells import Columns
from openward.simulate.scenario import Scenario
from openward.simulate.world import make_world

WARNING = (
    "SYNTHETIC DATA\n\nNobody in this dataset exists, and no ward. It was made by `openward "
    "simulate` to try things out.\nDo not quote a figure of it. What was planted in it stands in "
    "truth.json.\n"
)


class Size(NamedTuple):
    """How much is simulated; the same seed gives the same bytes."""

    wards: int
    months: int
    seed: int


def simulate(scenario: Scenario, size: Size) -> tuple[dict[str, pa.Table], dict[str, Any]]:
    """(the tables of a dataset, the truth behind them). The same arguments give the same rows."""
    world = make_world(scenario, size.seed, size.wards, size.months)
    worked = wards.worked_over_planned(world)
    stays = people.make_stays(world)
    rates, shares = measures.measures_per_bed_day(world)
    crises = incidents.make_incidents(world, stays, worked, rates)
    used = measures.make_measures(world, stays, crises, shares)
    parts: list[Callable[[], dict[str, Columns]]] = [
        lambda: wards.tables(world, worked),
        lambda: people.tables(stays, world),
        lambda: incidents.tables(crises, stays, world),
        lambda: measures.tables(used, stays, world),
        lambda: duties.tables(used, stays, world),
        lambda: learning.tables(crises, stays, world),
        lambda: {"restrictions": measures.restrictions(used, stays, world)},
    ]
    made = {
        name: complete(name, pa.table(columns))
        for part in parts
        for name, columns in part().items()
    }
    truth = {
        "synthetic": True,
        **size._asdict(),
        "bed_days": round(people.bed_days(stays, world), 3),
        "measures": len(used),
        "incidents": len(crises),
        "changes": [asdict(change) for change in scenario.changes],
        "calibration": dict(scenario["calibration"]),
    }
    return {name: made[name] for name in TABLES if name in made}, truth


def write_simulation(
    scenario: Scenario, size: Size, folder: Path, format: str = "parquet"
) -> dict[str, Any]:
    """Simulate and write a dataset folder, with its warning and its truth; returns the truth."""
    tables, truth = simulate(scenario, size)
    write_dataset(tables, folder, format)
    (folder / SYNTHETIC).write_text(WARNING, encoding="utf-8")
    text = json.dumps(truth, indent=1, sort_keys=True)
    (folder / TRUTH).write_text(text + "\n", encoding="utf-8")
    return truth
