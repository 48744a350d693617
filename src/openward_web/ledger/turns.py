"""One writer at a time where the database needs it, and a transaction around every write."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction


@contextmanager
def turn(subject: str) -> Iterator[None]:
    """A transaction in which nobody else writes about the same subject.

    SQLite has one writer anyway, and its own waiting is unfair: a file lock queues the writers of
    all processes (measured in bench/results/recording.md). PostgreSQL locks the subject alone, so
    that entries about it get their positions in the order in which they were applied.
    """
    if connection.vendor == "sqlite":
        with _file_lock(), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            _lock(subject)
            yield


@contextmanager
def _file_lock() -> Iterator[None]:
    name = str(connection.settings_dict["NAME"])
    if "memory" in name or connection.in_atomic_block:
        yield
        return
    with Path(f"{name}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _lock(subject: str) -> None:
    number = int.from_bytes(sha256(subject.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
