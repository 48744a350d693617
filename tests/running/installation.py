"""A data folder and a database of its own, and commands that run on them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

from tests.conftest import ROOT


@dataclass(frozen=True, slots=True)
class Installation:
    """Where one installation keeps what it knows. database_url: empty for SQLite."""

    folder: Path
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """Of a process that belongs to it, whatever the caller's own settings are."""
        clean = {name: value for name, value in os.environ.items()
                 if not name.startswith("OPENWARD_") and name != "DATABASE_URL"}  # fmt: skip
        return clean | {
            "OPENWARD_DATA": str(self.folder), "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "openward_web.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }  # fmt: skip

    def run(self, *module: str) -> str:
        """What `python -m module …` prints; raises where it ends with another code than 0."""
        done = subprocess.run(
            [sys.executable, "-m", *module], env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{' '.join(module)}: {done.stdout}")
        return done.stdout


@contextmanager
def installation(folder: Path, server: str = "") -> Iterator[Installation]:
    """A prepared one. server: address of a PostgreSQL, for a database in it; empty for SQLite."""
    folder.mkdir(parents=True, exist_ok=True)
    if not server:
        made = Installation(folder)
        made.run("tests.running.prepare")
        yield made
        return
    name = f"openward_{uuid4().hex[:12]}"
    _command(server, "CREATE DATABASE {}", name)
    try:
        made = Installation(folder, server.replace("/postgres?", f"/{name}?", 1))
        made.run("tests.running.prepare")
        yield made
    finally:
        _command(server, "DROP DATABASE {} WITH (FORCE)", name)


def _command(server: str, words: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(words).format(sql.Identifier(name)))
