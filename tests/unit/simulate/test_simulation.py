"""A simulated service: every table, the truth that was planted, the same bytes again."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from openward.content import content_folder
from openward.problems import BadInput
from openward.rates.files import read
from openward.rates.rollup import roll_up
from openward.register.check import all_errors
from openward.register.files import read_folder
from openward.register.tables import TABLES
from openward.simulate.scenario import default_scenario, read_scenario
from openward.simulate.service import Size, simulate, write_simulation
from openward.simulate.world import make_world

Simulated = tuple[dict[str, pa.Table], dict[str, Any]]


@pytest.fixture(scope="module")
def simulated() -> Simulated:
    return simulate(read_scenario(), Size(100, 24, 1))


def hours(tables: dict[str, pa.Table], *kinds: str) -> float:
    """Hours of the measures whose end is known, corrected for those whose end is not."""
    used = tables["measures"]
    used = used.filter(pc.is_in(used["kind"], pa.array(kinds)))
    known = used.filter(pc.is_valid(used["ended_at"]))
    seconds = pc.sum(pc.cast(pc.subtract(known["ended_at"], known["started_at"]), pa.int64()))
    return float(seconds.as_py() / 3600 * used.num_rows / known.num_rows)


#: Facts of a country: how many live there, and how many staff it asks for.
NOT_MADE_UP = {"populations", "staffing_rules"}


def test_every_table_of_the_contract_has_rows(simulated: Simulated) -> None:
    tables, _ = simulated
    assert list(tables) == [name for name in TABLES if name not in NOT_MADE_UP]
    assert [name for name, table in tables.items() if table.num_rows == 0] == []


@pytest.mark.parametrize(("kinds", "key"), [
    (("seclusion",), "seclusion_hours_per_1000"),
    (("manual_restraint", "mechanical_restraint"), "restraint_hours_per_1000"),
])  # fmt: skip
def test_hours_are_near_the_published_figures(
    simulated: Simulated, kinds: tuple[str, ...], key: str
) -> None:
    """Within a quarter: wards differ by themselves, and planted changes lower the rate by 4 %."""
    tables, truth = simulated
    per_1000 = hours(tables, *kinds) / (truth["bed_days"] * 24) * 1000
    assert per_1000 == pytest.approx(truth["calibration"][key], rel=0.25)


def test_few_people_carry_many_measures(simulated: Simulated) -> None:
    counts = np.array(list(Counter(simulated[0]["measures"]["person_id"].to_pylist()).values()))
    assert counts.var() > 2 * counts.mean()


def test_evenings_see_more_than_nights_in_local_time(simulated: Simulated) -> None:
    world = make_world(read_scenario(), 1, 100, 24)
    tables, _ = simulated
    wards = {name: n for n, name in enumerate(tables["wards"]["ward_id"].to_pylist())}
    ward = np.array([wards[w] for w in tables["incidents"]["ward_id"].to_pylist()])
    start = pc.cast(tables["incidents"]["started_at"], pa.int64()).to_numpy()
    hour = (world.local(ward, start) % 86_400) // 3600
    assert (hour // 3 == 6).sum() > 4 * (hour // 3 == 1).sum()


def test_a_planted_change_can_be_found() -> None:
    """40,000 incidents: the ratio after and before, against wards without the change."""
    tables, truth = simulate(read_scenario(), Size(150, 24, 3))
    change = truth["changes"][0]
    changes = tables["changes"].filter(pc.equal(tables["changes"]["practice"], change["practice"]))
    starts = dict(
        zip(changes["ward_id"].to_pylist(), changes["started_on"].to_pylist(), strict=True)
    )
    after = before = days_after = days_before = 0
    world = make_world(read_scenario(), 3, 150, 24)
    for ward, moment in zip(
        tables["incidents"]["ward_id"].to_pylist(),
        pc.cast(tables["incidents"]["started_at"], pa.date32()).to_pylist(), strict=True,
    ):  # fmt: skip
        if ward in starts:
            after, before = after + (moment >= starts[ward]), before + (moment < starts[ward])
    first = pc.min(tables["staffing"]["day"]).as_py()
    for start in starts.values():
        days_before += (start - first).days
        days_after += world.number_of_days - (start - first).days
    ratio = (after / days_after) / (before / days_before)
    assert ratio == pytest.approx(change["rate_ratio"], rel=0.12)


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        write_simulation(read_scenario(), Size(4, 3, seed), tmp_path / name)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert (
        digests(tmp_path / "a")["measures.parquet"] != digests(tmp_path / "c")["measures.parquet"]
    )


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_a_simulated_dataset_has_no_errors_and_says_that_it_is_synthetic(
    tmp_path: Path, format: str
) -> None:
    write_simulation(read_scenario(), Size(6, 4, 2), tmp_path / "made", format)
    read = read_folder(tmp_path / "made")
    assert all_errors(read) == []
    assert any("synthetic" in note for note in read.notes)


MISTAKES = {
    "colour = 1\n": "colour",
    "[spread]": "spread",
    "mean_days = 18": "stays.mean_days",
    "occupied = 0.9": "stays.occupied",
    'timezone = "Europe/Paris"': "service 3: timezone",
}
WRONG = {
    "colour = 1\n": "colour = 1\n",
    "[spread]": "[spreads]",
    "mean_days = 18": "mean_days = -1",
    "occupied = 0.9": "occupied = 1.9",
    'timezone = "Europe/Paris"': 'timezone = "Paris"',
}


@pytest.mark.parametrize("right", MISTAKES)
def test_a_mistake_in_a_scenario_names_the_key(tmp_path: Path, right: str) -> None:
    text = default_scenario().read_text(encoding="utf-8")
    changed = text.replace(right, WRONG[right]) if right in text else WRONG[right] + text
    path = tmp_path / "scenario.toml"
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(BadInput) as bad:
        read_scenario(path)
    assert MISTAKES[right] in {problem.column for problem in bad.value.problems}


def test_the_calibration_is_what_was_published() -> None:
    """The ratio of sums over all facilities of content/published, to two digits."""
    rates = read(content_folder() / "published" / "us-cms-ipfqr-2022.csv").table
    whole = roll_up(rates, "country").to_pylist()
    published = {
        row["indicator"]: row["numerator"] / row["denominator"] * row["multiplier"] for row in whole
    }
    goal = read_scenario()["calibration"]
    assert round(published["us-hbips-3"], 2) == goal["seclusion_hours_per_1000"]
    assert round(published["us-hbips-2"], 2) == goal["restraint_hours_per_1000"]
