"""Which rows of the database are about a person, asked of the database alone: no model, no rule."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

Found = dict[tuple[str, str], dict[str, Any]]


def rows_about(person_id: UUID) -> Found:
    """Every row with the person's id in any cell, and every row that refers to such a row.

    By table and key; the key as plain text without hyphens.
    """
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        tables = {name: _table(cursor, name) for name in names}
    found: Found = {}
    while True:
        more = {
            (name, plain(row[key])): row
            for name, (key, rows, refers) in tables.items()
            for row in rows
            if (name, plain(row[key])) not in found
            and (any(person_id.hex in plain(cell) for cell in row.values())
                 or any((to, plain(row[column])) in found for column, to in refers.items()))
        }  # fmt: skip
        if not more:
            return found
        found |= more


def plain(cell: Any) -> str:
    """A cell as both databases and our own keys write it."""
    return str(cell).replace("-", "")


def _table(cursor: Any, name: str) -> tuple[str, list[dict[str, Any]], dict[str, str]]:
    key = connection.introspection.get_primary_key_column(cursor, name) or "rowid"
    refers = {column: to for column, (_, to) in
              connection.introspection.get_relations(cursor, name).items()}  # fmt: skip
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608
    columns = [column[0] for column in cursor.description]
    rows = [dict(zip(columns, cells, strict=True)) for cells in cursor.fetchall()]
    return key, [{**row, key: row.get(key, "")} for row in rows], refers
