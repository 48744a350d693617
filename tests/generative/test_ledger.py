"""What holds for every tree, every value and every ledger."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from openward.ledger.canonical import canonical
from openward.ledger.header import Header, header_bytes
from openward.ledger.sealing import decrypt, encrypt, payload_digest
from openward.ledger.tree import (
    Frontier,
    check_consistency,
    check_inclusion,
    consistency_proof,
    extended,
    inclusion_proof,
    root,
)
from openward.ledger.verifying import first_damage

from ..unit.ledger.ledgers import heads_of, rows_of
from .ledgers import LEAVES, headers, pairs, turns, turns_between, values

sizes = st.integers(1, 90) | st.integers(1, len(LEAVES))


def flipped(hashes: tuple[bytes, ...], bit: int) -> tuple[bytes, ...]:
    """The same hashes with one bit of one of them turned."""
    joined = bytearray(b"".join(hashes))
    joined[bit // 8] ^= 1 << bit % 8
    return tuple(bytes(joined[i : i + 32]) for i in range(0, len(joined), 32))


@given(st.data(), sizes)
def test_inclusion_is_proven_for_its_leaf_at_its_place_only(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof, top = inclusion_proof(LEAVES, index, size), root(LEAVES[:size])
    for place in range(size):
        assert check_inclusion(LEAVES[index], place, size, proof, top) is (place == index)
        assert check_inclusion(LEAVES[place], index, size, proof, top) is (place == index)
    whole = (LEAVES[index], top, *proof)
    leaf, other, *wrong = flipped(whole, data.draw(st.integers(0, 256 * len(whole) - 1)))
    assert not check_inclusion(leaf, index, size, wrong, other)


@given(st.data(), sizes)
def test_a_proof_holds_for_another_size_only_where_the_way_is_the_same(
    data: st.DataObject, size: int
) -> None:
    """A root does not say its size: this is why a head is both."""
    index = data.draw(st.integers(0, size - 1))
    proof, top = inclusion_proof(LEAVES, index, size), root(LEAVES[:size])
    for other in range(index + 1, 2 * size + 2):
        same = turns(index, other) == turns(index, size)
        assert check_inclusion(LEAVES[index], index, other, proof, top) is same


@given(st.data(), sizes)
def test_consistency_is_proven_for_its_two_trees_only(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new))
    proof, one, two = consistency_proof(LEAVES, old, new), root(LEAVES[:old]), root(LEAVES[:new])
    for size in range(1, new + 1):
        assert check_consistency(size, one, new, two, proof) is (size == old)
    for size in range(old, 2 * new + 2):
        same = turns_between(old, size) == turns_between(old, new)
        assert check_consistency(old, one, size, two, proof) is same
    whole = (one, two, *proof)
    first, second, *wrong = flipped(whole, data.draw(st.integers(0, 256 * len(whole) - 1)))
    assert not check_consistency(old, first, new, second, wrong)


def test_every_proof_of_every_small_tree_holds() -> None:
    roots = [root(LEAVES[:size]) for size in range(41)]
    for new in range(41):
        for old in range(new + 1):
            proof = consistency_proof(LEAVES, old, new)
            assert check_consistency(old, roots[old], new, roots[new], proof), (old, new)
        for index in range(new):
            proof = inclusion_proof(LEAVES, index, new)
            assert check_inclusion(LEAVES[index], index, new, proof, roots[new]), (index, new)


def test_no_proof_of_a_small_tree_holds_for_anything_that_has_another_way() -> None:
    for index, size in pairs(9):
        proof, top = inclusion_proof(LEAVES, index, size), root(LEAVES[:size])
        for place, other in pairs(18):
            same = turns(place, other) == turns(index, size)
            assert check_inclusion(LEAVES[index], place, other, proof, top) is same


def test_no_proof_between_small_trees_holds_for_others_that_have_another_way() -> None:
    roots = [root(LEAVES[:size]) for size in range(10)]
    for index, new in pairs(9):
        old, proof = index + 1, consistency_proof(LEAVES, index + 1, new)
        for place, size in pairs(18):
            same = turns_between(place + 1, size) == turns_between(old, new)
            assert check_consistency(place + 1, roots[old], size, roots[new], proof) is same


@given(st.lists(st.integers(0, 60), max_size=8))
def test_appending_in_any_portions_gives_the_same_frontier(portions: list[int]) -> None:
    frontier = Frontier()
    for portion in portions:
        frontier = extended(frontier, LEAVES[frontier.size : frontier.size + portion])
    assert frontier == extended(Frontier(), LEAVES[: sum(portions)])


@given(values)
def test_canonical_bytes_are_read_as_the_value_and_written_the_same_again(value: Any) -> None:
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@given(st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), st.just(0)))
def test_keys_stand_in_the_order_of_their_utf_16_code_units(value: dict[str, int]) -> None:
    keys = list(json.loads(canonical(dict(reversed(value.items())))))
    assert keys == sorted(value, key=lambda key: key.encode("utf-16-be"))


@given(headers)
def test_a_header_can_be_read_back_from_its_bytes(header: Header) -> None:
    read = json.loads(header_bytes(header))
    assert canonical(read) == header_bytes(header)
    assert UUID(read["entry_id"]) == header.entry_id
    assert datetime.fromisoformat(read["occurred_at"]) == header.occurred_at


@given(headers, headers)
def test_two_headers_have_the_same_bytes_only_if_they_are_the_same(a: Header, b: Header) -> None:
    assert (header_bytes(a) == header_bytes(b)) is (a == b)


@given(
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=16, max_size=16),
    st.binary(max_size=500),
    st.uuids(),
    st.binary(min_size=12, max_size=12),
)
def test_a_sealed_payload_opens_to_what_its_digest_says(
    key: bytes, salt: bytes, payload: bytes, entry: UUID, nonce: bytes
) -> None:
    opened = decrypt(key, encrypt(key, salt, payload, entry, nonce), entry)
    assert opened == (salt, payload)
    assert payload_digest(*opened) == payload_digest(salt, payload)


@given(st.data(), st.integers(1, 120), st.integers(0, 40))
def test_any_change_of_any_column_is_found_at_or_before_its_row(
    data: st.DataObject, size: int, step: int
) -> None:
    rows = rows_of(f"entry {number}".encode() for number in range(size))
    heads = heads_of(rows, {*range(0, size, step + 1), size})
    assert first_damage(rows, heads) is None
    place = data.draw(st.integers(0, size - 1))
    changes = {"number": size + 7, "leaf": bytes(32), "running": bytes(32), "header": b"",
               "payload": "differs"}  # fmt: skip
    column = data.draw(st.sampled_from(list(changes)))
    rows[place] = rows[place]._replace(**{column: changes[column]})
    found = first_damage(rows, heads)
    assert found is not None and found.number == place


@given(st.data(), st.integers(2, 120))
def test_any_two_rows_exchanged_or_any_row_left_out_is_found(
    data: st.DataObject, size: int
) -> None:
    rows = rows_of(f"entry {number}".encode() for number in range(size))
    heads = heads_of(rows, {size})
    one, other = sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=2, max_size=2)))
    exchanged = list(rows)
    exchanged[one], exchanged[other] = rows[other], rows[one]
    for wrong in (exchanged, [*rows[:one], *rows[one + 1 :]]):
        found = first_damage(wrong, heads)
        assert found is not None and found.number == one
