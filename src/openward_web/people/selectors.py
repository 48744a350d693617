"""What a person may see of themselves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from openward_web.accounts.access import Reach
from openward_web.accounts.rules import Role
from openward_web.accounts.selectors import names_of
from openward_web.ledger.reading import reads_of
from openward_web.people.models import Identity
from openward_web.recording.models import Incident
from openward_web.wards.models import Contact

PAGES = {
    "incident": _("what happened"), "record": _("the list of what happened"),
    "plan": _("my plan"), "stay": _("my stay"), "learning": _("what was said about it"),
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


def own_contacts(person_id: UUID) -> list[Contact]:
    """Whom the person can turn to: advocate, complaints, monitor, as their facility wrote down."""
    identity = Identity.objects.filter(pk=person_id).first()
    if identity is None:
        return []
    return list(Contact.objects.filter(facility=identity.facility_id).order_by("kind", "name"))
