"""`openward serve` and `openward demo`: the web application."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from openward.problems import BadInput, Problem

Port = Annotated[int, typer.Option(help="The port to listen on.", envvar="PORT")]
Host = Annotated[str, typer.Option(help="The address to listen on.")]
Workers = Annotated[int, typer.Option(min=1, help="Worker processes.")]


def serve(port: Port = 8000, host: Host = "127.0.0.1", workers: Workers = 2) -> None:
    """Serve the web application; makes its database when there is none.

    Example:

        openward serve --port 8080
    """
    _prepare()
    _run(port, host, workers)


def demo(port: Port = 8000, host: Host = "127.0.0.1", workers: Workers = 2) -> None:
    """Serve the web application with a service that does not exist, and accounts for each role.

    The service is made at the first run. Never give it real data: everybody knows the passwords.

    Example:

        openward demo
    """
    os.environ["OPENWARD_DEMONSTRATION"] = "1"
    _prepare()
    _load_demonstration()
    _say_accounts()
    _run(port, host, workers)


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward_web.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _load_demonstration() -> None:
    from openward_web.demonstration.loading import is_loaded, load
    from openward_web.ledger.models import Entry

    if is_loaded():
        return
    if Entry.objects.exists():
        problem = Problem(
            "this installation holds a service of its own",
            "give the demonstration a folder of its own with OPENWARD_DATA",
        )
        raise BadInput(problem)
    typer.echo("Making the demonstration service, once: this takes about half a minute.")
    load(datetime.now(UTC).replace(microsecond=0))


def _say_accounts() -> None:
    from openward_web.demonstration.roles import ACCOUNTS, PASSWORD

    names = ", ".join(account.username for account in ACCOUNTS)
    typer.echo(f"Demonstration accounts: {names}. The password of each: {PASSWORD}")


def _run(port: int, host: str, workers: int) -> None:
    typer.echo(f"OpenWard: http://{host}:{port}")
    typer.echo("The public figures and the law need no login.")
    sys.stdout.flush()
    # Both end by themselves when this process does.
    subprocess.Popen([sys.executable, "-m", "openward", "ledger", "seal", "--every", "10"])
    subprocess.Popen([sys.executable, "-m", "openward", "figures", "refresh", "--every", "60"])
    # One process becomes gunicorn's: signals reach it, and it ends when the terminal closes.
    os.execv(sys.executable, [  # noqa: S606 - our own words, no shell
        sys.executable, "-m", "gunicorn", "openward_web.config.wsgi", "--bind", f"{host}:{port}",
        "--workers", str(workers), "--log-level", "warning", "--timeout", "60",
    ])  # fmt: skip
