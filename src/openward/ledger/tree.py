"""The Merkle tree over the entries: RFC 9162, section 2.1 (the tree of RFC 6962), with SHA-256.

A leaf here is a leaf hash of 32 bytes (`leaf_hash` of an entry's header), and a tree is the
sequence of them. An entry's index counts from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256().digest()
_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """The leaf of an entry. Its prefix keeps it apart from every node above."""
    return sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node over two neighbours, each a leaf or a node."""
    return sha256(_NODE + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed of a tree to append to it: one hash per 1 in its size.

    peaks: the roots of the full subtrees from left to right, so the largest first; at most one of
    each power of two, together `size` leaves.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves does not have {len(self.peaks)} peaks")

    def add(self, leaf: bytes) -> Frontier:
        """The frontier after one more leaf."""
        return extended(self, (leaf,))

    def root(self) -> bytes:
        """The root of the whole tree, 32 bytes."""
        if not self.peaks:
            return EMPTY_ROOT
        *peaks, found = self.peaks
        for peak in reversed(peaks):
            found = node_hash(peak, found)
        return found


def extended(frontier: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """The frontier after more leaves, level by level: a million in about a second."""
    nodes, peaks, grown = list(leaves), list(frontier.peaks), []
    size, left = frontier.size + len(nodes), frontier.size
    while nodes:
        if left & 1:
            nodes.insert(0, peaks.pop())
        if len(nodes) & 1:
            grown.append(nodes.pop())
        pairs = zip(nodes[::2], nodes[1::2], strict=True)
        nodes = [sha256(_NODE + one + other).digest() for one, other in pairs]
        left >>= 1
    return Frontier(size, (*peaks, *reversed(grown)))


def root(leaves: Iterable[bytes]) -> bytes:
    """The root of a tree, 32 bytes; of no leaves, the hash of nothing."""
    return extended(Frontier(), leaves).root()


def inclusion_proof(
    leaves: Sequence[bytes], index: int, size: int | None = None
) -> tuple[bytes, ...]:
    """What somebody with one leaf needs to reach the root of the first `size` leaves.

    Raises
    ------
    ValueError
        The tree has no such leaf, or fewer leaves than `size`.
    """
    end = _size_within(leaves, size)
    if not 0 <= index < end:
        raise ValueError(f"a tree of {end} leaves has no leaf {index}")
    start, proof = 0, []
    while end - start > 1:
        middle = start + _left_size(end - start)
        if index < middle:
            proof.append(root(leaves[middle:end]))
            end = middle
        else:
            proof.append(root(leaves[start:middle]))
            start = middle
    return tuple(reversed(proof))


def consistency_proof(
    leaves: Sequence[bytes], old_size: int, new_size: int | None = None
) -> tuple[bytes, ...]:
    """What somebody with two roots needs to see that the larger tree begins with the smaller.

    Empty from an empty tree, and between trees of one size.

    Raises
    ------
    ValueError
        `old_size` is larger than `new_size`, or the tree is smaller than either.
    """
    end = _size_within(leaves, new_size)
    if not 0 <= old_size <= end:
        raise ValueError(f"a tree of {old_size} leaves is not the beginning of one of {end}")
    start, proof = 0, []
    while old_size not in (0, end):
        middle = start + _left_size(end - start)
        if old_size <= middle:
            proof.append(root(leaves[middle:end]))
            end = middle
        else:
            proof.append(root(leaves[start:middle]))
            start = middle
    if start:
        proof.append(root(leaves[start:end]))
    return tuple(reversed(proof))


def _size_within(leaves: Sequence[bytes], size: int | None) -> int:
    if size is not None and not 0 <= size <= len(leaves):
        raise ValueError(f"{len(leaves)} leaves hold no tree of {size}")
    return len(leaves) if size is None else size


def _left_size(size: int) -> int:
    """The leaves under the left child of a root: the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def check_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the proof leads from this leaf at this place to this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes((leaf, root, *proof)):
        return False
    place, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(other, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, other)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def check_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of the new root begins with the tree of the old (RFC 9162, 2.1.4.2).

    The RFC leaves out the empty tree: every tree begins with it, so its root is all there is to
    check.
    """
    if not 0 <= old_size <= new_size or not _are_hashes((old_root, new_root, *proof)):
        return False
    if old_size == 0 and old_root != EMPTY_ROOT:
        return False
    if old_size in (0, new_size):
        return not proof and (old_size < new_size or old_root == new_root)
    return _leads_to_both(old_size, old_root, new_size, new_root, list(proof))


def _leads_to_both(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: list[bytes]
) -> bool:
    if old_size.bit_count() == 1:
        proof.insert(0, old_root)
    if not proof:
        return False
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = proof[0]
    for other in proof[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, other)
        place, last = place >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
