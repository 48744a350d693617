"""Everything that is read about accounts."""

from uuid import UUID

from openward_web.accounts.models import Account


def display_name(account: Account) -> str:
    """The name that stands on pages."""
    return account.display_name


def names_of(account_ids: "set[UUID | None]") -> dict[UUID, str]:
    """The names of accounts by their identifiers."""
    found = Account.objects.filter(pk__in={key for key in account_ids if key})
    return dict(found.values_list("pk", "display_name"))
