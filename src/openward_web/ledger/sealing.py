"""The sealer: gives written entries their leaves, and states the head of each tree.

One at a time, every ten seconds (`openward ledger seal`). Writers never wait for it.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from openward.ledger.chain import chained
from openward.ledger.header import entry_leaf
from openward.ledger.tree import Frontier, extended
from openward_web.ledger.models import READS, RECORD, Entry, Head, Leaf
from openward_web.ledger.turns import turn
from openward_web.ledger.writing import header_of

#: Of so many entries at a time: a transaction on SQLite holds up the writers.
AT_ONCE = 5_000
START = bytes(32)


def seal(now: datetime) -> int:
    """Give every committed entry its leaf, and seal the heads; how many were sealed."""
    return sum(_seal_all(tree, now) for tree in (RECORD, READS))


def _seal_all(tree: str, now: datetime) -> int:
    total = 0
    while sealed := _seal_some(tree, now):
        total += sealed
        if sealed < AT_ONCE:
            break
    return total


def _seal_some(tree: str, now: datetime) -> int:
    with turn(f"sealer:{tree}"):
        waiting = list(unsealed(tree)[:AT_ONCE])
        if waiting:
            _seal(tree, waiting, newest_head(tree), now)
    return len(waiting)


def unsealed(tree: str):
    """Entries without a leaf, in the order in which they were written."""
    return Entry.objects.filter(tree=tree, leaf=None).order_by("position")


def newest_head(tree: str) -> Head | None:
    """The last head of a tree."""
    return Head.objects.filter(tree=tree).order_by("-size").first()


def _seal(tree: str, entries: Sequence[Entry], last: Head | None, now: datetime) -> None:
    size = last.size if last else 0
    hashes = [entry_leaf(header_of(entry)) for entry in entries]
    running = [bytes(last.running_hash) if last else START]
    for leaf in hashes:
        running.append(chained(running[-1], leaf))
    Leaf.objects.bulk_create(
        Leaf(entry=entry, tree=tree, number=size + i, leaf_hash=hashes[i], running_hash=chain)
        for i, (entry, (_, chain)) in enumerate(zip(entries, pairwise(running), strict=True))
    )
    frontier = extended(frontier_of(last), hashes)
    Head.objects.create(
        tree=tree, size=frontier.size, root=frontier.root(), peaks=b"".join(frontier.peaks),
        running_hash=running[-1], sealed_at=now,
    )  # fmt: skip


def frontier_of(head: Head | None) -> Frontier:
    """The frontier that a head left behind."""
    if head is None:
        return Frontier(0, ())
    peaks = bytes(head.peaks)
    return Frontier(head.size, tuple(peaks[i : i + 32] for i in range(0, len(peaks), 32)))
