"""What a person may see of themselves."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from openward_web.accounts.access import Reach
from openward_web.accounts.models import Grant
from openward_web.accounts.rules import Role
from openward_web.accounts.selectors import grants_at, names_of
from openward_web.ledger.reading import reads_of
from openward_web.people.models import Identity, Person
from openward_web.people.permissions import SUPPORTERS
from openward_web.recording.models import Incident
from openward_web.wards.models import Contact

PAGES = {
    "incident": _("what happened"), "record": _("the list of what happened"),
    "plan": _("my plan"), "stay": _("my stay"), "learning": _("what was said about it"),
    "experience": _("how it was for me"),
    "accounts": _("my accounts, by a supporter"), "download": _("everything, as a download"),
}  # fmt: skip


def own_person(reach: Reach) -> UUID | None:
    """The person whom the account belongs to."""
    return next((g.person_id for g in reach.grants if g.role == Role.PERSON and g.person_id), None)


def own_incidents(person_id: UUID) -> list[Incident]:
    """What was written about the person, the latest first; withdrawn entries too."""
    found = Incident.objects.filter(person_id=person_id).select_related("ward__facility")
    return list(found.prefetch_related("measures").order_by("-started_at")[:500])


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody opened the record."""

    who: str
    page: str
    at: datetime

    @property
    def words(self) -> str:
        """Which page it was."""
        return str(PAGES.get(self.page, self.page))


def looks(person_id: UUID) -> list[Look]:
    """Who opened the person's record, the latest first."""
    entries = reads_of(person_id)[:500]
    names = names_of({entry.actor_id for entry in entries})
    return [
        Look(names.get(e.actor_id, "") if e.actor_id else "", e.action.removeprefix("read_"),
             e.recorded_at)
        for e in entries
    ]  # fmt: skip


def grants_near(person_id: UUID) -> "QuerySet[Grant]":
    """The roles that hold now for one person: their own, and those whom they let near."""
    return grants_at(datetime.now(UTC)).filter(person=person_id).order_by("valid_from", "pk")


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody who signs in as the person, or whom the person lets near."""

    grant: Grant
    name: str
    role: Role

    @property
    def is_self(self) -> bool:
        """Whether it is the person's own account."""
        return self.role == Role.PERSON


def near(person_id: UUID) -> list[Near]:
    """Who signs in as the person, and whom they let near."""
    grants = list(grants_near(person_id))
    names = names_of({grant.account_id for grant in grants})
    return [Near(g, names.get(g.account_id, ""), Role(g.role)) for g in grants]


def supported_by(reach: Reach) -> list[Person]:
    """The people who let whoever asks near, by name."""
    keys = {g.person_id for g in reach.grants if g.person_id and g.role in SUPPORTERS}
    found = Person.objects.filter(pk__in=keys).select_related("identity")
    return list(found.order_by("identity__display_name", "pk"))


def own_contacts(person_id: UUID) -> list[Contact]:
    """Whom the person can turn to: advocate, complaints, monitor, as their facility wrote down."""
    identity = Identity.objects.filter(pk=person_id).first()
    if identity is None:
        return []
    return list(Contact.objects.filter(facility=identity.facility_id).order_by("kind", "name"))
