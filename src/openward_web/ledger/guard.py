"""The database itself refuses to change or remove what the ledger holds.

A second wall: code that goes wrong, or somebody at the database, is stopped with an error; whoever
gets around it is found by `openward ledger verify`.
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython

#: Payloads may be removed where the law asks for it, reads when their time is over.
NEVER_CHANGED = ("ledger_entries", "ledger_payloads", "ledger_leaves", "ledger_heads")
NEVER_REMOVED = ("ledger_entries", "ledger_leaves", "ledger_heads")
EXPIRES = {"ledger_entries": "OLD.tree = 'reads'"}


def guard(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place."""
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for statement in make():
            cursor.execute(statement)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for tests that empty the tables."""
    with connection.cursor() as cursor:
        for name, table, _ in _triggers():
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _triggers() -> list[tuple[str, str, str]]:
    changed = [(f"{table}_no_update", table, "UPDATE") for table in NEVER_CHANGED]
    return changed + [(f"{table}_no_delete", table, "DELETE") for table in NEVER_REMOVED]


def _condition(table: str, event: str) -> str:
    return f"WHEN NOT ({EXPIRES[table]})" if event == "DELETE" and table in EXPIRES else ""


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "
        f"{_condition(table, event)} BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        for name, table, event in _triggers()
    ]


def _postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    return [
        function,
        *(
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW "
            f"{_pg_condition(table, event)} EXECUTE FUNCTION ledger_refuses()"
            for name, table, event in _triggers()
        ),
    ]


def _pg_condition(table: str, event: str) -> str:
    condition = _condition(table, event)
    return condition.replace("WHEN NOT (", "WHEN (NOT (") + (")" if condition else "")


def keep_words(connection: BaseDatabaseWrapper, table: str, columns: Sequence[str]) -> None:
    """Refuse every change of these columns: what somebody said stays as they said it."""
    name, listed = f"{table}_words_stay", ", ".join(columns)
    before = f"CREATE TRIGGER {name} BEFORE UPDATE OF {listed} ON {table}"
    message = "what somebody said is never changed"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"{before} BEGIN SELECT RAISE(ABORT, '{message}'); END")
            return
        cursor.execute(
            "CREATE OR REPLACE FUNCTION words_stay() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
        )
        cursor.execute(f"{before} FOR EACH ROW EXECUTE FUNCTION words_stay()")


def words_stay(table: str, columns: Sequence[str]) -> RunPython:
    """The step of a migration that does so."""
    return RunPython(
        lambda apps, schema_editor: keep_words(schema_editor.connection, table, columns),
        lambda apps, schema_editor: let_words_go(schema_editor.connection, table),
    )


def let_words_go(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take that away again."""
    on = "" if connection.vendor == "sqlite" else f" ON {table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_words_stay{on}")
