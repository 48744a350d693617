from __future__ import annotations

from openward.indicators.catalogue import catalogue, unknown


def test_the_indicators_of_both_countries_are_known_in_the_order_of_their_codes() -> None:
    codes = list(catalogue())
    assert codes == sorted(codes)
    assert {"us-hbips-2", "us-hbips-3", "gb-mhs-76"} <= set(codes)


def test_hours_are_told_from_persons() -> None:
    assert catalogue()["us-hbips-2"].numerator_unit == "hours"
    assert catalogue()["us-hbips-2"].multiplier == 1000
    assert catalogue()["gb-mhs-76"].numerator_unit == "persons"


def test_people_in_two_places_cannot_be_added() -> None:
    assert not catalogue()["gb-mhs-76"].additive
    assert catalogue()["us-hbips-3"].additive


def test_each_unknown_indicator_gets_one_note() -> None:
    notes = unknown(["zz-2", "us-hbips-2", "zz-1", "zz-2"])
    assert [note.split()[2] for note in notes] == ["zz-1", "zz-2"]
    assert unknown(["us-hbips-2"]) == []
