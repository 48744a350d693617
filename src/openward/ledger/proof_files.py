"""Proofs as JSON for somebody outside: `docs/verify/verify_openward_proof.py` checks them.

`docs/reference/ledger-proofs.md` gives the format.
"""

from __future__ import annotations

from collections.abc import Sequence

from openward.ledger.canonical import Json
from openward.ledger.tree import consistency_proof, inclusion_proof, root


def inclusion_file(
    leaves: Sequence[bytes],
    index: int,
    size: int,
    header: bytes,
    opened: tuple[bytes, bytes] | None = None,
) -> dict[str, Json]:
    """That the entry of this header stands at this place in the tree of the first `size` leaves.

    opened: salt and payload, where the reader may see them; else the file does not tell what was
    written.
    """
    proof: list[Json] = [part.hex() for part in inclusion_proof(leaves, index, size)]
    found: dict[str, Json] = {
        "kind": "inclusion",
        "tree_size": size,
        "index": index,
        "header": header.decode("utf-8"),
        "proof": proof,
        "root": root(leaves[:size]).hex(),
    }
    if opened:
        salt, payload = opened
        found |= {"salt": salt.hex(), "payload": payload.decode("utf-8")}
    return found


def consistency_file(leaves: Sequence[bytes], old_size: int, new_size: int) -> dict[str, Json]:
    """That the tree of `new_size` leaves begins with the tree of `old_size`, which is smaller.

    Raises
    ------
    ValueError
        `old_size` is 0 or not smaller: there is nothing to prove but that two roots are equal.
    """
    if not 0 < old_size < new_size:
        raise ValueError(f"{old_size} is not between 0 and {new_size}: compare the two roots")
    proof: list[Json] = [part.hex() for part in consistency_proof(leaves, old_size, new_size)]
    return {
        "kind": "consistency",
        "old_size": old_size,
        "old_root": root(leaves[:old_size]).hex(),
        "new_size": new_size,
        "new_root": root(leaves[:new_size]).hex(),
        "proof": proof,
    }
