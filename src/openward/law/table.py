"""Obligations as a table: the contract's columns, moments in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import pyarrow as pa

from openward.law.obligation import Obligation

MOMENT = pa.timestamp("s", tz="UTC")
MOMENTS = ("opened_at", "due_at", "met_at")
YES_OR_NO = ("verified", "signed")
ROWS_AT_ONCE = 20_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def as_table(rows: Iterable[Obligation]) -> pa.Table:
    """One row per obligation, in the order given."""
    # A million rows as Python objects take gigabytes: a few thousand at a time are enough.
    rows, pieces = iter(rows), []
    while some := list(islice(rows, ROWS_AT_ONCE)):
        columns = zip(*some, strict=True)
        pieces.append(pa.record_batch(list(map(_array, columns, SCHEMA)), schema=SCHEMA))
    return pa.Table.from_batches(pieces, schema=SCHEMA)


def _array(values: Sequence[Any], field: pa.Field) -> pa.Array:
    if field.type != MOMENT:
        return pa.array(values, field.type)
    seconds = [None if v is None else int((v - EPOCH).total_seconds()) for v in values]
    return pa.array(seconds, pa.int64()).cast(MOMENT)


def _type(name: str) -> pa.DataType:
    if name in MOMENTS:
        return MOMENT
    return pa.bool_() if name in YES_OR_NO else pa.string()


SCHEMA = pa.schema([(name, _type(name)) for name in Obligation._fields])
