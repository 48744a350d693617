"""Whether anything at all was written since: for pages that are fetched again and again."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from django.db import connection

Made = TypeVar("Made")


class WhileUnchanged(Generic[Made]):
    """Keeps what was made from the database as long as nobody has committed anything to it.

    The database itself says so, for the writers of all processes; there is nothing to invalidate,
    and a page never shows less than what was committed when it asked. most: how much is kept.
    """

    def __init__(self, most: int) -> None:
        self._kept: dict[Hashable, Made] = {}
        self._mark: Any = None
        self._most = most

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made under this key, or what `make` makes now."""
        # Taken before reading: what is written in between makes the next look a new one.
        mark = mark_of_all_data()
        if mark is None:
            return make()
        if mark != self._mark or len(self._kept) >= self._most:
            self._kept, self._mark = {}, mark
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def forget(self) -> None:
        """Keep nothing: to measure what a page costs without it."""
        self._mark = None


def mark_of_all_data() -> tuple[Any, ...] | None:
    """Another one as soon as anything was committed; None inside a transaction, which sees its own.

    SQLite counts the commits of others and the changes of this connection, PostgreSQL names the
    transactions whose rows are seen.
    """
    if connection.in_atomic_block:
        return None
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version" if sqlite else "SELECT pg_current_snapshot()::text")
        (seen,) = cursor.fetchone()
    raw = connection.connection
    # The numbers of SQLite mean something only within one connection.
    return (raw, seen, raw.total_changes) if sqlite else (seen,)
