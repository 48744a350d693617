from __future__ import annotations

import re

from openward.places import _names, place_name


def test_known_places_have_their_names() -> None:
    assert place_name("US-WA") == "Washington"
    assert place_name("GB-ENG") == "England"
    assert place_name("all") == "All areas"


def test_an_unknown_place_is_called_by_its_code() -> None:
    assert place_name("ZZ-9") == "ZZ-9"


def test_codes_are_those_of_iso_3166() -> None:
    codes = set(_names()) - {"all"}
    assert all(re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code) for code in codes)


def test_all_states_that_report_are_named() -> None:
    states = [code for code in _names() if code.startswith("US-")]
    assert len(states) == 50 + 2 + 4  # the states, DC and Puerto Rico, four territories
