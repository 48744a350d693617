from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

import altair
import pytest
from jsonschema import ValidationError

from openward.charts import render
from openward.charts.control_spec import control_spec
from openward.charts.distribution_spec import distribution_spec
from openward.charts.frame import NARROW, WIDE, Layout
from openward.charts.funnel_spec import funnel_spec
from openward.charts.lettering import text_width
from openward.charts.series_spec import series_spec
from tests.unit.charts.made_up import a_distribution, a_line, a_series, crowd, unbroken_line
from tests.unit.charts.made_up_control import a_control, a_funnel

SKEWED = [0.0] * 90 + [0.1] * 50 + [40.0]
BROKEN = unbroken_line(definition=["first"] * 3 + ["second"] * 5, low=[0.0] * 8, high=[9.0] * 8)
LONG_NAMES = a_series(
    a_line("Seclusion in the ward of the long name"), a_line("Restraint"),
    caption="A caption of several sentences. " * 4,
    title="THE HOSPITAL WITH A NAME IN CAPITALS " * 2,
    source="A publisher with a name that does not fit into one line, and the name of its data set",
)  # fmt: skip
EVERY_RULE = (
    "beyond_limits", "anhoej_run", "anhoej_crossings", "mdc_shift", "mdc_trend", "nelson_6",
    "western_electric_3",
)  # fmt: skip
SPECS = {
    "few": lambda layout: distribution_spec(a_distribution(), layout=layout),
    "crowd": lambda layout: distribution_spec(
        crowd([0.0] * 90 + [0.1] * 50 + [40.0]), layout=layout
    ),
    "line": lambda layout: series_spec(a_series(), layout=layout),
    "broken": lambda layout: series_spec(a_series(BROKEN), layout=layout),
    "two": lambda layout: series_spec(LONG_NAMES, layout=layout),
    "bare": lambda layout: series_spec(a_series(), layout=layout, headed=False),
    "control": lambda layout: control_spec(a_control(), layout=layout),
    "gaps": lambda layout: control_spec(a_control(kind="t"), layout=layout),
    "every rule": lambda layout: control_spec(
        a_control(signals=[EVERY_RULE] * 8, definition=["a"] * 4 + ["b"] * 4), layout=layout
    ),
    "funnel": lambda layout: funnel_spec(a_funnel(), layout=layout),
}
every_picture = pytest.mark.parametrize("name", SPECS)
SVG = "{http://www.w3.org/2000/svg}"


def placed_texts(element: ET.Element, x: float) -> list[tuple[float, float, str]]:
    """The left and right end in pixels of all words below the element."""
    move = re.match(r"translate\(([-\d.]+)", element.get("transform", ""))
    x += float(move[1]) if move else 0.0
    if element.tag != f"{SVG}text":
        return [text for child in element for text in placed_texts(child, x)]
    size, bold = float(element.attrib["font-size"][:-2]), element.get("font-weight") == "bold"
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
    lines = [(line, text_width(line, size, bold=bold)) for line in element.itertext()]
    return [(x - shift * width, x + (1 - shift) * width, line) for line, width in lines]


@every_picture
@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_every_specification_is_valid_vega_lite(name: str, layout: Layout) -> None:
    spec = SPECS[name](layout)
    altair.LayerChart.from_dict(spec, validate=True)


def test_the_check_against_the_schema_can_fail() -> None:
    broken = SPECS["few"](WIDE) | {"layer": [{"mark": {"type": "no such mark"}}]}
    with pytest.raises(ValidationError):
        altair.LayerChart.from_dict(broken, validate=True)


@every_picture
@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_a_picture_is_as_wide_as_its_layout(name: str, layout: Layout) -> None:
    root = ET.fromstring(render.svg(SPECS[name](layout), "t", "d"))  # noqa: S314
    assert float(root.attrib["width"]) == layout.width
    assert layout.width in (720, 328)


@every_picture
@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_all_words_stay_inside_the_picture(name: str, layout: Layout) -> None:
    texts = placed_texts(ET.fromstring(render.svg(SPECS[name](layout), "t", "d")), 0.0)  # noqa: S314
    assert len(texts) > 5
    for left, right, words in texts:
        assert left >= -1 and right <= layout.width + 1, words


@every_picture
def test_a_picture_is_one_image_with_title_and_description(name: str) -> None:
    root = ET.fromstring(render.svg(SPECS[name](WIDE), "What it is", "What is seen"))  # noqa: S314
    title, description, *drawn = root
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"
    assert (title.tag, title.text) == (f"{SVG}title", "What it is")
    assert (description.tag, description.text) == (f"{SVG}desc", "What is seen")
    assert drawn and all(child.attrib["aria-hidden"] == "true" for child in drawn)


@every_picture
def test_nothing_inside_a_picture_speaks_fetches_runs_or_carries_style(name: str) -> None:
    drawn = render.svg(SPECS[name](WIDE), "t", "d")
    assert len(re.findall(r"\b(?:role|aria-label|aria-roledescription)=", drawn)) == 1
    for forbidden in ("<script", "url(", "href", "<image", "style=", "<style", "class="):
        assert forbidden not in drawn


def test_words_are_escaped() -> None:
    hostile = '</title><script>alert("1")</script>&'
    spec = series_spec(a_series(a_line(hostile), title=hostile, source=hostile))
    drawn = render.svg(spec, hostile, hostile)
    assert "<script" not in drawn
    assert hostile in [element.text for element in ET.fromstring(drawn).iter()]  # noqa: S314


@every_picture
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    first = render.svg(SPECS[name](WIDE), "t", "d")
    render._kept.clear()
    assert render.svg(SPECS[name](WIDE), "t", "d") == first
    assert render.png(SPECS[name](WIDE)) == render.png(SPECS[name](WIDE))


def test_other_words_or_content_give_other_ids() -> None:
    spec = SPECS["few"](WIDE)
    ids = {re.findall(r'id="([^"]+)"', render.svg(spec, "t", d))[0] for d in ("one", "two")}
    assert len(ids) == 2


def test_a_picture_is_drawn_once_and_the_store_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(render, "_svg", lambda spec, title, text, key: drawn.append(title) or title)
    monkeypatch.setattr(render, "MOST_KEPT", 2)
    render._kept.clear()
    for title in ("a", "a", "b", "a", "c", "a", "b"):
        assert render.svg({}, title, "") == title
    assert drawn == ["a", "b", "c", "b"]
    assert len(render._kept) == 2
    render._kept.clear()


def test_threads_get_the_same_picture() -> None:
    render._kept.clear()
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda _: render.svg(SPECS["line"](WIDE), "t", "d"), range(8)))
    assert len(set(drawn)) == 1


def test_a_png_has_two_pixels_for_each_of_the_layout() -> None:
    width, _ = struct.unpack(">II", render.png(SPECS["few"](NARROW))[16:24])
    assert width == 2 * 328


def test_warming_up_draws_nothing_that_is_kept() -> None:
    before = len(render._kept)
    render.warm()
    assert len(render._kept) == before
