"""Everything that is read about accounts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from openward_web.accounts.models import Account, BrokenGlass, Grant
from openward_web.wards.models import Ward


def display_name(account: Account) -> str:
    """The name that stands on pages."""
    return account.display_name


def names_of(account_ids: "set[UUID | None]") -> dict[UUID, str]:
    """The names of accounts by their identifiers."""
    found = Account.objects.filter(pk__in={key for key in account_ids if key})
    return dict(found.values_list("pk", "display_name"))


def grants_at(now: datetime) -> "QuerySet[Grant]":
    """The roles that hold at a moment."""
    return Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gt=now), valid_from__lte=now)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with a role in a facility."""

    name: str
    grant: Grant


def colleagues_at(wards: "QuerySet[Ward]", now: datetime) -> list[Colleague]:
    """Who holds a role on these wards or in their facilities, by name."""
    here = Q(ward__in=wards) | Q(facility__in=wards.values("facility"))
    grants = list(grants_at(now).filter(here, person=None).select_related("ward", "facility"))
    names = names_of({grant.account_id for grant in grants})
    found = [Colleague(names.get(grant.account_id, ""), grant) for grant in grants]
    return sorted(found, key=lambda one: (one.name, one.grant.valid_from))


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that somebody opened from elsewhere, and why."""

    who: str
    at: datetime
    reason: str


def opened_from_elsewhere(person_id: UUID) -> list[Opened]:
    """Who broke the glass before a person's record, the latest first."""
    rows = list(BrokenGlass.objects.filter(person_id=person_id).order_by("-started_at")[:100])
    names = names_of({row.account_id for row in rows})
    return [Opened(names.get(row.account_id, ""), row.started_at, row.reason) for row in rows]
