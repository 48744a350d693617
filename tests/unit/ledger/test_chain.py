"""The running hash: its bytes, and that it depends on order."""

from __future__ import annotations

from hashlib import sha256

from openward.ledger.chain import START, chained
from openward.ledger.tree import node_hash

ONE, TWO = sha256(b"1").digest(), sha256(b"2").digest()


def test_it_hashes_a_prefix_of_its_own_then_what_was_before_then_the_leaf() -> None:
    assert chained(START, ONE) == sha256(b"\x02" + bytes(32) + ONE).digest()
    assert chained(ONE, TWO) == sha256(b"\x02" + ONE + TWO).digest()


def test_it_is_never_a_node_of_the_tree_and_depends_on_the_order() -> None:
    assert chained(ONE, TWO) not in (node_hash(ONE, TWO), chained(TWO, ONE))
