"""`openward ledger verify` on 100,000 entries in a database: its time, and each planted damage."""

# ruff: noqa: S608 - our own words, on a copy that is thrown away
from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.running.installation import Installation

from bench.report import write

ENTRIES, CUT = 100_000, 7
PLACE = ENTRIES * 2 // 3
AT = f"(SELECT entry_id FROM ledger_leaves WHERE tree = 'record' AND number = {PLACE})"
LAST = f"(SELECT entry_id FROM ledger_leaves WHERE tree = 'record' AND number >= {ENTRIES - CUT})"
GONE = ("DELETE FROM ledger_payloads WHERE entry_id IN {0}",
        "DELETE FROM ledger_entries WHERE position IN {0}")  # fmt: skip
#: What somebody at the database does, the triggers taken away.
DAMAGES: dict[str, Sequence[str]] = {
    "edited byte of a header": [
        f"UPDATE ledger_entries SET action = 'obserwe' WHERE position = {AT}"
    ],
    "edited byte of a payload": [
        "UPDATE ledger_payloads SET ciphertext = CAST(substr(ciphertext, 1, 40) || x'00' || "
        f"substr(ciphertext, 42) AS BLOB) WHERE entry_id = {AT}"
    ],
    "deleted entry": [sql.format(AT) for sql in GONE],
    "deleted entry and leaf": [
        *(sql.format(AT) for sql in GONE),
        f"DELETE FROM ledger_leaves WHERE tree = 'record' AND number = {PLACE}",
    ],
    "two entries in each other's place": [
        "UPDATE ledger_leaves SET number = -1 WHERE tree = 'record' AND number = " + f"{PLACE}",
        f"UPDATE ledger_leaves SET number = {PLACE} WHERE number = {PLACE + 1}",
        f"UPDATE ledger_leaves SET number = {PLACE + 1} WHERE number = -1",
    ],
    "cut tail, its head left": [
        *(sql.format(LAST) for sql in GONE),
        f"DELETE FROM ledger_leaves WHERE tree = 'record' AND number >= {ENTRIES - CUT}",
    ],
}
#: Nothing inside tells: only a head that was kept outside.
CUT_WITH_HEAD = [
    *DAMAGES["cut tail, its head left"],
    f"DELETE FROM ledger_heads WHERE size > {ENTRIES - CUT}",
]


def verified(made: Installation, *options: str) -> tuple[float, str]:
    """Seconds of the command, and what it says; nothing where the ledger is whole."""
    start = time.perf_counter()
    try:
        made.run("openward", "ledger", "verify", *options)
    except RuntimeError as error:
        return time.perf_counter() - start, str(error).partition(": ")[2].strip()
    return time.perf_counter() - start, ""


def damaged(made: Installation, folder: Path, statements: Sequence[str]) -> Installation:
    """A copy in which somebody did this."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made.folder, folder)
    with closing(sqlite3.connect(folder / "openward.sqlite3")) as database, database:
        named = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in database.execute(named).fetchall():
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            if not database.execute(statement).rowcount:
                raise SystemExit(f"nothing was damaged: {statement}")
    return Installation(folder)


def planted(made: Installation, folder: Path) -> list[tuple[str, ...]]:
    """A row for each damage; stops where one is not found."""
    rows = []
    for name, statements in DAMAGES.items():
        took, words = verified(damaged(made, folder, statements))
        if not words:
            raise SystemExit(f"not found: {name}")
        rows.append((name, f"{took:.1f}", "", words.splitlines()[0]))
    head = folder.parent / "head.json"
    made.run("openward", "ledger", "head", "-o", str(head))
    cut = damaged(made, folder, CUT_WITH_HEAD)
    if verified(cut)[1]:
        raise SystemExit("a cut tail was found without a head: then why keep one outside")
    took, words = verified(cut, "--head", str(head))
    if not words:
        raise SystemExit("not found: cut tail, by a head kept outside")
    rows.append(("cut tail and heads, by a head kept outside", f"{took:.1f}", "", words))
    return rows


def main() -> None:
    """Measure, and write `bench/results/ledger_command.md`."""
    with tempfile.TemporaryDirectory() as folder:
        made = Installation(Path(folder) / "whole")
        made.folder.mkdir()
        made.run("django", "migrate", "--verbosity", "0")
        empty, _ = verified(made)
        made.run("bench.ledger_rows", str(ENTRIES))
        took, words = min(verified(made) for _ in range(3))
        if words:
            raise SystemExit(f"damage was found where there is none: {words}")
        million = (took - empty) * 1_000_000 / ENTRIES
        rows = [("an empty ledger: the command's start", f"{empty:.1f}", "", ""),
                ("nothing is wrong", f"{took:.1f}", f"{million:.0f}", ""),
                *planted(made, Path(folder) / "damaged")]  # fmt: skip
    write("ledger_command", f"`openward ledger verify` on {ENTRIES:,} entries in SQLite",
          ("ledger", "seconds", "seconds per million entries", "what it says"), rows,
          "every planted damage found")  # fmt: skip


if __name__ == "__main__":
    main()
