"""Merkle trees over leaf hashes, with SHA-256.

Source: RFC 6962 section 2.1; the algorithms of proofs follow RFC 9162 section 2.1.
A hash is 32 bytes. Nothing here knows what a leaf is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf: SHA-256 of a zero byte and its data."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node: SHA-256 of a one byte and its two children."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes; of an empty tree the SHA-256 of nothing."""
    return extended(Frontier(0, ()), leaves).root()


@dataclass(frozen=True, slots=True)
class Frontier:
    """What is needed of a tree to append to it: the roots of its full subtrees, largest first."""

    size: int
    peaks: tuple[bytes, ...]

    def add(self, leaf: bytes) -> Frontier:
        """The frontier with one leaf more."""
        return extended(self, (leaf,))

    def root(self) -> bytes:
        """The root of the tree."""
        if not self.peaks:
            return sha256(b"").digest()
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node_hash(peak, found)
        return found


def extended(frontier: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """The frontier with some leaves more, in their order."""
    size, peaks = frontier.size, list(frontier.peaks)
    for leaf in leaves:
        found, rest = leaf, size
        while rest & 1:
            found = node_hash(peaks.pop(), found)
            rest >>= 1
        peaks.append(found)
        size += 1
    return Frontier(size, tuple(peaks))


def inclusion_proof(
    leaves: Sequence[bytes], index: int, size: int | None = None
) -> tuple[bytes, ...]:
    """The hashes that lead from leaf `index` to the root of the first `size` leaves."""
    size = len(leaves) if size is None else size
    if not 0 <= index < size <= len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {size}")
    return tuple(_path(leaves, index, 0, size))


def consistency_proof(
    leaves: Sequence[bytes], old_size: int, new_size: int | None = None
) -> tuple[bytes, ...]:
    """The hashes that show the first `old_size` leaves to be the beginning of the first `new_size`.

    Empty where the sizes are equal or the old tree was empty.
    """
    new_size = len(leaves) if new_size is None else new_size
    if not 0 <= old_size <= new_size <= len(leaves):
        raise IndexError(f"no tree of {old_size} within one of {new_size}")
    if old_size in {0, new_size}:
        return ()
    return tuple(_beginning(leaves, old_size, 0, new_size, whole=True))


def check_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes
) -> bool:
    """Whether the proof leads from the leaf to the root (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    number, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = node_hash(sibling, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        number, last = number >> 1, last >> 1
    return last == 0 and found == root_hash


def check_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the old tree is the beginning of the new one (RFC 9162 section 2.1.4.2)."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == sha256(b"").digest()
    hashes = list(proof)
    if old_size & (old_size - 1) == 0:
        hashes.insert(0, old_root)
    return bool(hashes) and _leads_to_both(hashes, old_size, old_root, new_size, new_root)


def _leads_to_both(
    hashes: Sequence[bytes], old_size: int, old_root: bytes, new_size: int, new_root: bytes
) -> bool:
    number, last = old_size - 1, new_size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        number, last = number >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def _path(leaves: Sequence[bytes], index: int, start: int, end: int) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _largest_power_below(end - start)
    if index < middle - start:
        return [*_path(leaves, index, start, middle), root(leaves[middle:end])]
    rest = _path(leaves, index - (middle - start), middle, end)
    return [*rest, root(leaves[start:middle])]


def _beginning(
    leaves: Sequence[bytes], old: int, start: int, end: int, *, whole: bool
) -> list[bytes]:
    if old == end - start:
        return [] if whole else [root(leaves[start:end])]
    half = _largest_power_below(end - start)
    middle = start + half
    if old <= half:
        left = _beginning(leaves, old, start, middle, whole=whole)
        return [*left, root(leaves[middle:end])]
    right = _beginning(leaves, old - half, middle, end, whole=False)
    return [*right, root(leaves[start:middle])]


def _largest_power_below(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1
