"""The ledger of this installation as rows for the verifier."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from openward.ledger.header import header_bytes
from openward.ledger.sealing import PayloadUnreadable, decrypt, payload_digest
from openward.ledger.verifying import (
    DIFFERS,
    MATCHES,
    REMOVED,
    Damage,
    HeadRow,
    Row,
    first_damage,
)
from openward_web.ledger.keys import NOBODY, all_keys
from openward_web.ledger.models import READS, Entry, Head, Leaf, Payload
from openward_web.ledger.writing import header_of

#: What a changed cell raises where it is read.
UNREADABLE = (ValueError, TypeError, AttributeError)
#: A lawful removal is an entry of its own; what is gone without one was taken.
DESTROY_KEY, REMOVE_PAYLOAD = "destroy_key", "remove_payload"


class _Known(NamedTuple):
    """The keys that exist, and what was removed by an entry."""

    keys: dict[UUID, bytes]
    without_key: set[str]
    without_payload: set[str]


#: Leaves that are held in memory at a time.
AT_ONCE = 5_000


def damage_of(tree: str, outside: HeadRow | None = None) -> Damage | None:
    """The first damage of one tree, or None."""
    heads = [
        HeadRow(head.size, bytes(head.root), head.sealed_at)
        for head in Head.objects.filter(tree=tree).order_by("size")
    ]
    return first_damage(_rows(tree), heads, outside, may_expire=tree == READS)


def _rows(tree: str) -> Iterator[Row]:
    known = _Known(all_keys(), *_removed())
    leaves = Leaf.objects.filter(tree=tree).order_by("number").values_list(
        "number", "leaf_hash", "running_hash", "entry_id"
    )  # fmt: skip
    block: list[tuple[int, bytes, bytes, int]] = []
    for leaf in leaves.iterator(chunk_size=AT_ONCE):
        block.append(leaf)
        if len(block) == AT_ONCE:
            yield from _of_block(block, known)
            block = []
    yield from _of_block(block, known)


def _removed() -> tuple[set[str], set[str]]:
    """People whose key, and entries whose payload, was removed by an entry that says so."""
    found = Entry.objects.filter(action__in=(DESTROY_KEY, REMOVE_PAYLOAD))
    pairs = list(found.values_list("action", "subject"))
    return (
        {subject for action, subject in pairs if action == DESTROY_KEY},
        {subject for action, subject in pairs if action == REMOVE_PAYLOAD},
    )


def _of_block(block: list[tuple[int, bytes, bytes, int]], known: "_Known") -> Iterator[Row]:
    positions = [position for *_, position in block]
    entries = _entries(positions)
    hidden = dict(Payload.objects.filter(pk__in=positions).values_list("entry_id", "ciphertext"))
    for number, leaf, running, position in block:
        entry = entries.get(position)
        header = None if entry is None else _header(entry)
        payload = REMOVED if entry is None else _payload(entry, hidden.get(position), known)
        yield Row(number, bytes(leaf), bytes(running), header, payload)


def _entries(positions: list[int]) -> dict[int, Entry]:
    """The entries at these positions; one that cannot even be read stands there as empty."""
    try:
        return Entry.objects.in_bulk(positions)
    except UNREADABLE:
        return {position: _entry(position) for position in positions}


def _entry(position: int) -> Entry:
    try:
        return Entry.objects.get(pk=position)
    except UNREADABLE:
        return Entry(position=position)


def _header(entry: Entry) -> bytes:
    """The bytes of the header; none where somebody wrote into it what no header can hold."""
    try:
        return header_bytes(header_of(entry))
    except UNREADABLE:
        return b""


def _payload(entry: Entry, hidden: bytes | None, known: "_Known") -> str:
    if f"person:{entry.person_id}" in known.without_key or (
        f"entry:{entry.entry_id}" in known.without_payload
    ):
        return REMOVED
    key = known.keys.get(entry.person_id or NOBODY)
    if hidden is None or key is None:
        return DIFFERS
    try:
        salt, body = decrypt(key, bytes(hidden), entry.entry_id)
    except (PayloadUnreadable, *UNREADABLE):
        return DIFFERS
    return MATCHES if payload_digest(salt, body) == bytes(entry.payload_digest) else DIFFERS
