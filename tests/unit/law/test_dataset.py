"""From the tables of a dataset to the duties of each measure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from openward.law.dataset import check_dataset, contexts
from openward.law.loading import read_laws
from openward.register.happened import Measure
from openward.register.places import Facility, Regime, Ward
from openward.register.rows import table_of

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def seclusion(name: str, start: datetime, hours: float) -> Measure:
    return Measure(
        measure_id=name, person_id="p", ward_id="w", kind="seclusion", started_at=start,
        ended_at=start + timedelta(hours=hours), end_state="ended",
    )  # fmt: skip


def tables(*measures: Measure) -> dict[str, pa.Table]:
    day = START.date().replace(year=2025)
    rows: dict[str, list[Any]] = {
        "facilities": [Facility(facility_id="f", name="F", country="FR", timezone="Europe/Paris",
                                kind="psychiatric_hospital")],
        "wards": [Ward(ward_id="w", facility_id="f", name="W")],
        "regimes": [Regime(facility_id="f", jurisdiction="fr", valid_from=day)],
        "measures": list(measures),
    }  # fmt: skip
    return {name: table_of(name, found) for name, found in rows.items()}


def test_measures_of_the_same_person_add_up() -> None:
    first = seclusion("first", START, 40)
    second = seclusion("second", START + timedelta(hours=50), 20)
    found = list(check_dataset(tables(first, second), read_laws(), START + timedelta(days=9)))
    totals = {row.measure_id: row for row in found if row.rule_id == "fr-isolement-total"}
    assert totals["first"].status == "met"
    assert totals["second"].due_at == second.started_at + timedelta(hours=8)
    assert totals["second"].status != "met"


def test_measures_of_somebody_else_do_not() -> None:
    first = seclusion("first", START, 40)
    found = {m.measure_id: c for m, c in contexts(tables(first))}
    assert [m.measure_id for m in found["first"].measures] == ["first"]
