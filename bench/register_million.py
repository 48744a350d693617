"""A register of a million measures: how long its pages take, and that none reads a table whole.

`python -m bench.register_million pages` is the part that runs inside an installation.
"""

from __future__ import annotations

import json
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.postgresql import running
from tests.running.installation import Installation, installation
from tests.web.names import WARD

from bench.report import median_ms, write


def pages() -> None:
    """Load the register, open its pages, and print what was measured as JSON."""
    import django

    django.setup()
    from django.test import Client
    from tests.web.service import NURSE
    from uuid6 import uuid7

    from bench import register_rows
    from openward_web.accounts.models import Account
    from openward_web.people.models import Person
    from openward_web.recording import actions
    from openward_web.recording.selectors import now

    register_rows.load()
    person = Person.objects.get(pk=UUID(int=register_rows.FIRST_PERSON + 1))
    incident, measure = actions.start_measure(
        entry_id=uuid7(), by=NURSE, at=now(), person=person, ward_id=WARD, kind="seclusion"
    )
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(
        Account.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    places = {
        "the ward board": f"/wards/{WARD}/",
        "the part of it that changes": f"/wards/{WARD}/now/",
        "the page of a measure that goes on": f"/measures/{measure}/",
        "the page of an incident": f"/incidents/{incident}/",
        "the record of one person": f"/people/{person.pk}/record/",
    }
    json.dump({name: _opened(client, place) for name, place in places.items()}, sys.stdout)


def _opened(client: Any, place: str) -> dict[str, Any]:
    """Queries, plans that read a table whole, and the median time with nothing kept in between."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from tests.running.plans import reading_whole

    from openward_web.recording.clocks import AROUND
    from openward_web.wards.presenters import READ

    def opened() -> None:
        AROUND.forget()
        READ.forget()
        if client.get(place).status_code != 200:
            raise SystemExit(f"no page at {place}")

    opened()
    with CaptureQueriesContext(connection) as captured:
        opened()
    whole = reading_whole(query["sql"] for query in captured)
    return {"queries": len(captured), "whole": whole, "ms": median_ms(partial(opened), 11)}


def measured(database: str, made: Installation) -> list[tuple[str, ...]]:
    """The rows of one database; stops where a page reads a large table whole."""
    found = json.loads(made.run("bench.register_million", "pages"))
    for name, page in found.items():
        if page["whole"]:
            raise SystemExit(f"{database}, {name}: a table is read whole by {page['whole']}")
    return [(database, name, f"{page['queries']}", "none", f"{page['ms']:.0f}")
            for name, page in found.items()]  # fmt: skip


def main() -> None:
    """Measure, and write `bench/results/register_million.md`."""
    if sys.argv[1:] == ["pages"]:
        pages()
        return
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        with installation(Path(folder) / "sqlite") as made:
            rows += measured("SQLite", made)
        with running() as server, installation(Path(folder) / "pg", server) as made:
            rows += measured("PostgreSQL", made)
    write("register_million", "A register of 1,000,000 measures of 20,000 people on 60 wards",
          ("database", "page", "queries", "tables read whole", "median ms"), rows,
          "every query of these pages by an index; through Django's client, nothing kept in "
          "between")  # fmt: skip


if __name__ == "__main__":
    main()
