"""The web server as `openward serve` starts it: gunicorn with two workers, and the sealer."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPException

from tests.running.client import Client
from tests.running.installation import Installation

STARTS_WITHIN = 60.0


class Server:
    """One process group, so that a kill reaches gunicorn, its workers and the sealer at once.

    seal_every: seconds between two rounds of the sealer; 0 for none.
    """

    def __init__(
        self, of: Installation, application: str = "openward_web.config.wsgi", *,
        workers: int = 2, seal_every: int = 1, ready: str = "/healthz",
    ) -> None:  # fmt: skip
        self.port = free_port()
        self._of, self._ready, self._seal_every = of, ready, seal_every
        self._serve = [
            "gunicorn", application, "--bind", f"127.0.0.1:{self.port}", "--workers", str(workers),
            "--log-level", "critical", "--timeout", "60",
        ]  # fmt: skip
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._start(self._serve)
        if self._seal_every:
            self._start(["openward", "ledger", "seal", "--every", str(self._seal_every)])
        until = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            if time.monotonic() > until or self._running[0].poll() is not None:
                self.kill()
                raise RuntimeError("the server does not answer")
            time.sleep(0.02)

    def kill(self) -> None:
        """SIGKILL for everything at once: nobody gets to finish anything."""
        if self._running:
            with suppress(ProcessLookupError):
                os.killpg(self._running[0].pid, signal.SIGKILL)
        for process in self._running:
            process.wait()
        self._running = []

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _start(self, module: Sequence[str]) -> None:
        group = self._running[0].pid if self._running else 0
        with (self._of.folder / "server.log").open("ab") as log:
            self._running.append(subprocess.Popen(
                [sys.executable, "-m", *module], env=self._of.environment, process_group=group,
                stdout=log, stderr=log,
            ))  # fmt: skip

    def _answers(self) -> bool:
        try:
            return Client(self.port).get(self._ready).status == 200
        except (OSError, HTTPException):
            return False


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
