"""Whose accounts somebody may keep, and which roles they may give. Never their own."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from openward_web.accounts.access import Reach
from openward_web.accounts.models import Account, Grant
from openward_web.accounts.rules import Capability
from openward_web.accounts.selectors import grants_at

KEEP = Capability.MANAGE_ACCOUNTS


def grants_in_reach(reach: Reach) -> "QuerySet[Grant]":
    """The roles that hold where one keeps the accounts."""
    found = grants_at(reach.now)
    if reach.places(KEEP).everywhere:
        return found
    return found.filter(
        Q(ward__in=reach.wards(KEEP)) | Q(facility__in=reach.facilities(KEEP))
    ).distinct()


def accounts_in_reach(reach: Reach) -> "QuerySet[Account]":
    """Accounts that may do nothing outside of where one keeps the accounts, by name."""
    elsewhere = grants_at(reach.now).exclude(pk__in=grants_in_reach(reach).values("pk"))
    found = Account.objects.exclude(pk__in=elsewhere.values("account_id"))
    return found.order_by("display_name", "username")


def account_or_404(reach: Reach, account_id: UUID) -> Account:
    """An account that one may keep: whoever opens more than oneself is out of reach."""
    found = accounts_in_reach(reach).filter(pk=account_id).first()
    if found is None:
        raise Http404
    return found


def check_is_somebody_else(reach: Reach, account_id: UUID) -> None:
    """Nobody opens doors for themselves, and nobody locks themselves out.

    Raises
    ------
    PermissionDenied
        It is their own account.
    """
    if reach.account_id == account_id:
        raise PermissionDenied(_("Somebody else has to do this for your own account."))
