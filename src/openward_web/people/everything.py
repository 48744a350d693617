"""Every row that is by or about one person, found from the models themselves.

A new table that leads to a person is found without a line here; whether and how it is told is said
in `openward.exchange.own_record.telling`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from openward.exchange.own_record.record import Row
from openward_web.accounts.models import Account, Grant
from openward_web.accounts.rules import Role
from openward_web.ledger.keys import KeyDestroyed, keys_of
from openward_web.ledger.models import Entry, Key, Payload
from openward_web.ledger.writing import payload_of_entry
from openward_web.people.models import Person
from openward_web.wards.models import Facility, Ward

Model = type[models.Model]
#: Where the way to a person ends, and the column that says who it is.
ENDS: dict[Model, str] = {Person: "pk", Key: "owner", Account: "pk"}


@cache
def ways() -> dict[Model, tuple[str, ...]]:
    """Each model that leads to a person or to an account, and the lookups that lead there.

    A row that names the person is theirs by that alone; else it is what its parents are.
    """
    found: dict[Model, tuple[str, ...]] = {model: (name,) for model, name in ENDS.items()}
    left = [model for model in apps.get_models() if model not in found]
    for _ in range(len(left)):  # at most one more model at a time
        for model in [model for model in left if model not in found]:
            if lookups := _lookups(model, found):
                found[model] = lookups
    return found


def _lookups(model: Model, found: dict[Model, tuple[str, ...]]) -> tuple[str, ...]:
    fields = {field.attname for field in model._meta.concrete_fields}
    if "person_id" in fields:
        return ("person_id",)
    return tuple(
        f"{field.name}__{lookup}"
        for field in model._meta.concrete_fields
        if field.related_model in found and field.related_model is not model
        for lookup in found[field.related_model]
    )


def rows_of(person_id: UUID) -> list[Row]:
    """Every row by or about a person, in the order of the tables' names and keys."""
    rows: list[Row] = []
    for model in sorted(ways(), key=lambda each: each._meta.db_table):
        rows += _rows(model, person_id)
    return rows


def own_accounts(person_id: UUID) -> list[UUID]:
    """The accounts with which the person signs in, now or before."""
    found = Grant.objects.filter(person_id=person_id, role=Role.PERSON)
    return sorted(set(found.values_list("account_id", flat=True)))


def names_around(rows: list[Row]) -> dict[UUID, str]:
    """The names of wards, facilities and accounts that rows speak of."""
    named = {cell for row in rows for cell in row.cells.values() if isinstance(cell, UUID)}
    found: dict[UUID, str] = {}
    for model, column in ((Ward, "name"), (Facility, "name"), (Account, "display_name")):
        manager: Any = model._default_manager
        found |= dict(manager.filter(pk__in=named).values_list("pk", column))
    return found


def _rows(model: Model, person_id: UUID) -> Iterator[Row]:
    where = Q()
    for lookup in ways()[model]:
        where |= Q(**{f"{lookup}__in": _ends(model, lookup, person_id)})
    found = model._default_manager.filter(where).order_by("pk").distinct()
    if model is Entry:
        yield from _entries(found, person_id)
        return
    for row in found:
        yield _row(row, {})


def _ends(model: Model, lookup: str, person_id: UUID) -> list[UUID]:
    """Whom the lookup has to end at: the person, or their accounts."""
    end: Any = model
    for name in lookup.split("__")[:-1]:
        end = end._meta.get_field(name).related_model
    return own_accounts(person_id) if end is Account else [person_id]


def _entries(found: Any, person_id: UUID) -> Iterator[Row]:
    keys = keys_of([person_id])
    for entry in found.select_related("payload"):
        try:
            yield _row(entry, {"payload": payload_of_entry(entry, keys)})
        except (Payload.DoesNotExist, KeyDestroyed):
            yield _row(entry, {})


def _row(row: models.Model, more: dict[str, Any]) -> Row:
    fields = row._meta.concrete_fields
    cells = {field.column: _cell(getattr(row, field.attname)) for field in fields}
    key = row._meta.pk.column
    return Row(row._meta.db_table, key, {n: c for n, c in (cells | more).items() if c is not None})


def _cell(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
