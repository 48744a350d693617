"""A running hash beside the tree.

The roots say that something was changed between two heads; the running hash says where.
"""

from __future__ import annotations

from hashlib import sha256

#: What the first entry is chained to.
START = bytes(32)
_CHAIN = b"\x02"


def chained(previous: bytes, leaf: bytes) -> bytes:
    """The running hash after this leaf, 32 bytes; before the first leaf it is `START`."""
    return sha256(_CHAIN + previous + leaf).digest()
