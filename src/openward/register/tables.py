"""All tables of the dataset, by name, in the order of the contract."""

from __future__ import annotations

from openward.register import duties, happened, learned, persons, places, ward
from openward.register.columns import TABLES as DECLARED
from openward.register.columns import Table

_ROOMS = (places, persons, happened, duties, learned, ward)

TABLES: dict[str, Table] = {
    name: table
    for room in _ROOMS
    for name, table in DECLARED.items()
    if table.row.__module__ == room.__name__
}
