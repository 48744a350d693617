"""Messages as hospitals send them, in three versions, with what they mean written by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from openward.census.hl7_adt import Adt, read_adt_files
from openward.census.movements import Doubt, Here, Kind, Movement
from openward.census.replay import in_order, replay
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "golden" / "data" / "adt"


def read(name: str, zone: str) -> Adt:
    return read_adt_files([FOLDER / name], ZoneInfo(zone))


def said(movement: Movement) -> tuple[str, str, str | None, str]:
    return (
        movement.kind, movement.local_number, movement.ward_code, f"{movement.at:%m-%d %H:%M:%S}",
    )  # fmt: skip


def test_version_2_3_1() -> None:
    found = read("v231.hl7", "Europe/Berlin")
    assert [said(movement) for movement in found.movements] == [
        ("admit", "100017", "P3", "03-02 12:55:00"),
        ("transfer", "100017", "P4", "03-03 09:05:00"),
        ("discharge", "100017", "P4", "03-12 07:45:00"),
    ]
    assert {movement.name for movement in found.movements} == {"TEST EINS PRÜFUNG"}
    assert [movement.row for movement in found.movements] == [1, 5, 13]
    assert found.movements[1].from_ward_code == "P3"
    assert found.not_used == {"A08": 1}


def test_version_2_4_over_the_night_when_the_clocks_change() -> None:
    away, back = read("v24.hl7", "Europe/Paris").movements
    assert said(away) == ("leave", "0009912", "USIP-2", "10-24 15:30:00")
    assert said(back) == ("return", "0009912", "USIP-2", "10-25 01:30:00")
    assert (away.name, away.birth_year, away.sex) == (
        "PERSONNE DEUX TEST&ESSAI", 1994, "not_recorded",
    )  # fmt: skip
    assert (away.facility_code, away.message_id) == ("CHS", "SIH/CHS/SIH-77120/20261024T153000Z")


def test_version_2_5_in_a_batch() -> None:
    found = read("v25.hl7", "Europe/Dublin")
    assert [said(movement) for movement in found.movements] == [
        ("admit", "N-0077", "ASH", "06-30 21:05:00"),
        ("discharge", "N-0077", "ASH", "07-01 00:00:00"),
        ("cancel", "N-0077", "ASH", "07-01 00:05:00"),
        ("discharge", "N-0041", "OAK", "07-01 03:15:00"),
    ]
    assert found.not_used == {"A03 (PV1-2 O)": 1, "A04": 1}
    assert [(question.doubt, question.local_number) for question in found.questions] == [
        (Doubt.DIED, "N-0041")
    ]


def test_the_night_of_version_2_5_as_the_census_sees_it() -> None:
    here = [Here("N-0041", "OAK", False, datetime(2026, 6, 10, 8, 0, tzinfo=UTC))]
    found = replay(in_order(read("v25.hl7", "Europe/Dublin").movements), here, ("ASH", "OAK"))
    assert [said(thing)[:2] for thing in found if isinstance(thing, Movement)] == [
        (Kind.ADMIT, "N-0077"), (Kind.DISCHARGE, "N-0041"),
    ]  # fmt: skip
    assert len(found) == 2
