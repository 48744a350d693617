"""A region of institutions that do not exist, rated with shares that are known.

How many institutions stand at each level of each standard is planted exactly, by a scenario; which
ones they are is drawn. The truth counts what was planted, cell by cell, and is no roll-up.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from openward.content import content_folder, read_toml
from openward.instruments.assessment import FULL
from openward.instruments.ratings import COMMITTEE, SCHEMA, table_of

LEVELS = ("full", "partial", "initiated", "not_initiated")
SOURCE = "synthetic"


def region_scenario() -> Path:
    """The scenario that comes with the program."""
    return content_folder() / "scenarios" / "qualityrights-region.toml"


def simulate_region(scenario: Path, seed: int) -> tuple[pa.Table, dict[str, Any]]:
    """(a table of ratings, the truth): the same seed gives the same rows."""
    planted = read_toml(scenario)
    countries = [f"X{chr(ord('A') + n)}" for n in range(len(planted["institutions"]))]
    country_of = [c for c, n in zip(countries, planted["institutions"], strict=True)
                  for _ in range(n)]  # fmt: skip
    random = np.random.default_rng(seed)
    levels = {
        item: random.permutation([level for level, n in zip(LEVELS, counts, strict=True)
                                  for _ in range(n)]).tolist()
        for item, counts in planted["standards"].items()
    }  # fmt: skip
    kinds = random.choice(planted["kinds"], len(country_of)).tolist()
    rows = [
        (f"visit-{n:03d}", planted["visited_on"], f"institution-{n:03d}", kinds[n], country, "",
         planted["who_region"], planted["instrument"], item, levels[item][n], COMMITTEE, SOURCE)
        for n, country in enumerate(country_of) for item in planted["standards"]
    ]  # fmt: skip
    columns = dict(zip(SCHEMA.names, map(list, zip(*rows, strict=True)), strict=True))
    return table_of(columns), _truth(planted, country_of, levels)


def _truth(
    planted: dict[str, Any], country_of: list[str], levels: dict[str, list[str]]
) -> dict[str, Any]:
    """What was planted: by standard from the scenario, by country one rating at a time."""
    by_country: dict[str, Counter[str]] = {}
    for drawn in levels.values():
        for country, level in zip(country_of, drawn, strict=True):
            by_country.setdefault(country, Counter())[level] += 1
    full_everywhere = sum(
        all(drawn[n] == FULL for drawn in levels.values()) for n in range(len(country_of))
    )
    return {
        "synthetic": True, "about": planted["about"], "institutions": len(country_of),
        "countries": len(set(country_of)), "ratings": sum(map(len, levels.values())),
        "ratings_full": sum(counts[0] for counts in planted["standards"].values()),
        "institutions_with_every_item_met": full_everywhere,
        "by_standard": {item: dict(zip(LEVELS, counts, strict=True))
                        for item, counts in planted["standards"].items()},
        "by_country": {country: {level: counts[level] for level in LEVELS}
                       for country, counts in sorted(by_country.items())},
    }  # fmt: skip
