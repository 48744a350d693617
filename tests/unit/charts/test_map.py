"""The map: every country alike, drawn where it lies."""

from __future__ import annotations

import pytest

from openward.charts import render
from openward.charts.boundaries import boundaries, middles
from openward.charts.frame import NARROW, WIDE, Layout
from openward.charts.map import map_spec
from openward.countries.loading import countries

CODES = {one.name: one.iso for one in countries().values()}
pytestmark = pytest.mark.skipif(
    boundaries() is None, reason="the boundaries are not installed: `make run` installs them"
)


def test_every_country_of_ours_has_a_middle_where_it_lies() -> None:
    assert set(CODES) <= set(middles())
    east, north = middles()["Lithuania"]
    assert (round(east), round(north)) == (24, 55)


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_all_have_one_colour_and_their_letters(layout: Layout) -> None:
    spec = map_spec(CODES, layout)
    assert spec is not None
    drawn = render.svg(spec, "Countries", "A map")
    assert all(f">{code}<" in drawn for code in CODES.values())
    # One colour for all of them, and one for the rest.
    shapes = spec["layer"][0]["encoding"]["color"]
    assert set(shapes) == {"condition", "value"}
    assert len(drawn) < 200_000


def test_where_nothing_is_known_there_is_no_map() -> None:
    assert map_spec({"Nowhere": "XX"}, WIDE) is None
