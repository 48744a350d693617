from __future__ import annotations

import pytest

from openward.charts.distribution import distribution_notes, needs_root_scale
from openward.charts.distribution_spec import distribution_spec
from openward.charts.frame import NARROW, WIDE, Layout
from openward.charts.render import svg
from tests.unit.charts.made_up import a_distribution, crowd, rows_of, words_of

SKEWED = [0.0] * 40 + [0.1] * 55 + [50.0] * 5


def test_only_areas_with_a_number_and_a_size_are_dots() -> None:
    drawn = [
        row["id"] for rows in rows_of(distribution_spec(a_distribution()), "circle") for row in rows
    ]
    assert sorted(drawn) == ["01", "02"]


def test_the_notes_count_every_area_that_is_not_in_the_picture() -> None:
    notes = distribution_notes(a_distribution())
    assert notes[1:3] == [
        "In the picture: 2; of them at zero: 1.",
        "Not in the picture: suppressed (fewer than 5, hidden): 1; not reported: 1; "
        "not applicable: 1; no denominator: 1.",
    ]


def test_the_notes_say_when_nothing_is_left_out() -> None:
    assert "Nothing is left out of the picture." in distribution_notes(crowd([0.0, 1.0]))


@pytest.mark.parametrize("values", [SKEWED, [0.2, 0.3, 0.0], [0.0, 0.0], []])
def test_the_value_axis_starts_at_zero(values: list[float]) -> None:
    spec = distribution_spec(crowd(values))
    scales = [layer["encoding"]["y"].get("scale") for layer in spec["layer"]]
    (scale,) = [scale for scale in scales if scale]
    assert scale["domain"][0] == 0 < scale["domain"][1]


def test_skewed_values_get_a_root_scale_and_the_notes_say_so() -> None:
    assert needs_root_scale(SKEWED)
    assert any("Cube-root scale" in note for note in distribution_notes(crowd(SKEWED)))
    assert not any("Cube-root scale" in note for note in distribution_notes(crowd([1.0, 2.0])))


def test_the_picture_names_the_goal_the_reference_and_the_highlighted_area() -> None:
    written = words_of(svg(distribution_spec(a_distribution()), "title", "description"))
    for words in ("Goal: zero", "All services: 0.25", "Elm", "Source: made up"):
        assert words in written


def test_there_are_no_lines_but_the_goal_the_reference_and_its_sample() -> None:
    layers = distribution_spec(crowd(SKEWED))["layer"]
    rules = [layer["encoding"]["y"] for layer in layers if layer["mark"]["type"] == "rule"]
    assert [y.get("datum") for y in rules] == [0, 0.25, None]
    assert {layer["mark"]["type"] for layer in layers} == {"rule", "circle", "text"}


def test_a_crowd_is_small_and_translucent_and_a_few_are_not() -> None:
    def first_dots(values: list[float]) -> dict[str, float]:
        layers = distribution_spec(crowd(values))["layer"]
        return next(layer["mark"] for layer in layers if layer["mark"]["type"] == "circle")

    many, few = first_dots([0.5] * 1400), first_dots([0.5] * 5)
    assert many["size"] < few["size"] and many["opacity"] < few["opacity"]


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_a_long_name_is_shortened_inside_the_picture(layout: Layout) -> None:
    named = a_distribution(area_name=["ELM HOUSE OF THE LONG AND WINDING ROAD " * 3, *"abcde"])
    drawn = words_of(svg(distribution_spec(named, layout=layout), "title", "description"))
    assert "ELM" in drawn and "…" in drawn and named.area_name[0] not in drawn


@pytest.mark.parametrize(
    "wrong",
    [
        {"area_id": ["01"]},
        {"value": [-1.0, 0, 0, 0, 0, 0]},
        {"size": [float("nan")] * 6},
        {"reference": float("inf")},
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"differ in length|negative or not finite"):
        a_distribution(**wrong)
