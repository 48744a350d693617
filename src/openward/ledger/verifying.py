"""Finds the first entry that was changed, removed or moved, from plain rows of the database.

An edit that leaves the hashes beside it as they were is named exactly. Who also rewrites every
later hash is found at the next head, and the sentence gives the entries between which it lies; who
rewrites the heads too is found only by a head that was kept outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final, Literal, NamedTuple

from openward.ledger.chain import START, chained
from openward.ledger.tree import Frontier, extended, leaf_hash

PayloadCheck = Literal["matches", "differs", "removed"]
MATCHES: Final = "matches"
DIFFERS: Final = "differs"
REMOVED: Final = "removed"
_AT_ONCE = 4096


class Row(NamedTuple):
    """One sealed entry as it is stored now.

    number: its index in the tree, from 0. leaf, running: as stored, 32 bytes each. header: made
    again from the columns of the entry; None where the entry is gone. payload: `removed` only where
    its removal was itself entered; a payload that is gone without that `differs`.
    """

    number: int
    leaf: bytes
    running: bytes
    header: bytes | None
    payload: PayloadCheck


class HeadRow(NamedTuple):
    """A sealed head: the root of the first `size` entries."""

    size: int
    root: bytes
    sealed_at: datetime


class Damage(NamedTuple):
    """The first thing that is wrong. number: of the entry; None where only a head tells."""

    number: int | None
    what: str


class _Damaged(Exception):  # noqa: N818 - carries the finding out of the loop
    def __init__(self, number: int | None, what: str) -> None:
        self.damage = Damage(number, what)


def first_damage(
    rows: Iterable[Row],
    heads: Sequence[HeadRow],
    outside: HeadRow | None = None,
    *,
    may_expire: bool = False,
) -> Damage | None:
    """The first damage, or None where every entry and every head is as it was.

    rows: all sealed entries in the order of their numbers, read once. heads: all heads, in any
    order, read before the rows, since entries sealed meanwhile are no damage. outside: a head that
    was kept elsewhere; without it a ledger that was cut and its newest heads removed looks whole.
    may_expire: entries may be gone (the reads), their leaves may not.
    """
    try:
        _follow(_sound_leaves(rows, may_expire), heads, outside)
    except _Damaged as found:
        return found.damage
    return None


def _follow(leaves: Iterator[bytes], heads: Sequence[HeadRow], outside: HeadRow | None) -> None:
    named = [(head, f"the head sealed at {head.sealed_at.isoformat()}") for head in heads]
    if outside:
        named.append((outside, f"the head that was kept outside ({outside.sealed_at.isoformat()})"))
    frontier, sound = Frontier(), 0
    for head, name in sorted(named, key=lambda pair: pair[0].size):
        frontier = _grown(frontier, leaves, head.size)
        if frontier.size != head.size:
            ends = f"the ledger ends after {frontier.size:,} entries, but {name} counts"
            raise _Damaged(frontier.size, f"{ends} {head.size:,}: the end was cut off")
        if frontier.root() != head.root:
            raise _Damaged(None, _another_root(name, sound, head, outside))
        sound = head.size
    for _ in leaves:
        pass


def _another_root(name: str, sound: int, head: HeadRow, outside: HeadRow | None) -> str:
    first = 0 if head is outside else sound
    what = f"the first {head.size:,} entries are not those of {name}"
    between = f"{what}: an entry from {first} to {head.size - 1} was rewritten together with"
    if head is outside:
        return f"{between} all hashes and heads after it, or this head is of another ledger"
    return f"{between} the hashes after it, or the head was changed"


def _grown(frontier: Frontier, leaves: Iterator[bytes], size: int) -> Frontier:
    """The frontier of `size` leaves, or of fewer where the leaves end before."""
    while frontier.size < size:
        batch = list(islice(leaves, min(_AT_ONCE, size - frontier.size)))
        if not batch:
            break
        frontier = extended(frontier, batch)
    return frontier


def _sound_leaves(rows: Iterable[Row], may_expire: bool) -> Iterator[bytes]:
    """The leaves of the rows; raises at the first row that is damaged."""
    running = START
    for expected, row in enumerate(rows):
        running = chained(running, row.leaf)
        header_stands = may_expire if row.header is None else leaf_hash(row.header) == row.leaf
        if (
            row.number != expected
            or not header_stands
            or running != row.running
            or row.payload == DIFFERS
        ):
            raise _Damaged(expected, _what(expected, row, header_stands))
        yield row.leaf


def _what(expected: int, row: Row, header_stands: bool) -> str:
    if row.number > expected:
        return f"entry {expected} is missing: the next one is {row.number}"
    if row.number < expected:
        return f"entry {expected} is missing: {row.number} stands in its place, out of order"
    if not header_stands and row.header is None:
        return f"entry {expected} is missing: only its hash is left"
    if not header_stands:
        return f"the header of entry {expected} was changed"
    if row.payload == DIFFERS:
        return f"the payload of entry {expected} was changed"
    return f"entry {expected} does not follow from the one before: it was changed or moved"
