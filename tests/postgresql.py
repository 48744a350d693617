"""A PostgreSQL of the tests' own: Debian's binaries if there are some, else the wheel's."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp


@contextmanager
def running() -> Iterator[str]:
    """The address of an empty database while the server runs; all of it is gone afterwards."""
    folder = Path(mkdtemp(prefix="openward-pg-"))
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    try:
        if binaries and (os.geteuid() != 0 or _has_user("postgres")):
            with _debian(binaries[-1].parent, folder) as url:
                yield url
        else:
            with _embedded(folder) as url:
                yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _debian(binaries: Path, folder: Path) -> Iterator[str]:
    # The server refuses to run as root.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    initdb = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*user, *initdb], check=True, capture_output=True)
    options = f"-k {folder} -c listen_addresses= -c max_connections=100"
    control = [*user, binaries / "pg_ctl", "-D", data, "-w"]
    start = [*control, "-l", folder / "log", "-o", options, "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True)


@contextmanager
def _embedded(folder: Path) -> Iterator[str]:
    import pgserver  # brings its own binaries

    with pgserver.get_server(folder / "data", cleanup_mode="stop") as server:
        yield server.get_uri()


def _has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def main() -> None:
    """Run a command beside a new server, such as `python -m tests.postgresql pytest …`.

    DATABASE_URL and OPENWARD_POSTGRESQL are its address.
    """
    import sys

    with running() as url:
        env = {**os.environ, "DATABASE_URL": url, "OPENWARD_POSTGRESQL": url}
        ran = subprocess.run(sys.argv[1:], env=env, check=False)
    raise SystemExit(ran.returncode)


if __name__ == "__main__":
    main()
