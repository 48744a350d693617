"""A specification becomes an SVG that a page can hold, or a PNG.

The only place that speaks to assistive technology: the picture is one image with a title and a
description; its marks and axes are hidden, since a table with the same numbers stands beside it.
Nothing is fetched, no script runs, and the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import vl_convert

from openward.charts.axes import Spec

VEGA_LITE = "6.4"
SVG = "{http://www.w3.org/2000/svg}"
#: About 200 kB each at 1,500 dots.
MOST_KEPT = 128
SPOKEN = ("role", "class")
COORDINATES = ("d", "transform")
NUMBER_WITH_FRACTION = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")

_kept: OrderedDict[str, str] = OrderedDict()
_lock = Lock()


def svg(spec: Spec, title: str, description: str) -> str:
    """The chart as an SVG element for a page or a file.

    title and description are what a screen reader says of the picture: what it shows, and what
    can be seen in it. The ids in it come from the content; the same chart twice on one page
    repeats them.
    """
    return _once(_digest(spec, title, description), lambda key: _svg(spec, title, description, key))


def png(spec: Spec, scale: float = 2) -> bytes:
    """The chart as a PNG, `scale` pixels for each pixel of the layout. Not kept."""
    image: bytes = vl_convert.vegalite_to_png(spec, VEGA_LITE, scale=scale, allowed_base_urls=[])
    return image


def warm() -> None:
    """Start the renderer: its first picture takes about 0.6 s, later ones a few hundredths."""
    vl_convert.vegalite_to_svg(
        {"data": {"values": [{}]}, "mark": "point"}, VEGA_LITE, allowed_base_urls=[]
    )


def _digest(spec: Spec, title: str, description: str) -> str:
    content = json.dumps([spec, title, description], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _once(key: str, make: Callable[[str], str]) -> str:
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    # Outside the lock: two threads may draw the same picture, but none waits for another's.
    made = make(key)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _svg(spec: Spec, title: str, description: str, key: str) -> str:
    drawn = vl_convert.vegalite_to_svg(spec, VEGA_LITE, allowed_base_urls=[])
    root = ET.fromstring(drawn)  # noqa: S314 - the renderer's own output, no outside document
    _silence(root)
    for child in root:
        child.set("aria-hidden", "true")
    root.set("role", "img")
    root.set("aria-labelledby", f"chart-{key[:12]}-title chart-{key[:12]}-description")
    _say(root, "title", title, f"chart-{key[:12]}-title", 0)
    _say(root, "desc", description, f"chart-{key[:12]}-description", 1)
    ET.register_namespace("", SVG.strip("{}"))
    return ET.tostring(root, encoding="unicode")


def _say(root: ET.Element, tag: str, text: str, id_: str, position: int) -> None:
    element = ET.Element(f"{SVG}{tag}", {"id": id_})
    element.text = text
    root.insert(position, element)


def _silence(element: ET.Element) -> None:
    """Take off the renderer's own roles, its invisible shapes, and needless decimals."""
    for name in [n for n in element.attrib if n in SPOKEN or n.startswith("aria-")]:
        del element.attrib[name]
    for name in COORDINATES:
        if name in element.attrib:
            element.set(name, NUMBER_WITH_FRACTION.sub(_two_decimals, element.attrib[name]))
    for child in list(element):
        if child.get("display") == "none" or child.get("d") == "M0,0h0v0h0Z":
            element.remove(child)
        else:
            _silence(child)


def _two_decimals(match: re.Match[str]) -> str:
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
