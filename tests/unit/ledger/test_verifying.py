"""Every kind of damage is found, and the first damaged entry is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openward.ledger.tree import leaf_hash
from openward.ledger.verifying import Damage, HeadRow, Row, first_damage

from .ledgers import DAY, HEADERS, HEADS, ROWS, heads_of, rewritten, rows_of

OUTSIDE = HEADS[2]


def with_row(number: int, **changes: Any) -> list[Row]:
    return [*ROWS[:number], ROWS[number]._replace(**changes), *ROWS[number + 1 :]]


def swapped(*fields: str) -> list[Row]:
    """Entries 20 and 30 with these of their columns exchanged."""
    rows = list(ROWS)
    rows[20] = ROWS[20]._replace(**{field: getattr(ROWS[30], field) for field in fields})
    rows[30] = ROWS[30]._replace(**{field: getattr(ROWS[20], field) for field in fields})
    return rows


def test_a_whole_ledger_has_no_damage() -> None:
    assert first_damage(iter(ROWS), HEADS) is None
    assert first_damage(ROWS, HEADS[::-1], OUTSIDE) is None
    assert first_damage([], []) is None
    assert first_damage([], heads_of([], [0]), heads_of([], [0])[0]) is None


def test_entries_after_the_newest_head_and_two_heads_of_one_size_are_no_damage() -> None:
    assert first_damage(ROWS, HEADS[:2]) is None
    assert first_damage(ROWS, [*HEADS, *HEADS]) is None


def test_a_payload_that_was_lawfully_removed_is_no_damage() -> None:
    assert first_damage(with_row(20, payload="removed"), HEADS) is None


def test_entries_may_be_gone_where_they_expire_and_their_leaves_may_not() -> None:
    gone = [row._replace(header=None, payload="removed") for row in ROWS[:30]] + ROWS[30:]
    assert first_damage(gone, HEADS, may_expire=True) is None
    changed = gone[20]._replace(leaf=bytes(32))
    found = first_damage([*gone[:20], changed, *gone[21:]], HEADS, may_expire=True)
    assert found is not None and found.number == 20
    assert first_damage(gone[1:], HEADS, may_expire=True) is not None
    assert first_damage(with_row(40, header=b"{}"), HEADS, may_expire=True) is not None


@pytest.mark.parametrize(
    ("rows", "number", "what"),
    [
        (with_row(20, header=b"{}"), 20, "the header of entry 20 was changed"),
        (with_row(20, payload="differs"), 20, "the payload of entry 20 was changed"),
        (with_row(20, leaf=leaf_hash(b"{}")), 20, "the header of entry 20 was changed"),
        (with_row(20, running=bytes(32)), 20, "entry 20 does not follow"),
        (with_row(20, header=b"{}", leaf=leaf_hash(b"{}")), 20, "entry 20 does not follow"),
        (with_row(20, header=None), 20, "entry 20 is missing: only its hash is left"),
        ([*ROWS[:20], *ROWS[21:]], 20, "entry 20 is missing: the next one is 21"),
        (ROWS[1:], 0, "entry 0 is missing: the next one is 1"),
        ([*ROWS[:20], *ROWS[19:]], 20, "entry 20 is missing: 19 stands in its place"),
        (swapped("header"), 20, "the header of entry 20 was changed"),
        (swapped("header", "leaf"), 20, "entry 20 does not follow"),
        (swapped("header", "leaf", "running"), 20, "entry 20 does not follow"),
        (swapped("number"), 20, "entry 20 is missing: the next one is 30"),
        (rewritten(20)[:21] + ROWS[21:], 21, "entry 21 does not follow"),
        (ROWS[:40], 40, "the ledger ends after 40 entries"),
        ([], 0, "the ledger ends after 0 entries"),
    ],
)  # fmt: skip
def test_the_first_damaged_entry_is_named(rows: list[Row], number: int, what: str) -> None:
    found = first_damage(rows, HEADS)
    assert found is not None
    assert found.number == number
    assert found.what.startswith(what)


def test_of_two_damages_the_first_is_named() -> None:
    rows = with_row(45, header=b"{}")
    rows[33] = rows[33]._replace(payload="differs")
    assert first_damage(rows, HEADS) == Damage(33, "the payload of entry 33 was changed")


def test_damage_before_a_head_is_named_before_the_head() -> None:
    broken = [HEADS[0], HEADS[1]._replace(root=bytes(32))]
    assert first_damage(with_row(16, header=b"{}"), broken) == Damage(
        16, "the header of entry 16 was changed"
    )


def test_damage_after_the_newest_head_is_found_too() -> None:
    assert first_damage(with_row(49, header=None), HEADS[:2]) is not None


def test_rewritten_hashes_are_found_at_the_next_head() -> None:
    assert first_damage(rewritten(20), HEADS) == Damage(
        None,
        "the first 32 entries are not those of the head sealed at 2026-11-23T00:00:20+00:00: an "
        "entry from 17 to 31 was rewritten together with the hashes after it, or the head was "
        "changed",
    )


@pytest.mark.parametrize("which", range(4))
def test_a_changed_head_is_found(which: int) -> None:
    heads = list(HEADS)
    heads[which] = heads[which]._replace(root=bytes(32))
    found = first_damage(ROWS, heads)
    assert found is not None and found.number is None
    assert "entries are not those of the head sealed at" in found.what


def test_a_head_that_counts_more_than_there_is_means_a_cut_end() -> None:
    head = HeadRow(51, HEADS[-1].root, DAY)
    assert first_damage(ROWS, [*HEADS, head]) == Damage(
        50,
        "the ledger ends after 50 entries, but the head sealed at 2026-11-23T00:00:00+00:00 counts "
        "51: the end was cut off",
    )


@pytest.mark.parametrize("size", [-1, -50])
def test_a_head_of_fewer_than_no_entries_is_damage(size: int) -> None:
    assert first_damage(ROWS, [HeadRow(size, bytes(32), DAY)]) is not None


KEPT_OUTSIDE = (
    "the first 32 entries are not those of the head that was kept outside "
    "(2026-11-23T00:00:20+00:00): an entry from 0 to 31 was rewritten together with all hashes and "
    "heads after it, or this head is of another ledger"
)


def cut() -> tuple[list[Row], list[HeadRow]]:
    """The end and the heads that counted it are gone."""
    return ROWS[:20], HEADS[:2]


def all_anew() -> tuple[list[Row], list[HeadRow]]:
    """One entry changed, and every hash and head made anew."""
    rows = rewritten(20)
    return rows, heads_of(rows, (10, 17, 32, 50))


def one_left_out() -> tuple[list[Row], list[HeadRow]]:
    """One entry deleted, the others numbered anew with new hashes and heads."""
    rows = rows_of(HEADERS[:20] + HEADERS[21:])
    return rows, heads_of(rows, (10, 17, 32, 49))


@pytest.mark.parametrize(
    ("forged", "number", "what"),
    [
        (cut, 20, "the ledger ends after 20 entries, but the head that was kept outside"),
        (all_anew, None, KEPT_OUTSIDE),
        (one_left_out, None, KEPT_OUTSIDE),
    ],
)
def test_only_a_head_kept_outside_finds_a_ledger_made_anew(
    forged: Callable[[], tuple[list[Row], list[HeadRow]]], number: int | None, what: str
) -> None:
    rows, heads = forged()
    assert first_damage(rows, heads) is None
    found = first_damage(rows, heads, OUTSIDE)
    assert found is not None and found.number == number
    assert found.what.startswith(what)


def test_rows_are_read_once_and_no_further_than_the_damage() -> None:
    rows = iter(with_row(20, header=b"{}"))
    assert first_damage(rows, HEADS) is not None
    assert next(rows).number == 21
