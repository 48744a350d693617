"""The crisis card with a million persons: how long somebody waits who needs it now.

Each look at a person's card is written down once in 15 minutes; both kinds of look are measured.
`python -m bench.card rows` is the part that runs inside an installation.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from uuid import UUID

from tests.postgresql import running
from tests.running.client import Client
from tests.running.installation import Installation, installation
from tests.running.server import Server

from bench import load
from bench.report import write

PERSONS, ON_THE_WARD = 1_000_000, 2_000
#: Above the keys of tests.running.prepare and of bench.register_rows.
FIRST = 10_000_000
LINES = (("do", "Sit with me and be quiet"), ("do", "Let me walk in the garden"),
         ("do_not", "Do not touch me"), ("do_not", "Do not close the door"),
         ("supporters", "My sister, at any hour"), ("treatment", "No injections"))  # fmt: skip
COLUMNS = ("database", "what", "clients", "requests", "p50 ms", "p95 ms", "p99 ms")


def rows() -> None:
    """A plan of six lines for each of a million persons; some of them are on one ward."""
    import django

    django.setup()
    from tests.web.names import WARD

    from bench.register_rows import fill, key

    person, at, last = {"person_id": key("n")}, "'2026-01-01 00:00:00'", FIRST + PERSONS - 1
    fill("persons", person, FIRST, last)
    name = {"facility_id": key("101"), "local_number": f"'L' || {key('n')}",
            "display_name": "'Somebody'"}  # fmt: skip
    fill("identities", person | name, FIRST, last)
    plan = {"plan_id": key("n"), "version": "1", "started_on": "'2026-01-01'", "begun_at": at}
    fill("plans", person | plan, FIRST, last)
    for place, (part, text) in enumerate(LINES):
        line = {
            "line_id": key(f"n + {place + 1} * 100000000"), "part": f"'{part}'",
            "voice": "'mine'", "written_by": "'for_person'", "text": f"'{text}'",
            "language": "'en'", "written_at": at, "place": f"{place}", "from_version": "1",
        }  # fmt: skip
        fill("plan_lines", person | line, FIRST, last)
    stay = {"stay_id": key("n"), "ward_id": key(str(WARD.int)), "started_at": at}
    fill("stays", person | stay, FIRST, FIRST + ON_THE_WARD - 1)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measured(database: str, made: Installation) -> list[tuple[str, ...]]:
    """The rows of one database: each card for the first time, then the same ones again."""
    made.run("bench.card", "rows")
    found = []
    with Server(made, seal_every=10) as server:
        nurse = Client(server.port)
        nurse.sign_in()
        people = [UUID(int=FIRST + number) for number in range(ON_THE_WARD)]
        for what, clients in (("the first look, written down", 1), ("another look", 1),
                              ("another look", 8)):  # fmt: skip
            took = load.latencies(server.port, _cards(nurse.cookies, people), clients, 8.0)
            cuts = load.percentiles(took)
            found.append((database, what, f"{clients}", f"{len(took):,}",
                          *(f"{cut:.1f}" for cut in cuts)))  # fmt: skip
    return found


def _cards(cookies: dict[str, str], people: list[UUID]) -> Callable[[], bytes]:
    each: Iterator[UUID] = cycle(people)

    def made() -> bytes:
        return load.get(f"/people/{next(each)}/plan/", cookies)()

    return made


def main() -> None:
    """Measure, and write `bench/results/card.md`."""
    if sys.argv[1:] == ["rows"]:
        rows()
        return
    found = []
    with tempfile.TemporaryDirectory() as folder:
        with installation(Path(folder) / "sqlite") as made:
            found += measured("SQLite", made)
        with running() as server, installation(Path(folder) / "pg", server) as made:
            found += measured("PostgreSQL", made)
    write("card", "The crisis card with 1,000,000 persons", COLUMNS, found,
          "p99 below 25 ms with one client; from sending to the end of the answer, two gunicorn "
          "workers, clients and server share the cores")  # fmt: skip


if __name__ == "__main__":
    main()
