"""The order in which somebody reads their record."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from openward.exchange.own_record.chapters import chapters
from openward.exchange.own_record.record import Record, Row
from tests.unit.exchange.own_record.rows import ME, NOON, entry, voice


def test_what_belongs_to_an_incident_stands_under_it_in_time() -> None:
    incident = Row("incidents", "incident_id", {"incident_id": UUID(int=30), "started_at": NOON})
    measure = Row("measures", "measure_id", {
        "measure_id": UUID(int=31), "incident_id": UUID(int=30),
        "started_at": NOON - timedelta(minutes=1), "kind": "seclusion"})  # fmt: skip
    look = Row("observations", "observation_id", {
        "observation_id": UUID(int=32), "measure_id": UUID(int=31),
        "started_at": NOON})  # fmt: skip
    found = chapters(Record((ME, look, voice("person"), measure, incident)))["happened"]
    tables = [(placed.row.table, placed.depth) for placed in found]
    assert tables == [("incidents", 0), ("measures", 1), ("observations", 2), ("voices", 1)]


def test_a_look_and_an_entry_stand_in_chapters_of_their_own() -> None:
    look = Row("ledger_entries", "position", {**entry(2).cells, "tree": "reads"})
    found = chapters(Record((entry(1), look)))
    assert [placed.row.key for placed in found["written"]] == ["1"]
    assert [placed.row.key for placed in found["looked"]] == ["2"]
