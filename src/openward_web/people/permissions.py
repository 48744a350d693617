"""Who somebody is to a person, and what follows: whose plan opens, and whose words are whose."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from openward.plans.readers import Relation
from openward_web.accounts.access import Reach
from openward_web.accounts.models import Grant
from openward_web.accounts.rules import Capability, Role
from openward_web.people.models import Person
from openward_web.wards.models import Stay

#: Roles that hold for one person.
SUPPORTERS = frozenset({Role.SUPPORTER, Role.PEER_WORKER})


def relation_to(reach: Reach, person_id: UUID) -> Relation | None:
    """What whoever asks is to a person; None: nothing that opens their plan."""
    for grant in reach.grants:
        if grant.person_id == person_id and grant.role == Role.PERSON:
            return Relation.SELF
    if person_id in reach.behind_glass or _is_here(reach, person_id):
        return Relation.STAFF
    near = any(g.person_id == person_id and g.role in SUPPORTERS for g in reach.grants)
    return Relation.SUPPORTER if near else None


def _is_here(reach: Reach, person_id: UUID) -> bool:
    """Whether the person is on a ward where records may be seen."""
    where = reach.at(Capability.SEE_RECORD, "ward__")
    if not reach.may(Capability.SEE_RECORD):
        return False
    return Stay.objects.filter(where, Q(ended_at=None), person_id=person_id).exists()


def person_or_404(reach: Reach, person_id: UUID) -> tuple[Person, Relation]:
    """The person and what whoever asks is to them."""
    relation = relation_to(reach, person_id)
    found = Person.objects.select_related("identity__facility", "chosenline").filter(pk=person_id)
    person = found.first() if relation else None
    if person is None or relation is None:
        raise Http404
    return person, relation


def person_to_write_for_or_404(reach: Reach, person_id: UUID) -> tuple[Person, Relation]:
    """The same, for whoever may write: a reason opens a record from elsewhere to be read alone."""
    person, relation = person_or_404(reach, person_id)
    if relation == Relation.STAFF and not _is_here(reach, person_id):
        raise Http404
    return person, relation


def is_the_person(account_id: UUID | None, person_id: UUID, at: datetime) -> bool:
    """Whether an account was a person's own at a moment."""
    held = Grant.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=at), account_id=account_id, person_id=person_id,
        role=Role.PERSON,
    )  # fmt: skip
    return account_id is not None and held.exists()


def check_is_the_person(account_id: UUID | None, person_id: UUID, at: datetime) -> None:
    """Only the person takes back their own words, and says who reads them.

    Raises
    ------
    PermissionDenied
        It was somebody else, whatever their role.
    """
    if not is_the_person(account_id, person_id, at):
        raise PermissionDenied("these are the person's own words")
