"""Make the tables anew from the entries, and say where they differ from what stands there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from openward_web.ledger.keys import all_keys
from openward_web.ledger.models import RECORD, Entry
from openward_web.ledger.registry import APPLY, DOMAIN
from openward_web.ledger.writing import applied, payload_of_entry

Rows = dict[tuple[str, Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that stands otherwise than the entries say. what: `missing`, `extra` or `differs`."""

    table: str
    key: str
    what: str
    columns: tuple[str, ...] = ()


class _Compared(Exception):  # noqa: N818 - leaves the transaction, nothing went wrong
    """Raised to undo the rebuilding once it was compared."""


def differences(*, keep: bool = False) -> list[Difference]:
    """Rebuild all tables of the domain and compare; keep=False leaves everything as it was.

    Raises
    ------
    Payload.DoesNotExist, KeyDestroyed
        Something that was written has been removed.
    """
    found: list[Difference] = []
    try:
        with transaction.atomic():
            before = _rows()
            _remove_all()
            keys = all_keys()
            for entry in in_order():
                payload = payload_of_entry(entry, keys)
                APPLY[entry.action, entry.version](applied(entry, payload))
            found = list(_compared(before, _rows()))
            if not keep:
                raise _Compared
    except _Compared:
        pass
    return found


def in_order() -> Iterator[Entry]:
    """Entries of the record in the order of their leaves, then those not sealed yet."""
    entries = Entry.objects.filter(tree=RECORD).select_related("payload", "leaf")
    sealed = entries.filter(leaf__isnull=False).order_by("leaf__number")
    yield from sealed.iterator(chunk_size=2_000)
    yield from entries.filter(leaf=None).order_by("position").iterator(chunk_size=2_000)


def _remove_all() -> None:
    for model in reversed(DOMAIN):
        model._default_manager.all()._raw_delete("default")


def _rows() -> Rows:
    return {
        (model._meta.db_table, row[0]): row
        for model in DOMAIN
        for row in model._default_manager.order_by().values_list(*_names(model)).iterator()
    }


def _names(model: type[models.Model]) -> list[str]:
    key = model._meta.pk.attname
    return [key, *(f.attname for f in model._meta.concrete_fields if f.attname != key)]


def _compared(before: Rows, after: Rows) -> Iterator[Difference]:
    columns = {model._meta.db_table: _names(model) for model in DOMAIN}
    for table, key in sorted(before.keys() | after.keys(), key=str):
        stood, made = before.get((table, key)), after.get((table, key))
        if stood is None:
            yield Difference(table, str(key), "missing")
        elif made is None:
            yield Difference(table, str(key), "extra")
        elif stood != made:
            names = columns[table]
            differ = tuple(n for n, a, b in zip(names, stood, made, strict=True) if a != b)
            yield Difference(table, str(key), "differs", differ)
