"""Whoever changes, removes, swaps or cuts what was sealed is found, and the first place named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from openward.ledger.verifying import HeadRow
from openward_web.ledger.guard import guard, unguard
from openward_web.ledger.models import RECORD, Entry, Head, Key, Leaf, Payload
from openward_web.ledger.sealing import newest_head, seal
from openward_web.ledger.verifying import damage_of
from tests.web.ledger.writing import NOON, write_facility

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nine_sealed_entries() -> Iterator[None]:
    for sealed_after in (4, 5):
        for _ in range(sealed_after):
            write_facility()
        seal(NOON)
    unguard(connection)
    yield
    guard(connection)


def test_what_stands_as_sealed_is_whole() -> None:
    assert damage_of(RECORD) is None
    assert [head.size for head in Head.objects.order_by("size")] == [4, 9]


def test_sealing_nothing_makes_no_head() -> None:
    assert seal(NOON) == 0
    assert Head.objects.count() == 2


def test_an_edited_header_is_named() -> None:
    _entry(6).update(action="admit")
    assert _number() == 6


def test_an_edited_payload_is_named() -> None:
    payload = Payload.objects.get(entry=_entry(3).get())
    hidden = bytearray(bytes(payload.ciphertext))
    hidden[-1] ^= 1
    Payload.objects.filter(pk=payload.pk).update(ciphertext=bytes(hidden))
    assert _number() == 3


def test_a_removed_entry_is_named() -> None:
    gone = _entry(2).get()
    Payload.objects.filter(pk=gone.pk).delete()
    Entry.objects.filter(pk=gone.pk)._raw_delete("default")
    assert _number() == 2


def test_a_removed_leaf_is_named() -> None:
    Leaf.objects.filter(number=7)._raw_delete("default")
    assert _number() == 7


def test_entries_that_changed_places_are_named() -> None:
    one, other = Leaf.objects.get(number=1), Leaf.objects.get(number=5)
    for leaf, number in ((one, 99), (other, 1), (one, 5)):
        Leaf.objects.filter(pk=leaf.pk).update(number=number)
    assert _number() == 1


def test_a_tail_cut_with_its_head_is_found_by_a_head_kept_outside() -> None:
    head = newest_head(RECORD)
    assert head is not None
    outside = HeadRow(head.size, bytes(head.root), head.sealed_at)
    Head.objects.filter(size=9)._raw_delete("default")
    Leaf.objects.filter(number__gte=4)._raw_delete("default")
    assert damage_of(RECORD) is None
    damage = damage_of(RECORD, outside)
    assert damage is not None
    assert damage.number == 4
    assert "kept outside" in damage.what


def test_a_tree_made_anew_is_found_by_a_head_kept_outside() -> None:
    outside = HeadRow(4, bytes(32), NOON)
    damage = damage_of(RECORD, outside)
    assert damage is not None
    assert "first 4 entries are not those of the head that was kept outside" in damage.what


def test_a_payload_that_is_gone_is_named() -> None:
    Payload.objects.filter(entry=_entry(4).get()).delete()
    assert _number() == 4


def test_what_was_removed_by_an_entry_leaves_the_tree_whole() -> None:
    gone = _entry(4).get()
    Payload.objects.filter(entry=gone).delete()
    Entry.objects.filter(leaf__number=8).update(
        action="remove_payload", subject=f"entry:{gone.entry_id}"
    )
    assert _number() == 8  # the payload of 4 is accounted for; the entry edited here is not


def test_a_destroyed_key_is_named_unless_an_entry_says_so() -> None:
    Key.objects.all()._raw_delete("default")
    assert _number() == 0


@pytest.mark.parametrize("cell", ["entry_id='garbage'", "occurred_at='garbage'",
                                  "payload_digest=x'00'", "actor_id=x'ff'"])  # fmt: skip
def test_garbage_in_a_cell_is_named_and_no_traceback(cell: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the columns of this database refuse garbage")
    position = _entry(5).get().pk
    change = f"UPDATE ledger_entries SET {cell} WHERE position={position}"  # noqa: S608
    connection.cursor().execute(change)
    assert _number() == 5


def _entry(number: int):
    return Entry.objects.filter(leaf__number=number)


def _number() -> int | None:
    damage = damage_of(RECORD)
    assert damage is not None
    return damage.number
