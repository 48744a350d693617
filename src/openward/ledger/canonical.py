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
        return _encoded(_in_order(value, "")).encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise ValueError(f"{half} is half of a surrogate pair: no text can hold it") from None
    except RecursionError:
        raise ValueError("the value is nested too deeply, or holds itself") from None


def _in_order(value: Any, where: str) -> Json:
    """The same value, every dict in order of its keys; refuses what is no JSON of ours."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST_NUMBER:
            raise ValueError(f"{where or 'the value'} is {value}: write so large a number as text")
        return value
    if isinstance(value, list):
        return [_in_order(item, f"{where}[{place}]") for place, item in enumerate(value)]
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: _utf_16(key, where))
        return {key: _in_order(value[key], f"{where}.{key}" if where else key) for key in keys}
    remedy = "text, or in a smaller unit" if isinstance(value, float) else "text, number, list …"
    kind = type(value).__name__
    raise ValueError(f"{where or 'the value'} is {value!r}, a {kind}: write it as {remedy}")


def _utf_16(key: Any, where: str) -> bytes:
    if not isinstance(key, str):
        raise ValueError(f"{where or 'the value'} has the key {key!r}: keys are text")
    return key.encode("utf-16-be", "surrogatepass")
