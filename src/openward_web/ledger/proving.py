"""A proof that one entry stands in the tree, for somebody outside."""

from typing import Any
from uuid import UUID

from openward.ledger.header import header_bytes
from openward.ledger.proof_files import inclusion_file
from openward.problems import BadInput, Problem
from openward_web.ledger.models import Entry, Leaf
from openward_web.ledger.sealing import newest_head
from openward_web.ledger.writing import header_of


def proof_of(entry_id: str) -> dict[str, Any]:
    """The inclusion proof of an entry in the newest head; the format is in the reference.

    Raises
    ------
    BadInput
        There is no such entry, or it is not sealed yet.
    """
    leaf = _leaf(entry_id)
    head = newest_head(leaf.tree)
    if head is None:
        raise LookupError(leaf.tree)
    hashes = [
        bytes(found)
        for found in Leaf.objects.filter(tree=leaf.tree, number__lt=head.size)
        .order_by("number")
        .values_list("leaf_hash", flat=True)
    ]
    return inclusion_file(hashes, leaf.number, head.size, header_bytes(header_of(leaf.entry)))


def _leaf(entry_id: str) -> Leaf:
    try:
        entry = Entry.objects.select_related("leaf").get(entry_id=UUID(entry_id))
    except (ValueError, Entry.DoesNotExist):
        problem = Problem("there is no such entry", "copy it from the page", value=entry_id)
        raise BadInput(problem) from None
    try:
        return entry.leaf
    except Leaf.DoesNotExist:
        problem = Problem("this entry is not sealed yet", "wait ten seconds", value=entry_id)
        raise BadInput(problem) from None
