"""One way to write a value as JSON, so that everybody hashes the same bytes (RFC 8785).

Narrower than the RFC: no fractions, since languages print them differently, and no whole number
that a double cannot hold (RFC 7493, section 2.2). Such a number goes into the ledger as text.
"""

from __future__ import annotations

import json
from typing import Any, TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

LARGEST_NUMBER = 2**53 - 1
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def canonical(value: Json) -> bytes:
    """The value as UTF-8 JSON without spaces, keys in the order of their UTF-16 code units.

    Raises
    ------
    ValueError
        A fraction, a number beyond ±(2⁵³ − 1), a key or value that is no JSON, half a surrogate
        pair, or lists in lists without end. The sentence says where.
    """
    try:
        return _encoded(_in_order(value)).encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise ValueError(f"{half} is half of a surrogate pair: no text can hold it") from None
    except RecursionError:
        raise ValueError("the value is nested too deeply, or holds itself") from None
    except _Refused as refused:
        raise ValueError(f"{refused.place or 'the value'} {refused.why}") from None


class _Refused(Exception):  # noqa: N818 - collects the place on its way out
    def __init__(self, why: str) -> None:
        self.place, self.why = "", why

    def inside(self, place: str) -> _Refused:
        between = "." if self.place and self.place[0] != "[" else ""
        self.place = f"{place}{between}{self.place}"
        return self


def _in_order(value: Any) -> Json:
    """The same value, every dict in order of its keys; refuses what is no JSON of ours."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, dict):
        return _dict_in_order(value)
    if isinstance(value, list):
        return _list_in_order(value)
    if isinstance(value, float):
        raise _Refused(f"is {value!r}, a fraction: write it as text or in a smaller unit")
    if not isinstance(value, int):
        raise _Refused(f"is {value!r}, a {type(value).__name__}, which JSON does not have")
    if abs(value) > LARGEST_NUMBER:
        raise _Refused(f"is {value}: write so large a number as text")
    return value


def _dict_in_order(value: dict[Any, Any]) -> Json:
    for key in value:
        if not isinstance(key, str):
            raise _Refused(f"has the key {key!r}: keys are text")
    found = {}
    for key in sorted(value) if "".join(value).isascii() else sorted(value, key=_utf_16):
        try:
            found[key] = _in_order(value[key])
        except _Refused as refused:
            raise refused.inside(key) from None
    return found


def _list_in_order(value: list[Any]) -> Json:
    found = []
    for place, item in enumerate(value):
        try:
            found.append(_in_order(item))
        except _Refused as refused:
            raise refused.inside(f"[{place}]") from None
    return found


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
