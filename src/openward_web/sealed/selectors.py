"""Whom a person can write to, and what was sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from openward_web.accounts.models import Grant
from openward_web.accounts.rules import Capability, Given, Role, places_for
from openward_web.accounts.selectors import grants_at
from openward_web.accounts.wording import ROLES
from openward_web.people.models import Identity
from openward_web.sealed.models import Mailbox, SealedMessage
from openward_web.wards.models import Stay


@dataclass(frozen=True, slots=True)
class OpenTo:
    """Somebody the person can write to, and what they are: a name alone can be anybody's."""

    box: Mailbox
    roles: frozenset[Role]

    @property
    def words(self) -> str:
        """The name that they gave themselves, and the role that the service gave them."""
        return f"{self.box.name} – {', '.join(sorted(str(ROLES[role]) for role in self.roles))}"


def open_to(person_id: UUID, now: datetime) -> list[OpenTo]:
    """Whom the person can write to: whom they let near, and who looks at their service from
    outside. By name."""
    boxes = list(Mailbox.objects.order_by("name", "pk"))
    grants: dict[UUID, list[Given]] = {box.pk: [] for box in boxes}
    for grant in grants_at(now).filter(account_id__in=grants):
        grants[grant.account_id].append(_given(grant))
    identity = Identity.objects.select_related("facility").filter(pk=person_id).first()
    wards = set(Stay.objects.filter(person=person_id).values_list("ward_id", flat=True))
    return [
        OpenTo(box, frozenset(given.role for given in grants[box.pk]))
        for box in boxes if _reaches(grants[box.pk], person_id, identity, wards, now)
    ]  # fmt: skip


def _given(grant: Grant) -> Given:
    return Given(Role(grant.role), grant.ward_id, grant.facility_id, grant.region, grant.person_id,
                 grant.valid_from, grant.valid_to)  # fmt: skip


def _reaches(
    grants: list[Given], person_id: UUID, identity: Identity | None, wards: set[UUID], now: datetime
) -> bool:
    if any(grant.person_id == person_id and grant.role != Role.PERSON for grant in grants):
        return True
    places = places_for(Capability.RECEIVE_SEALED, grants, now)
    if places.everywhere or places.wards & wards:
        return True
    facility = identity.facility if identity else None
    return facility is not None and (
        facility.pk in places.facilities or facility.region in places.regions
    )


def sent_by(person_id: UUID) -> list[SealedMessage]:
    """What the person sent, the latest first."""
    found = SealedMessage.objects.filter(person=person_id).select_related("mailbox")
    return list(found.order_by("-sent_at", "pk")[:500])


def mailbox_of(account_id: UUID | None) -> Mailbox | None:
    """The mailbox of an account."""
    return Mailbox.objects.filter(pk=account_id).first()


def inbox(account_id: UUID | None) -> list[SealedMessage]:
    """What was sent to an account, the latest first, without the envelopes."""
    found = SealedMessage.objects.filter(mailbox=account_id).defer("sealed")
    return list(found.order_by("-sent_at", "pk")[:500])


def message_or_404(account_id: UUID | None, message_id: UUID) -> SealedMessage:
    """A message that was sent to this account."""
    found = SealedMessage.objects.filter(pk=message_id, mailbox=account_id).first()
    if found is None:
        raise Http404
    return found
