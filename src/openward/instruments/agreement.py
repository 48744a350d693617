"""How far several assessors rated alike before they agreed, and where they did not.

Fleiss' kappa (statsmodels) on the items that every assessor rated. It takes levels as names: a
distance between them is nowhere defined. It tells the committee where to talk, nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Agreement:
    """raters: how many. items: rated by each of them. alike: of these, with one level.

    kappa: 1 is full agreement, 0 what chance gives; None with fewer than 2 raters or items, or
    where all ratings are one level (it is then not defined). differing: items on which any two
    raters differ, also those that not everybody rated; by item, level by rater.
    """

    raters: int
    items: int
    alike: int
    kappa: float | None
    differing: dict[str, dict[str, str]]


def agreement(ratings: Mapping[str, Mapping[str, str]]) -> Agreement:
    """How alike these are. ratings: by rater the level by item; the committee is no rater."""
    items = sorted({item for levels in ratings.values() for item in levels})
    by_item = {item: {rater: levels[item] for rater, levels in ratings.items() if item in levels}
               for item in items}  # fmt: skip
    whole = [found for found in by_item.values() if len(found) == len(ratings)]
    return Agreement(
        raters=len(ratings), items=len(whole), alike=sum(len(set(f.values())) == 1 for f in whole),
        kappa=_kappa([list(found.values()) for found in whole], len(ratings)),
        differing={item: found for item, found in by_item.items() if len(set(found.values())) > 1},
    )  # fmt: skip


def _kappa(rows: list[list[str]], raters: int) -> float | None:
    used = {level for row in rows for level in row}
    if raters < 2 or len(rows) < 2 or len(used) < 2:
        return None
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    codes = {level: index for index, level in enumerate(sorted(used))}
    counts, _ = aggregate_raters(np.array([[codes[level] for level in row] for row in rows]))
    return float(fleiss_kappa(counts))
