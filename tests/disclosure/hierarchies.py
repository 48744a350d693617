"""Random services whose every figure is a sum of the same small pieces.

A piece is what happened on one ward, in one month, to one group of people, of one kind. The pieces
of each row are kept beside the table, so that the attacker needs no code of the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
import pyarrow as pa

from openward.rates.schema import table_from_rows
from tests.rate_tables import rate_row

Piece = tuple[str, int, str, str, str]


@dataclass(frozen=True)
class Hierarchy:
    """A rate table, the ward's parents, and rows × pieces: 1 where the piece is in the row."""

    table: pa.Table
    parents: dict[str, tuple[str, str]]
    members: np.ndarray


CHANGED, OTHER_ROWS = 1, 2


def hierarchy(seed: int, release: int = 0) -> Hierarchy:
    """One random service.

    release: `CHANGED` is the same service with measures that were written later; `OTHER_ROWS` has
    the same numbers and other rows of them.
    """
    rng = np.random.default_rng(seed)
    wards = {
        f"R{r}F{f}W{w}": (f"R{r}F{f}", f"XX-{r}")
        for r in range(rng.integers(1, 3))
        for f in range(rng.integers(1, 3))
        for w in range(rng.integers(1, 4))
    }
    months = range(rng.integers(1, 4))
    # At most two of the three names at once, so that a thousand services can be attacked.
    left_out = rng.integers(3)
    sexes, ages, kinds = (
        ("-",) if at == left_out or not rng.integers(2) else values
        for at, values in enumerate([("F", "M"), ("18-64", "65-"), ("seclusion", "restraint")])
    )
    pieces = list(product(wards, months, sexes, ages, kinds))
    level = rng.choice([0.5, 2, 6, 20]) * rng.gamma(0.7, 1.5, size=len(pieces))
    counts = rng.poisson(level)
    days = rng.integers(1, 60, size=len(pieces))
    crossed = bool(rng.integers(2))
    later = np.random.default_rng([seed, release])
    if release == CHANGED:
        counts += later.poisson(0.3, size=len(pieces)) * (later.random(len(pieces)) < 0.2)
    rows, sets = _rows(pieces, wards, len(months), crossed=crossed, counts=counts, days=days)
    kept = sorted(later.permutation(len(rows))[: int(len(rows) * (0.8 + 0.2 * later.random())) + 1])
    table = table_from_rows([rows[i] for i in kept])
    parents: dict[str, tuple[str, str]] = {w: ("facility", f) for w, (f, _) in wards.items()}
    return Hierarchy(table, parents, np.array([sets[i] for i in kept]))


def _rows(
    pieces: list[Piece], wards: dict[str, tuple[str, str]], months: int, *, crossed: bool,
    counts: np.ndarray, days: np.ndarray,
) -> tuple[list[dict[str, object]], list[np.ndarray]]:  # fmt: skip
    names = np.array([[w, *wards[w], "XX"] for w, *_ in pieces])
    when = np.array([month for _, month, *_ in pieces])
    found: dict[tuple[object, ...], np.ndarray] = {}
    for (level, area_type), month, stratum in product(
        enumerate(("ward", "facility", "region", "country")), [*range(months), None],
        _strata(pieces, crossed),
    ):  # fmt: skip
        in_time = np.ones(len(pieces), bool) if month is None else when == month
        in_group = np.array([all(_has(p, *part) for part in stratum) for p in pieces])
        for area in sorted(set(names[:, level])):
            chosen = in_time & in_group & (names[:, level] == area)
            first, last = (0, months) if month is None else (month, month + 1)
            text = ";".join(f"{name}={value}" for name, value in sorted(stratum))
            region = names[names[:, level] == area][0][2] if level < 3 else None
            found[area_type, area, first, last, text, region] = chosen
    return [
        _row(key, float(counts[chosen].sum()), float(days[chosen].sum()))
        for key, chosen in found.items()
    ], [chosen.astype(float) for chosen in found.values()]


def _strata(pieces: list[Piece], crossed: bool) -> list[tuple[tuple[str, str], ...]]:
    """Everyone, each value of each name, and the crossed ones where they are published."""
    values = {
        name: sorted({p[at] for p in pieces} - {"-"})
        for name, at in (("sex", 2), ("age", 3), ("kind", 4))
    }
    choices = [[None, *((name, value) for value in found)] for name, found in values.items()]
    groups = [tuple(part for part in group if part) for group in product(*choices)]
    return [group for group in groups if crossed or len(group) <= 1]


def _has(piece: Piece, name: str, value: str) -> bool:
    return piece[{"sex": 2, "age": 3, "kind": 4}[name]] == value


def _row(key: tuple[object, ...], count: float, days: float) -> dict[str, object]:
    area_type, area, first, last, stratum, region = key
    return rate_row(
        indicator="xx-count", area_type=area_type, area_id=area, area_name=area, stratum=stratum,
        period_start=date(2022, 1 + int(first), 1), period_end=date(2022, 1 + int(last), 1),
        region=region, numerator=count, denominator=days, numerator_unit="count",
    )  # fmt: skip
