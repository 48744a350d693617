"""Does everything that was sealed still stand, whole and in its place?

Fed with plain rows, so that whoever holds a copy of the tables can run it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from openward.ledger.chain import chained
from openward.ledger.tree import Frontier, extended, leaf_hash

#: Whether the payload of an entry is the one that its header names.
MATCHES, DIFFERS, REMOVED = "matches", "differs", "removed"
START = bytes(32)


class Row(NamedTuple):
    """One leaf with its entry. header: its canonical bytes; None where the entry is gone."""

    number: int
    leaf: bytes
    running: bytes
    header: bytes | None
    payload: str


class HeadRow(NamedTuple):
    """The root of a tree of one size, as sealed."""

    size: int
    root: bytes
    sealed_at: datetime


class Damage(NamedTuple):
    """The first thing that is wrong. number: of the leaf, from 0; None where no leaf is named."""

    number: int | None
    what: str


def first_damage(
    rows: Iterable[Row],
    heads: Sequence[HeadRow],
    outside: HeadRow | None = None,
    *,
    may_expire: bool = False,
) -> Damage | None:
    """The first damage, or None.

    rows: all leaves by number. heads: by size. outside: a head that somebody else kept; without it
    a tail that was cut off together with its heads cannot be found. may_expire: entries may be gone
    (the reads), their leaves may not.
    """
    wanted = sorted([*heads, *([outside] if outside else [])], key=lambda head: head.size)
    frontier, running, block = Frontier(0, ()), START, list[bytes]()
    waiting = iter(wanted)
    head = next(waiting, None)
    for expected, row in enumerate(rows):
        if (damage := _of_row(row, expected, running, may_expire=may_expire)) is not None:
            return damage
        running = row.running
        block.append(row.leaf)
        while head is not None and head.size == frontier.size + len(block):
            frontier, block = extended(frontier, block), []
            if frontier.root() != head.root:
                return _other_root(head, outside)
            head = next(waiting, None)
    return _of_tail(frontier.size + len(block), head, outside)


def _of_row(row: Row, expected: int, running: bytes, *, may_expire: bool) -> Damage | None:
    if row.number != expected:
        return Damage(expected, f"leaf {expected} is missing: the next one is {row.number}")
    if row.header is None and not may_expire:
        return Damage(expected, f"the entry of leaf {expected} is missing")
    if row.header is not None and leaf_hash(row.header) != row.leaf:
        return Damage(expected, f"the header of entry {expected} was changed or put in its place")
    if row.payload == DIFFERS:
        return Damage(expected, f"the payload of entry {expected} was changed")
    if chained(running, row.leaf) != row.running:
        return Damage(expected, f"leaf {expected} does not follow the one before it")
    return None


def _other_root(head: HeadRow, outside: HeadRow | None) -> Damage:
    whose = "the head that was kept outside" if head is outside else "the sealed head"
    return Damage(None, f"the first {head.size:,} entries are not those of {whose}")


def _of_tail(size: int, head: HeadRow | None, outside: HeadRow | None) -> Damage | None:
    if head is None:
        return None
    whose = "the head that was kept outside" if head is outside else "a sealed head"
    return Damage(size, f"entries from {size:,} on are missing: {whose} counts {head.size:,}")
