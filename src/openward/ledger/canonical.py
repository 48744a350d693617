"""One way to write JSON, so that the same content always has the same bytes.

Source: RFC 8785, for values without floats: keys in order of their UTF-16 code units, no white
space, the fewest escapes, UTF-8.
"""

from __future__ import annotations

import json

Json = dict[str, "Json"] | list["Json"] | str | int | bool | None


def canonical(value: Json) -> bytes:
    """The bytes of a value.

    Raises
    ------
    TypeError
        A float, or something that JSON does not know: write it as text.
    """
    _refuse(value)
    return json.dumps(
        _sorted(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode("utf-8")


def _refuse(value: object) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key that is no text: {key!r}")
            _refuse(part)
    elif isinstance(value, list):
        for part in value:
            _refuse(part)
    elif not (value is None or isinstance(value, str | int)):
        raise TypeError(f"{type(value).__name__} has no canonical form here: write it as text")


def _sorted(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list):
        return [_sorted(part) for part in value]
    return value


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")
