"""Addresses with parameters."""

from __future__ import annotations

from urllib.parse import urlencode


def with_query(place: str, **query: str) -> str:
    """The address with the parameters that are not empty."""
    filled = {name: value for name, value in query.items() if value}
    return f"{place}?{urlencode(filled, safe='/')}" if filled else place
