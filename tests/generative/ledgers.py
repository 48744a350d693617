"""Strategies for what the ledger holds, and the shape of its proofs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from hypothesis import strategies as st

from openward.ledger.canonical import LARGEST_NUMBER
from openward.ledger.header import Header

LEAVES = [sha256(bytes([0, *divmod(number, 256)])).digest() for number in range(700)]

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
numbers = st.integers(-LARGEST_NUMBER, LARGEST_NUMBER)
plain = st.none() | st.booleans() | numbers | texts
values = st.recursive(
    plain,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(texts, inside, max_size=4),
    max_leaves=12,
)
moments = st.integers(-(2**31), 2**33).map(
    lambda second: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)
headers = st.builds(
    Header,
    entry_id=st.uuids(),
    tree=st.sampled_from(["record", "reads"]),
    action=texts,
    version=st.integers(1, 99),
    subject=texts,
    person_id=st.none() | st.uuids(),
    actor_id=st.none() | st.uuids(),
    device_id=st.none() | st.uuids(),
    zone=texts,
    occurred_at=moments,
    recorded_at=moments,
    base_version=st.none() | st.integers(0, LARGEST_NUMBER),
    payload_digest=st.binary(min_size=32, max_size=32),
)


def split(size: int) -> int:
    """The largest power of two below `size` (RFC 9162, section 2.1.1)."""
    return max(1 << bit for bit in range(size.bit_length()) if 1 << bit < size)


def pairs(largest: int) -> list[tuple[int, int]]:
    """Every (index, size) of the trees of up to so many leaves."""
    return [(index, size) for size in range(1, largest + 1) for index in range(size)]


def turns(index: int, size: int) -> str:
    """The way from the root to a leaf, `l` and `r`; its length is that of the proof."""
    if size == 1:
        return ""
    left = split(size)
    return "l" + turns(index, left) if index < left else "r" + turns(index - left, size - left)


def turns_between(old: int, new: int) -> str:
    """The same to where the old tree ends, by SUBPROOF of RFC 9162, section 2.1.4.1."""
    if old == new:
        return ""
    left = split(new)
    if old <= left:
        return "l" + turns_between(old, left)
    return "r" + turns_between(old - left, new - left)
