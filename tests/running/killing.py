"""Writers at work while the server is killed again and again; then the account of every entry."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from random import Random
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid5

from uuid6 import uuid7

from tests.running.client import Client
from tests.running.installation import Installation
from tests.running.prepare import PEOPLE
from tests.running.server import Server
from tests.running.state import MADE
from tests.web.names import WARD

WRITERS = 4
LONGEST_LIFE = 0.7
BROKEN = (OSError, HTTPException)


@dataclass(slots=True)
class Sent:
    """One entry that a writer made; is_acknowledged once an answer said so."""

    entry_id: UUID
    action: str
    path: str
    fields: dict[str, str]
    is_acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What came of it. cut_off: requests that the kill broke off after they had begun."""

    kills: int
    sent: int
    acknowledged: int
    cut_off: int
    lost: Sequence[str]
    doubled: Sequence[str]
    changed_by_sending_again: bool


class Writer(Thread):
    """Somebody who records without a pause, and sometimes sends again what had no answer."""

    def __init__(self, client: Client, stop: Event, number: int) -> None:
        super().__init__(daemon=True)
        self.client, self.stop, self.random = client, stop, Random(number)  # noqa: S311
        self.sent: list[Sent] = []
        self.cut_off = 0
        self.wrong: Exception | None = None

    def run(self) -> None:
        """Write until told to stop."""
        try:
            while not self.stop.is_set():
                old = self.sent and self.random.random() < 0.2
                entry = self.random.choice(self.sent) if old else self._another()
                self._send(entry)
        except Exception as error:
            self.wrong = error

    def _another(self) -> Sent:
        self.sent.append(another(self.random, self.sent))
        return self.sent[-1]

    def _send(self, entry: Sent) -> None:
        try:
            send(self.client, entry)
        except ConnectionRefusedError:
            time.sleep(0.02)
        except BROKEN:
            self.cut_off += 1


def another(random: Random, sent: Sequence[Sent]) -> Sent:
    """A new entry: a measure starts, or something about one that is there."""
    key, ward = uuid7(), f"/wards/{WARD}"
    started = [s for s in sent if s.action == "start_measure" and s.is_acknowledged]
    action = random.choice(["state_shift", "start_measure", "observe", "end_measure"])
    if action == "state_shift":
        fields = {"shift": "early", "statement": "complete"}
        return _sent(key, action, f"{ward}/hand-over/", fields)
    if action == "start_measure" or not started:
        person = UUID(int=1001 + random.randrange(PEOPLE))
        fields = {"person": str(person), "kind": "seclusion"}
        return _sent(key, "start_measure", f"{ward}/start/", fields)
    measure = uuid5(random.choice(started).entry_id, "measure")
    what = {"observe": "look", "end_measure": "end"}[action]
    return _sent(key, action, f"/measures/{measure}/{what}/", {})


def _sent(key: UUID, action: str, path: str, fields: dict[str, str]) -> Sent:
    return Sent(key, action, path, fields | {"entry_id": str(key)})


def send(client: Client, entry: Sent) -> None:
    """Send it once; raises what breaks the connection, and where the answer is a refusal."""
    answer = client.post(entry.path, entry.fields)
    if not answer.is_acknowledged:
        raise AssertionError(f"{answer.status} {answer.location} for {entry}")
    entry.is_acknowledged = True


def kill_while_writing(of: Installation, kills: int, seed: int) -> Account:
    """Kill so often, at random moments; then send what had no answer, then everything again."""
    server, random, stop = Server(of), Random(seed), Event()  # noqa: S311
    server.start()
    try:
        nurse = Client(server.port)
        nurse.sign_in()
        writers = [Writer(Client(server.port, nurse.cookies), stop, seed + n)
                   for n in range(WRITERS)]  # fmt: skip
        for writer in writers:
            writer.start()
        for _ in range(kills):
            time.sleep(random.uniform(0.0, LONGEST_LIFE))
            server.kill()
            server.start()
        stop.set()
        for writer in writers:
            writer.join()
            if writer.wrong:
                raise writer.wrong
        return _account(of, kills, nurse, writers)
    finally:
        stop.set()
        server.kill()


def _account(of: Installation, kills: int, client: Client, writers: Sequence[Writer]) -> Account:
    sent = [entry for writer in writers for entry in writer.sent]
    acknowledged = [entry for entry in sent if entry.is_acknowledged]
    lost = _lost(state_of(of), acknowledged)
    for entry in sent:
        if not entry.is_acknowledged:
            send(client, entry)
    first = state_of(of)
    for entry in sent:
        send(client, entry)
    second = state_of(of)
    return Account(
        kills, len(sent), len(acknowledged), sum(writer.cut_off for writer in writers),
        lost + _lost(second, sent), _doubled(second), first != second,
    )  # fmt: skip


def state_of(of: Installation) -> dict[str, Any]:
    """What the installation holds, read by another process."""
    return json.loads(of.run("tests.running.state"))  # type: ignore[no-any-return]


def _lost(state: dict[str, Any], entries: Sequence[Sent]) -> list[str]:
    """Entries that are not there, or whose row is not."""
    keys = {table: set(found) for table, found in state["keys"].items()}
    ended = set(state["ended"])
    lost = []
    for entry in entries:
        if entry.action in MADE:
            table, part = MADE[entry.action]
            has_row = str(uuid5(entry.entry_id, part)) in keys[table]
        else:
            has_row = entry.path.split("/")[2] in ended
        if str(entry.entry_id) not in state["times"] or not has_row:
            lost.append(str(entry.entry_id))
    return lost


def _doubled(state: dict[str, Any]) -> list[str]:
    """Entries written twice, and tables with more rows than entries that make them."""
    twice = [key for key, times in state["times"].items() if times != 1]
    more = [table for action, (table, _) in MADE.items()
            if len(state["keys"][table]) > state["actions"].get(action, 0)]  # fmt: skip
    return twice + more
