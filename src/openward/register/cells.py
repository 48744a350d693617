"""From the text of cells to values: what each type looks like, and how a wrong cell is named.

All cells of a column at once: a regular expression tells what can be meant, and Arrow converts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openward.register.schema import ARROW

_DAY = (
    r"\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2\d))"
)
_TIME = r"[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
_OFFSET = r"(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with cells that look like pattern, and what to do."""

    pattern: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Form:
    """What the cells of one type look like. faults are tried in order; the last fits all."""

    pattern: str
    faults: tuple[Fault, ...]


MOMENT_REMEDY = "write it with its offset, as in 2026-03-01T09:30:00+01:00"
FORMS: dict[type, Form] = {
    bool: Form("(?i:true|false)", (Fault("", "neither true nor false", "write true or false"),)),
    int: Form(r"[+-]?\d{1,18}", (Fault("", "not a whole number", "write digits only"),)),
    float: Form(
        r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?",
        (Fault("", "not a number", "write digits with a point, as in 1234.5"),),
    ),
    date: Form(_DAY, (Fault("", "not a day", "write it as 2026-03-01"),)),
    datetime: Form(
        _DAY + _TIME + _OFFSET,
        (
            Fault(_DAY + _TIME + r"(?:\.\d+)?", "a moment without its offset from UTC",
                  MOMENT_REMEDY),
            Fault(_DAY + _TIME + r"\.\d+" + _OFFSET, "a moment with parts of a second",
                  "write whole seconds, as in 2026-03-01T09:30:00+01:00"),
            Fault("", "not a moment", MOMENT_REMEDY),
        ),
    ),
}  # fmt: skip


def typed(text: pa.Array, kind: type) -> tuple[pa.Array, Iterator[tuple[Fault, np.ndarray]]]:
    """The values of cells, null where a cell is empty or cannot be read; and what is wrong.

    text: strings, null where empty. The faults come with the indices of their cells.
    """
    if kind is str:
        return text, iter(())
    form = FORMS[kind]
    good = _matches(text, form.pattern)
    if kind in (date, datetime):
        good = pc.and_(good, _is_in_the_calendar(text))
    wrong = pc.and_(pc.is_valid(text), pc.invert(good))
    readable = pc.if_else(good, text, None) if pc.any(wrong).as_py() else text
    if kind is bool:
        readable = pc.utf8_lower(readable)
    return pc.cast(readable, ARROW[kind]), _faults(text, wrong, form)


def indices(mask: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """Where a mask is true (int64)."""
    if not pc.any(mask).as_py():
        return np.empty(0, dtype=np.int64)
    if isinstance(mask, pa.ChunkedArray):
        mask = mask.combine_chunks()
    return np.flatnonzero(pc.fill_null(mask, False).to_numpy(zero_copy_only=False))


def _matches(text: pa.Array, pattern: str) -> pa.Array:
    return pc.fill_null(pc.match_substring_regex(text, f"^(?:{pattern})$"), False)


def _is_in_the_calendar(text: pa.Array) -> pa.Array:
    """False on 29 February of a year that has none, the one day that the pattern lets through."""
    leap = _matches(text, r"\d{4}-02-29.*")
    if not pc.any(leap).as_py():
        return pc.fill_null(pc.is_valid(text), True)
    years = pc.cast(pc.utf8_slice_codeunits(pc.if_else(leap, text, "2000"), 0, 4), pa.int64())
    found = pc.fill_null(years, 2000).to_numpy(zero_copy_only=False)
    return pa.array((found % 4 == 0) & ((found % 100 != 0) | (found % 400 == 0)))


def _faults(text: pa.Array, wrong: pa.Array, form: Form) -> Iterator[tuple[Fault, np.ndarray]]:
    left = indices(wrong)
    for fault in form.faults:
        cells = text.take(pa.array(left))
        fits = _matches(cells, fault.pattern or "(?s:.*)").to_numpy(zero_copy_only=False)
        if fits.any():
            yield fault, left[fits]
        left = left[~fits]
