"""A small ledger as rows and heads, and what somebody with the database could do to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from openward.ledger.chain import START, chained
from openward.ledger.tree import Frontier, leaf_hash
from openward.ledger.verifying import HeadRow, Row

DAY = datetime(2026, 11, 23, tzinfo=UTC)


def rows_of(headers: Iterable[bytes]) -> list[Row]:
    """Rows as the sealer writes them."""
    found, running = [], START
    for number, header in enumerate(headers):
        leaf = leaf_hash(header)
        running = chained(running, leaf)
        found.append(Row(number, leaf, running, header, "matches"))
    return found


def heads_of(rows: Iterable[Row], sizes: Iterable[int]) -> list[HeadRow]:
    """A head for each size, ten seconds apart."""
    wanted, found, frontier = set(sizes), [], Frontier()
    if 0 in wanted:
        found.append(HeadRow(0, frontier.root(), DAY))
    for row in rows:
        frontier = frontier.add(row.leaf)
        if frontier.size in wanted:
            at = DAY + timedelta(seconds=10 * len(found))
            found.append(HeadRow(frontier.size, frontier.root(), at))
    return found


HEADERS = [f'{{"entry":{number}}}'.encode() for number in range(50)]
ROWS = rows_of(HEADERS)
HEADS = heads_of(ROWS, (10, 17, 32, 50))


def rewritten(number: int, header: bytes = b"{}") -> list[Row]:
    """All rows after somebody changed one header and made every hash anew."""
    return rows_of([*HEADERS[:number], header, *HEADERS[number + 1 :]])
