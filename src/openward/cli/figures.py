"""`openward figures`: the figures of an installation's own record."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from openward.cli.again import moments
from openward.cli.output import say

app = typer.Typer(help="The figures of this installation's own record.", no_args_is_help=True)


@app.callback()
def figures() -> None:
    """The figures of this installation's own record."""


@app.command()
def refresh(
    every: Annotated[int, typer.Option(min=0, help="Again after so many seconds; 0: once.")] = 0,
) -> None:
    """Count what was written since the last time, by every rule. `openward serve` does this every
    minute; a facility where nothing was written is not counted again on the same day.

    Example:

        openward figures refresh
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward_web.config.settings")
    import django

    django.setup()
    from openward_web.figures.counting import refresh as count_again

    for now in moments(every):
        counted = count_again(now)
        if not every:
            say([f"{counted:,} facilities counted"])
