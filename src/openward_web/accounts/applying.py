"""Which entries make accounts, grants, devices and broken glass."""

from uuid import UUID

from openward_web.accounts import models
from openward_web.ledger.registry import Applied, applies, domain
from openward_web.ledger.rows import writes_rows

domain(models.Grant, models.Device, models.GlassTry, models.BrokenGlass)
writes_rows(
    "grant_role", "withdraw_role", "enrol_device", "revoke_device", "try_glass", "break_glass",
    "see_broken_glass", "make_token", "revoke_token",
)  # fmt: skip


@applies("create_account")
def create_account(entry: Applied) -> None:
    """An account without a password. Its table is not made anew from entries, so that the
    secrets that stand beside it survive: an account that is there stays as it is.
    """
    models.Account.objects.get_or_create(
        pk=_account_id(entry),
        defaults={"must_change_password": True, "password": models.NO_PASSWORD, **entry.payload},
    )


@applies("close_account")
@applies("open_account")
def open_or_close(entry: Applied) -> None:
    """Whether somebody can sign in."""
    is_active = entry.action == "open_account"
    models.Account.objects.filter(pk=_account_id(entry)).update(is_active=is_active)


@applies("give_new_password")
def give_new_password(entry: Applied) -> None:
    """That it happened is the entry; the password itself never enters the ledger."""


def _account_id(entry: Applied) -> UUID:
    return UUID(entry.subject.partition(":")[2])
