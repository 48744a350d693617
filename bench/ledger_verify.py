"""The verifier of the ledger on a million made-up entries, beside bare hashlib on the same bytes.

Also plants each kind of damage in a ledger of 100,000 entries and asks for its name.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from bench.report import write
from openward.ledger.chain import START, chained
from openward.ledger.header import Header, header_bytes
from openward.ledger.tree import Frontier, extended, inclusion_proof, leaf_hash
from openward.ledger.verifying import HeadRow, Row, first_damage

ENTRIES, PLANTED_IN = 1_000_000, 100_000
#: A busy service writes about ten entries between two heads.
BETWEEN_HEADS = 10
DAY = datetime(2026, 11, 23, tzinfo=UTC)
FIRST = Header(
    UUID(int=1), "record", "observe", 1, f"measure:{UUID(int=2)}", UUID(int=3), UUID(int=4),
    UUID(int=5), "Europe/Ljubljana", DAY, DAY, None, bytes(32),
)  # fmt: skip


def headers(count: int) -> Iterator[Header]:
    """Headers of one shape, each another entry at another moment."""
    for number in range(count):
        moment = DAY + timedelta(seconds=number)
        yield replace(FIRST, entry_id=UUID(int=number), occurred_at=moment, recorded_at=moment)


def rows_of(written: Sequence[bytes]) -> list[Row]:
    """Sealed rows of these headers."""
    rows, running = [], START
    for number, header in enumerate(written):
        leaf = leaf_hash(header)
        running = chained(running, leaf)
        rows.append(Row(number, leaf, running, header, "matches"))
    return rows


def heads_of(rows: Sequence[Row], every: int) -> list[HeadRow]:
    """A head after so many entries each, and one at the end."""
    frontier, heads = Frontier(), []
    for start in range(0, len(rows), every):
        frontier = extended(frontier, [row.leaf for row in rows[start : start + every]])
        heads.append(HeadRow(frontier.size, frontier.root(), DAY))
    return heads


def bare(rows: Sequence[Row]) -> None:
    """The three hashes that each entry needs (leaf, running hash, a node), and nothing else."""
    running, leaf = START, b""
    for row in rows:
        header = row.header or b""
        leaf = sha256(b"\x00" + header).digest()
        running = sha256(b"\x02" + running + leaf).digest()
        sha256(b"\x01" + running + leaf).digest()


def whole(rows: Sequence[Row], heads: Sequence[HeadRow]) -> None:
    """Verify a ledger in which nothing is wrong."""
    if first_damage(rows, heads):
        raise SystemExit("damage was found where there is none")


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Shortest of several runs."""
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took)


def damages(rows: list[Row]) -> dict[str, tuple[list[Row], int]]:
    """Rows with one damage each, and the entry that has to be named."""
    place, end = len(rows) * 2 // 3, len(rows) - 1
    row, after = rows[place], rows[place + 1]
    header = row.header or b""
    edited = header.replace(b"observe", b"obserwe")
    before, behind = rows[:place], rows[place + 2 :]
    return {
        "edited byte of a header": ([*before, row._replace(header=edited), after, *behind], place),
        "edited byte, its leaf made anew": (
            [*before, row._replace(header=edited, leaf=leaf_hash(edited)), after, *behind],
            place,
        ),
        "edited payload": ([*before, row._replace(payload="differs"), after, *behind], place),
        "deleted row": ([*before, after, *behind], place),
        "deleted entry, its hash left": (
            [*before, row._replace(header=None), after, *behind],
            place,
        ),
        "two rows exchanged": ([*before, after, row, *behind], place),
        "two entries exchanged, numbers made anew": (
            [*before, after._replace(number=place), row._replace(number=place + 1), *behind],
            place,
        ),
        "cut end": (rows[:end], end),
    }


def planted(rows: list[Row]) -> list[tuple[str, str, str, str]]:
    """A row of the result for each kind of damage; stops where one is not named."""
    heads, found = heads_of(rows, BETWEEN_HEADS), []
    for name, (wrong, place) in damages(rows).items():
        took = seconds(lambda wrong=wrong: first_damage(wrong, heads), 1)  # type: ignore[misc]
        damage = first_damage(wrong, heads)
        if damage is None or damage.number != place:
            raise SystemExit(f"not named: {name}: {damage}")
        found.append((f"{len(rows):,} entries, {name}", f"{took:.2f}", "", f"entry {place:,}"))
    left = rows[: len(rows) - BETWEEN_HEADS]
    if first_damage(left, heads[:-1]) or not first_damage(left, heads[:-1], heads[-1]):
        raise SystemExit("not found: a cut end without its heads, by a head kept outside")
    found.append(
        (f"{len(rows):,} entries, cut end without its heads", "", "", "by an outside head")
    )
    return found


def main() -> None:
    """Measure, make sure that every planted damage is named, and write the result."""
    columns = list(headers(ENTRIES))
    made = seconds(lambda: [header_bytes(header) for header in columns], 1)
    rows = rows_of([header_bytes(header) for header in columns])
    leaves = [row.leaf for row in rows]
    often, once = heads_of(rows, BETWEEN_HEADS), heads_of(rows, ENTRIES)
    floor = seconds(lambda: bare(rows))
    measured = [
        ("bare hashlib: the three hashes of each entry", floor),
        ("first_damage, one head", seconds(lambda: whole(rows, once))),
        (
            f"first_damage, a head every {BETWEEN_HEADS} entries",
            seconds(lambda: whole(rows, often)),
        ),
        ("header_bytes, which the database side adds", made),
        ("extended: the frontier of all leaves", seconds(lambda: extended(Frontier(), leaves))),
        ("inclusion_proof of one entry among all", seconds(lambda: inclusion_proof(leaves, 7))),
    ]
    table = [(name, f"{took:.2f}", f"{took / floor:.1f}", "") for name, took in measured]
    size = sum(len(row.header or b"") for row in rows) / ENTRIES
    title = f"The ledger verified: {ENTRIES:,} entries with headers of {size:.0f} bytes"
    write("ledger_verify", title, ("what", "seconds", "× bare", "named"),
          [*table, *planted(rows[:PLANTED_IN])],
          "a million entries in a few seconds; every damage named")  # fmt: skip


if __name__ == "__main__":
    main()
