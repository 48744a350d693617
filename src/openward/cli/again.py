"""Work that a server does again and again beside the pages."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime


def moments(every: int) -> Iterator[datetime]:
    """Now, in whole seconds; again after so many seconds until the process that began this one is
    gone. 0: once.
    """
    parent = os.getppid()
    while True:
        yield datetime.now(UTC).replace(microsecond=0)
        if not every:
            return
        time.sleep(every)
        if os.getppid() != parent:
            return
