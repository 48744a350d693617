"""SIGKILL for the whole server, 200 times on each database, while four writers record.

Stops with an error where `openward ledger verify` or `rebuild` finds anything.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.postgresql import running
from tests.running.installation import installation
from tests.running.killing import Account, kill_while_writing

from bench.report import write

KILLS = 200


def killed(name: str, server: str) -> tuple[str, ...]:
    """One row of the result."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, installation(Path(folder), server) as made:
        account = kill_while_writing(made, KILLS, seed=2026)
        for command in ("seal", "verify", "rebuild"):
            made.run("openward", "ledger", command)
    return (name, *told(account), f"{(time.monotonic() - start) / 60:.0f}")


def told(account: Account) -> tuple[str, ...]:
    """Numbers as readers see them."""
    return (
        f"{account.kills}", f"{account.sent:,}", f"{account.acknowledged:,}",
        f"{account.cut_off:,}", f"{len(account.lost)}", f"{len(account.doubled)}",
        "yes" if account.changed_by_sending_again else "no",
    )  # fmt: skip


def main() -> None:
    """Measure, and write `bench/results/killed.md`."""
    rows = [killed("SQLite", "")]
    with running() as server:
        rows.append(killed("PostgreSQL", server))
    columns = (
        "database", "kills", "entries sent", "acknowledged before the end", "requests cut off",
        "lost", "doubled", "changed by sending all again", "minutes",
    )  # fmt: skip
    title = "The server killed with SIGKILL while four people record"
    target = "nothing acknowledged is lost, nothing is doubled; verify and rebuild find nothing"
    write("killed", title, columns, rows, target)


if __name__ == "__main__":
    main()
