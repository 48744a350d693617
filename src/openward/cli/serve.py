"""`openward serve`: the web application."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer


def serve(
    port: Annotated[int, typer.Option(help="The port to listen on.", envvar="PORT")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 2,
) -> None:
    """Serve the web application; makes its database when there is none.

    Example:

        openward serve --port 8080
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward_web.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    typer.echo(f"OpenWard: http://{host}:{port}")
    typer.echo("The public figures need no login. There are no demonstration accounts yet.")
    sys.stdout.flush()
    # One process becomes gunicorn's: signals reach it, and it ends when the terminal closes.
    os.execv(sys.executable, [  # noqa: S606 - our own words, no shell
        sys.executable, "-m", "gunicorn", "openward_web.config.wsgi", "--bind", f"{host}:{port}",
        "--workers", str(workers), "--log-level", "warning", "--timeout", "60",
    ])  # fmt: skip
