"""Make the accounts of the demonstration."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from openward_web.accounts import actions
from openward_web.accounts.models import Account
from openward_web.demonstration.roles import ACCOUNTS, PASSWORD, Shown
from openward_web.demonstration.rows import SPACE
from openward_web.ledger.rows import Row
from openward_web.ledger.writing import Actor
from openward_web.people.models import Person

BY = Actor(account_id=None, device_id=None, zone="Europe/Bratislava")


def make_accounts(facilities: Sequence[Row], wards: Sequence[Row], now: datetime) -> None:
    """Every role once, at the first ward or facility."""
    places: dict[str, dict[str, UUID | None]] = {
        "ward": {"ward_id": wards[0]["ward_id"]},
        "second_ward": {"ward_id": wards[1]["ward_id"]},
        "facility": {"facility_id": facilities[0]["facility_id"]},
        "everywhere": {},
        "person": {"person_id": _somebody()},
    }
    for shown in ACCOUNTS:
        account = Account(
            pk=key_of(shown), username=shown.username,
            display_name=shown.username.capitalize(),
        )  # fmt: skip
        account.set_password(PASSWORD)
        account.save(force_insert=True)
        actions.grant_role(
            entry_id=uuid5(SPACE, f"grant-{shown.username}"), by=BY, at=now,
            account_id=account.pk, role=shown.role, **places[shown.place],
        )  # fmt: skip


def key_of(shown: Shown) -> UUID:
    """The identifier of an account of the demonstration."""
    return uuid5(SPACE, f"account-{shown.username}")


def _somebody() -> UUID:
    here = Person.objects.filter(stays__ended_at=None, stays__isnull=False)
    found = here.order_by("-measures__started_at", "pk").first()
    if found is None:
        raise LookupError("nobody is here")
    return found.pk
