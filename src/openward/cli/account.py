"""`openward account`: the first account of an installation, which no page can make."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Annotated

import typer

from openward.cli.output import say
from openward.problems import BadInput, Problem

app = typer.Typer(help="Accounts: the first one, on the server itself.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The name for signing in.")]
#: From a prompt, so that it stands in no history of commands.
Password = Annotated[
    str,
    typer.Option(prompt="First password", hide_input=True, confirmation_prompt=True,
                 envvar="OPENWARD_PASSWORD", help="Left out: asked for."),
]  # fmt: skip


@app.command()
def create(
    name: Name,
    password: Password,
    display_name: Annotated[str, typer.Option(help="The name on pages; else NAME.")] = "",
) -> None:
    """Make an administrator, who can make all other accounts on the pages.

    The password has to be changed at the first sign-in.

    Example:

        openward account create administrator
    """
    _web()
    from uuid6 import uuid7

    from openward_web.accounts import actions
    from openward_web.accounts.rules import Role
    from openward_web.ledger.writing import Actor

    _check(name, display_name or name, password)
    by, at = Actor(account_id=None, device_id=None, zone="UTC"), datetime.now(UTC)
    made = actions.create_account(
        entry_id=uuid7(), by=by, at=at, username=name, display_name=display_name or name,
        password=password,
    )  # fmt: skip
    actions.grant_role(entry_id=uuid7(), by=by, at=at, account_id=made.pk, role=Role.ADMINISTRATOR)
    say([f"{name} is an administrator: sign in at /accounts/login/ and choose another password"])


def _check(name: str, display_name: str, password: str) -> None:
    """The same rules as on the page, and the same as for every other password."""
    from django.core.exceptions import ValidationError

    from openward_web.accounts.actions import check_password_may_be_used
    from openward_web.accounts.forms import AccountForm

    form = AccountForm({"username": name, "display_name": display_name})
    wrong = [str(each) for said in form.errors.values() for each in said]
    try:
        check_password_may_be_used(name, display_name, password)
    except ValidationError as refused:
        wrong += refused.messages
    if wrong:
        raise BadInput([Problem(what, "nothing was made; choose another") for what in wrong])


def _web() -> None:
    """The first account comes before the first `openward serve`, so that tables may be missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward_web.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
