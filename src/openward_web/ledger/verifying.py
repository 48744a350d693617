"""The ledger of this installation as rows for the verifier."""

from collections.abc import Iterator
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
    keys = all_keys()
    leaves = Leaf.objects.filter(tree=tree).order_by("number").values_list(
        "number", "leaf_hash", "running_hash", "entry_id"
    )  # fmt: skip
    block: list[tuple[int, bytes, bytes, int]] = []
    for leaf in leaves.iterator(chunk_size=AT_ONCE):
        block.append(leaf)
        if len(block) == AT_ONCE:
            yield from _of_block(block, keys)
            block = []
    yield from _of_block(block, keys)


def _of_block(block: list[tuple[int, bytes, bytes, int]], keys: dict[UUID, bytes]) -> Iterator[Row]:
    positions = [position for *_, position in block]
    entries = Entry.objects.in_bulk(positions)
    hidden = dict(Payload.objects.filter(pk__in=positions).values_list("entry_id", "ciphertext"))
    for number, leaf, running, position in block:
        entry = entries.get(position)
        header = None if entry is None else header_bytes(header_of(entry))
        payload = REMOVED if entry is None else _payload(entry, hidden.get(position), keys)
        yield Row(number, bytes(leaf), bytes(running), header, payload)


def _payload(entry: Entry, hidden: bytes | None, keys: dict[UUID, bytes]) -> str:
    key = keys.get(entry.person_id or NOBODY)
    if hidden is None or key is None:
        return REMOVED
    try:
        salt, body = decrypt(key, bytes(hidden), entry.entry_id)
    except PayloadUnreadable:
        return DIFFERS
    return MATCHES if payload_digest(salt, body) == bytes(entry.payload_digest) else DIFFERS
