"""The tree against published values, and against the definition of the RFC."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from openward.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    check_consistency,
    check_inclusion,
    consistency_proof,
    extended,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
)

from .published_trees import CONSISTENCY, INCLUSION, LEAVES, ROOTS

MANY = [leaf_hash(number.to_bytes(2)) for number in range(200)]
OTHER = bytes(32)


def defined_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    k = max(power for power in (1 << bit for bit in range(20)) if power < len(leaves))
    return node_hash(defined_root(leaves[:k]), defined_root(leaves[k:]))


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_published(size: int) -> None:
    assert root(LEAVES[:size]) == ROOTS[size]


@pytest.mark.parametrize("size", range(9))
def test_frontiers_give_the_roots_published(size: int) -> None:
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier = frontier.add(leaf)
    assert (frontier.size, frontier.root()) == (size, ROOTS[size])


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_are_those_published(index: int, size: int) -> None:
    proof = INCLUSION[index, size]
    assert inclusion_proof(LEAVES, index, size) == proof
    assert check_inclusion(LEAVES[index], index, size, proof, ROOTS[size])


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_consistency_proofs_are_those_published(old: int, new: int) -> None:
    proof = CONSISTENCY[old, new]
    assert consistency_proof(LEAVES, old, new) == proof
    assert check_consistency(old, ROOTS[old], new, ROOTS[new], proof)


def test_frontier_and_root_follow_the_definition_at_every_size() -> None:
    frontier = Frontier()
    for size in range(201):
        assert frontier.root() == root(MANY[:size]) == defined_root(MANY[:size]), size
        if size < 200:
            frontier = frontier.add(MANY[size])


@pytest.mark.parametrize("start", range(0, 40, 3))
def test_appending_at_once_is_appending_one_by_one(start: int) -> None:
    frontier = extended(Frontier(), MANY[:start])
    for end in range(start, 70):
        assert extended(frontier, iter(MANY[start:end])) == extended(Frontier(), MANY[:end])


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="a tree of 3 leaves does not have 1 peaks"):
        Frontier(3, (OTHER,))


@pytest.mark.parametrize(("index", "size"), [(-1, 8), (8, 8), (0, 0), (5, 5), (0, 9), (0, -1)])
def test_no_proof_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="leaves"):
        inclusion_proof(LEAVES, index, size)


@pytest.mark.parametrize(("old", "new"), [(-1, 8), (6, 5), (8, 9)])
def test_no_proof_between_trees_that_are_not_there(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="leaves"):
        consistency_proof(LEAVES, old, new)


def test_proofs_without_a_size_are_about_the_whole_tree() -> None:
    assert inclusion_proof(LEAVES, 5) == inclusion_proof(LEAVES, 5, 8)
    assert consistency_proof(LEAVES, 6) == consistency_proof(LEAVES, 6, 8)


def wrong_proofs(proof: tuple[bytes, ...]) -> list[tuple[bytes, ...]]:
    """Longer, shorter, garbage before and after, each hash changed."""
    changed = [(*proof[:i], OTHER, *proof[i + 1 :]) for i in range(len(proof))]
    added = [wrong for part in (b"", OTHER, ROOTS[8]) for wrong in ((part, *proof), (*proof, part))]
    return [proof[:-1], proof[1:], *changed, *added] if proof else added


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_wrong_inclusion_proofs_are_refused(index: int, size: int) -> None:
    proof, leaf, right = INCLUSION[index, size], LEAVES[index], ROOTS[size]
    for wrong in wrong_proofs(proof):
        assert not check_inclusion(leaf, index, size, wrong, right)
    for place in (index - 1, index + 1, index ^ 2):
        assert not check_inclusion(leaf, place, size, proof, right)
    for other in (size * 2, size // 2, 0, -1):
        assert not check_inclusion(leaf, index, other, proof, right)
    for other in (OTHER, EMPTY_ROOT, b"", b"short"):
        assert not check_inclusion(other, index, size, proof, right)
        assert not check_inclusion(leaf, index, size, proof, other)


def test_what_is_no_hash_is_no_leaf() -> None:
    assert not check_inclusion(b"short", 0, 1, (), b"short")


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_wrong_consistency_proofs_are_refused(old: int, new: int) -> None:
    proof, one, two = CONSISTENCY[old, new], ROOTS[old], ROOTS[new]
    for wrong in wrong_proofs(proof):
        assert not check_consistency(old, one, new, two, wrong)
    for size in (old - 1, old + 1, old ^ 2):
        assert not check_consistency(size, one, new, two, proof)
    for size in (new * 2, new // 2):
        assert not check_consistency(old, one, size, two, proof)
    for root_ in (OTHER, b"", b"short"):
        assert not check_consistency(old, root_, new, two, proof)
        assert not check_consistency(old, one, new, root_, proof)


@pytest.mark.parametrize(
    ("old", "new", "proof", "right"),
    [
        ((0, EMPTY_ROOT), (0, EMPTY_ROOT), (), True),
        ((0, EMPTY_ROOT), (5, ROOTS[5]), (), True),
        ((5, ROOTS[5]), (5, ROOTS[5]), (), True),
        ((0, EMPTY_ROOT), (0, OTHER), (), False),
        ((0, OTHER), (5, ROOTS[5]), (), False),
        ((0, OTHER), (0, OTHER), (), False),
        ((0, EMPTY_ROOT), (5, ROOTS[5]), (EMPTY_ROOT,), False),
        ((5, ROOTS[5]), (5, ROOTS[5]), (ROOTS[5],), False),
        ((5, ROOTS[5]), (5, ROOTS[4]), (), False),
        ((5, ROOTS[5]), (4, ROOTS[4]), (), False),
        ((1, ROOTS[1]), (2, ROOTS[2]), (), False),
        ((3, ROOTS[3]), (5, ROOTS[5]), (), False),
        ((5, b"short"), (5, b"short"), (), False),
    ],
)
def test_consistency_of_empty_equal_and_shrinking_trees(
    old: tuple[int, bytes], new: tuple[int, bytes], proof: tuple[bytes, ...], right: bool
) -> None:
    assert check_consistency(*old, *new, proof) is right
