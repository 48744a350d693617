"""SIGKILL under concurrent writes loses nothing that was acknowledged, and doubles nothing."""

from __future__ import annotations

import os
from pathlib import Path

from tests.running.installation import installation
from tests.running.killing import kill_while_writing

KILLS = 8


def test_killing_the_server_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """On the database that the tests run on; `python -m bench.killed` does it 200 times on both."""
    with installation(tmp_path, os.environ.get("DATABASE_URL", "")) as made:
        account = kill_while_writing(made, KILLS, seed=2026)
        made.run("openward", "ledger", "seal")
        verified = made.run("openward", "ledger", "verify")
        rebuilt = made.run("openward", "ledger", "rebuild")
    assert account.lost == []
    assert account.doubled == []
    assert not account.changed_by_sending_again
    assert account.cut_off
    assert account.acknowledged > 5 * KILLS
    assert "stand as sealed" in verified
    assert "0 rows differ" in rebuilt
