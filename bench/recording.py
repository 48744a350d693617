"""Writing and the ward board with 32 clients on both databases, next to a bare Django view.

The same server, the same durability, in turns within the same run.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

from tests.postgresql import running
from tests.running.client import Client
from tests.running.installation import Installation, installation
from tests.running.server import Server
from tests.web.names import WARD
from uuid6 import uuid7

from bench import load
from bench.report import write

ROUNDS, SECONDS = 3, 4.0
CLIENTS = (1, 32)
BARE = "a bare Django view, one insert"
SIGNED_IN = "the same, by somebody who is signed in"
TARGET = (
    "at most twice the bare view: missed, since it takes Django several times the bare view to "
    "know who writes; clients of one process (bench/load.py), who wait for each answer; two "
    "gunicorn workers; clients and server share the cores"
)


def entry(**fields: str) -> dict[str, str]:
    """The fields that every form sends: made by the tablet, with the moment of the tap."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return {"entry_id": str(uuid7()), "occurred_at": at, **fields}


def person(number: int) -> str:
    """Somebody who is on the ward; see tests.running.prepare."""
    return str(UUID(int=1000 + number))


def requests(port: int) -> dict[str, load.Request]:
    """What is measured of OpenWard, with two measures that go on; the board before it fills."""
    nurse = Client(port)
    nurse.sign_in()
    ward, cookies = f"/wards/{WARD}", nurse.cookies
    begun = [entry(person=person(n), kind="seclusion") for n in (1, 2)]
    for fields in begun:
        nurse.post(f"{ward}/start/", fields)
    measure = uuid5(UUID(begun[0]["entry_id"]), "measure")
    seclusion = {"person": person(3), "kind": "seclusion"}
    shift = {"shift": "early", "statement": "complete"}
    return {
        "the part of the ward board that changes": load.get(f"{ward}/now/", cookies),
        "the whole ward board": load.get(f"{ward}/", cookies),
        "say at hand-over that all is recorded": load.post(
            f"{ward}/hand-over/", cookies, lambda: entry(**shift)
        ),
        "look in": load.post(f"/measures/{measure}/look/", cookies, entry),
        "start a measure": load.post(f"{ward}/start/", cookies, lambda: entry(**seclusion)),
    }


def _words() -> dict[str, str]:
    return {"text": "Somebody looked in."}


def signed_in(port: int) -> dict[str, str]:
    """The cookies of a nurse."""
    nurse = Client(port)
    nurse.sign_in()
    return nurse.cookies


def measured(made: Installation) -> dict[tuple[str, int], list[float]]:
    """Seconds by what was done and by the number of clients."""
    took: dict[tuple[str, int], list[float]] = defaultdict(list)
    for floor in ("bench.bare_view", "bench.signed_in_view"):
        made.run(floor)
    bare = Server(made, "bench.bare_view", seal_every=0, ready="/ready")
    known = Server(made, "bench.signed_in_view", seal_every=0, ready="/ready")
    with Server(made, seal_every=10) as ours, bare, known:
        asked = requests(ours.port)
        insert = load.post("/insert/", {}, _words)
        by_somebody = load.post("/insert/", signed_in(ours.port), _words)
        for name, request in asked.items():
            for clients in CLIENTS * ROUNDS:
                part = SECONDS / len(CLIENTS)
                took[BARE, clients] += load.latencies(bare.port, insert, clients, part)
                took[SIGNED_IN, clients] += load.latencies(known.port, by_somebody, clients, part)
                took[name, clients] += load.latencies(ours.port, request, clients, SECONDS)
    return took


def rows(database: str, took: dict[tuple[str, int], list[float]]) -> list[tuple[str, ...]]:
    """The rows of one database, each beside the bare view and the one that is signed in."""
    found = []
    for (name, clients), seconds in sorted(took.items(), key=lambda it: (it[0][1], it[0][0])):
        cuts = load.percentiles(seconds)
        floors = (load.percentiles(took[floor, clients]) for floor in (BARE, SIGNED_IN))
        found.append((database, name, f"{clients}", f"{len(seconds):,}",
                      *(f"{cut:.1f}" for cut in cuts),
                      *(_ratios(cuts, floor) for floor in floors)))  # fmt: skip
    return found


def _ratios(ours: Iterable[float], floor: Iterable[float]) -> str:
    return " / ".join(f"{mine / theirs:.1f}" for mine, theirs in zip(ours, floor, strict=True))


def main() -> None:
    """Measure, and write `bench/results/recording.md`."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        with installation(Path(folder) / "sqlite") as made:
            found += rows("SQLite", measured(made))
        with running() as server, installation(Path(folder) / "pg", server) as made:
            found += rows("PostgreSQL", measured(made))
    write("recording", "A durable write, and the ward board",
          ("database", "what", "clients", "requests", "p50 ms", "p95 ms", "p99 ms",
           "× bare (p50 / p95 / p99)", "× signed in"),
          found, TARGET)  # fmt: skip


if __name__ == "__main__":
    main()
