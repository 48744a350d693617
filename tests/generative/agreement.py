"""One question about generated registers, put to an engine and to the referee."""

from __future__ import annotations

from random import Random
from typing import Any

from openward.indicators.referee import RULES
from tests.generative.place import Tables
from tests.generative.registers import WINDOWS, register
from tests.spec.engines import run
from tests.spec.rows import differences

BY = (
    ("ward", "month"), ("facility", "month"), ("ward", "quarter"), ("region", "year"),
    ("country", "quarter"), ("all", "month"),
)  # fmt: skip
STRATA: tuple[tuple[str, ...], ...] = ((), (), ("sex",), ("age",), ("age", "sex"))
#: What has to agree. Names are the publisher's affair.
COMPARED = (
    "indicator", "area_type", "area_id", "period_start", "period_end", "stratum", "numerator",
    "denominator", "multiplier", "status", "numerator_unit", "country", "region", "areas_reported",
    "areas_suppressed", "areas_not_reported", "hours_not_known",
)  # fmt: skip


def question(random: Random, facilities: int) -> tuple[Tables, dict[str, Any]]:
    """A register, and what is asked about it."""
    window = random.choice(WINDOWS)
    asked = {"by": random.choice(BY), "strata": random.choice(STRATA), "first": window[0],
             "last": window[1]}  # fmt: skip
    return register(random, facilities, window), asked


def in_short(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is compared, in the order of the rate table."""
    order = {code: number for number, code in enumerate(RULES)}
    short = [{name: row[name] for name in COMPARED} for row in rows]
    return sorted(short, key=lambda r: (order[r["indicator"]], *(str(r[n]) for n in COMPARED[1:6])))


def disagreements(engine: str, tables: Tables, asked: dict[str, Any]) -> list[str]:
    """One line for each cell in which the engine and the referee differ, to 1e-9."""
    expected = run("reference", tables, list(RULES), **asked)
    return compared(run(engine, tables, list(RULES), **asked), expected)


def compared(answer: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[str]:
    """The same of two answers that are there already."""
    found, expected = in_short(answer), in_short(wanted)
    if len(found) == len(expected):
        return differences(found, expected)
    keys = [
        {tuple(row[name] for name in COMPARED[:6]) for row in rows} for rows in (found, expected)
    ]
    return [f"too many: {sorted(keys[0] - keys[1])[:5]}, missing: {sorted(keys[1] - keys[0])[:5]}"]
