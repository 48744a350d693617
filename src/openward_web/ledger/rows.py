"""Entries that make rows of the dataset, or change some of their cells.

The payload says it all: `{"new": {table: [row, …]}, "changed": {table: [row, …]}}`, in the columns
of the dataset; a changed row has its key and the cells that change. So one function applies all.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from openward.register.tables import TABLES
from openward_web.ledger.registry import APPLY, NEWEST, Applied

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]


class RowMissing(LookupError):  # noqa: N818 - it names what was found
    """An entry changes a row that is not there: entries were applied out of order."""


def writes_rows(*actions: str) -> None:
    """Register actions whose payload is rows."""
    for action in actions:
        APPLY[action, 1] = apply_rows
        NEWEST[action] = 1


def apply_rows(entry: Applied) -> None:
    """Change the cells of some rows and make others: what ends does so before what follows it."""
    for name, rows in entry.payload.get("changed", {}).items():
        for row in rows:
            _change(model_of(name), row)
    for name, rows in entry.payload.get("new", {}).items():
        model = model_of(name)
        # When it was written is a fact about the entry, not about what somebody typed.
        written = {"recorded_at": entry.recorded_at} if "recorded_at" in columns_of(model) else {}
        model._default_manager.bulk_create(model(**(written | _values(model, row))) for row in rows)


def _change(model: type[models.Model], row: Row) -> None:
    values = _values(model, row)
    key = values.pop(model._meta.pk.attname)
    if model._default_manager.filter(pk=key).update(**values) != 1:
        raise RowMissing(f"{model._meta.db_table}: no row {key}")


def payload_of(*, new: Rows | None = None, changed: Rows | None = None) -> dict[str, Any]:
    """The payload that says so; rows in Python values, refused where the register refuses them.

    Raises
    ------
    BadInput
        A new row cannot be.
    """
    for name, rows in (new or {}).items():
        for row in rows:
            check_new(name, row)
    return {
        part: {name: [_json(row) for row in rows] for name, rows in given.items() if rows}
        for part, given in (("new", new or {}), ("changed", changed or {}))
        if given
    }


def check_new(name: str, row: Row) -> None:
    """Hold a row to the promises of its table in the register, if it is one of the dataset."""
    table = TABLES.get(name)
    if table is None:
        return
    given = {column.field: row[name] for name, column in table.columns.items() if name in row}
    table.row(**{f: str(cell) if isinstance(cell, UUID) else cell for f, cell in given.items()})


@cache
def model_of(table: str) -> type[models.Model]:
    """The model of a table by the table's name."""
    return next(model for model in apps.get_models() if model._meta.db_table == table)


@cache
def columns_of(model: type[models.Model]) -> dict[str, "models.Field[Any, Any]"]:
    """The fields of a model by the names of their columns."""
    return {field.column: field for field in model._meta.concrete_fields}


def _values(model: type[models.Model], row: Row) -> Row:
    fields = columns_of(model)
    return {fields[name].attname: fields[name].to_python(value) for name, value in row.items()}


def _json(row: Row) -> Row:
    return {name: _json_value(value) for name, value in row.items()}


def _json_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | float) else value
