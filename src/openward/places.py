"""Names of countries and regions, from `content/places`."""

from __future__ import annotations

from functools import cache

from openward.content import content_folder, read_toml


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = read_toml(content_folder() / "places" / "names.toml")["names"]
    return names


def place_name(code: str) -> str:
    """The name of a country or region; its code where the name is not known to us."""
    return _names().get(code, code)
