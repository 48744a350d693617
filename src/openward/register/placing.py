"""What a dataset holds: rows per table, and measures that cannot be placed but are counted."""

from __future__ import annotations

import numpy as np

from openward.register.dataset import Dataset, Mask


def row_counts(dataset: Dataset) -> dict[str, int]:
    """How many rows each table has that is there."""
    return {name: dataset.count(name) for name in dataset.tables}


def not_placed(dataset: Dataset) -> dict[str, np.ndarray]:
    """The measures (indices) that lack something; they stay in every count.

    `stay`: outside any stay. `end`: it was not recorded. `reason`: no incident, or one that does
    not tell whom the danger was to. `any`: at least one of the three, each measure once.
    """
    missing = {
        "stay": ~dataset.filled("measures", "stay_id"),
        "end": dataset.has_code("measures", "end_state", "not_recorded"),
        "reason": ~_has_a_reason(dataset),
    }
    either = missing["stay"] | missing["end"] | missing["reason"]
    return {name: np.flatnonzero(mask) for name, mask in {**missing, "any": either}.items()}


def _has_a_reason(dataset: Dataset) -> Mask:
    told = dataset.filled("incidents", "danger_to") & ~dataset.has_code(
        "incidents", "danger_to", "not_recorded"
    )
    found: Mask = np.append(told, False)[dataset.rows_of("measures", "incident_id")]
    return found
