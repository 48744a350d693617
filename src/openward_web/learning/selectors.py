"""What is read about learning: each voice apart, and only by whom the person chose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from openward.learning.offers import Offer, formal_due_at, offer_again_at
from openward.plans.readers import Relation
from openward_web.learning.models import Action, Debrief, HouseRule, Voice
from openward_web.recording.models import Incident
from openward_web.wards.models import Ward


@dataclass(frozen=True, slots=True)
class DebriefShown:
    """A debrief with its offers. again_at: when it is offered again, where it was declined."""

    debrief: Debrief
    offers: Sequence[object]
    again_at: datetime | None

    @property
    def was_declined(self) -> bool:
        """Whether it was offered and the last answer was not yes."""
        return self.again_at is not None and self.debrief.held_at is None


def debriefs_of(incident: Incident) -> list[DebriefShown]:
    """Every debrief of an incident, the person's first."""
    found = Debrief.objects.filter(incident=incident).prefetch_related("offers")
    shown = []
    for debrief in sorted(found, key=lambda one: (one.whose != "person", one.whose, one.kind)):
        offers = sorted(debrief.offers.all(), key=lambda offer: offer.offered_at)
        again = offer_again_at([Offer(o.offered_at, o.answer) for o in offers])
        shown.append(DebriefShown(debrief, offers, None if debrief.held_at else again))
    return shown


def debrief_due(incident: Incident) -> datetime:
    """By when the formal debrief with the person is held."""
    return formal_due_at(incident.started_at)


def readable(relation: Relation) -> Q:
    """The accounts somebody may read: those of staff are the ward's, the person's are theirs."""
    theirs = {
        Relation.SELF: Q(),
        Relation.STAFF: Q(for_ward=True),
        Relation.SUPPORTER: Q(for_advocate=True),
    }[relation]
    of_person = Q(whose="person") & theirs
    return of_person | ~Q(whose="person") if relation == Relation.STAFF else of_person


def voices_of(incident: Incident, relation: Relation) -> list[Voice]:
    """The accounts of an incident for one reader, the person's first."""
    found = Voice.objects.filter(readable(relation), incident=incident)
    return sorted(found, key=lambda v: (v.whose != "person", v.whose, v.written_at))


def voices_for_supporter(person_id: UUID) -> list[Voice]:
    """The accounts that a person lets their supporters read, the latest first."""
    found = Voice.objects.filter(readable(Relation.SUPPORTER), incident__person=person_id)
    return list(found.select_related("incident").order_by("-written_at")[:200])


def withheld_from_person(incident: Incident) -> int:
    """How many accounts of others stand beside the person's own, which the person cannot read."""
    return Voice.objects.filter(incident=incident).exclude(whose="person").count()


def open_actions(ward: Ward) -> "QuerySet[Action]":
    """What is still to be done, the oldest day first."""
    return Action.objects.filter(ward=ward, done_on=None).order_by("due_on", "pk")


def done_actions(ward: Ward, since: date | None = None) -> "QuerySet[Action]":
    """What was done, the latest first."""
    found = Action.objects.filter(ward=ward).exclude(done_on=None)
    return (found.filter(done_on__gte=since) if since else found).order_by("-done_on", "pk")


def house_rules(ward: Ward) -> list[HouseRule]:
    """The house rules that led to refusals, undecided ones first."""
    found = HouseRule.objects.filter(ward=ward)
    return sorted(found, key=lambda rule: (rule.decided_on is not None, rule.text))


def refusals(ward: Ward) -> list[tuple[str, int]]:
    """Why requests were refused before an incident, with how often."""
    found = Incident.objects.filter(ward=ward, request_refused=True, withdrawn_at=None)
    found = found.exclude(refusal_reason=None).values_list("refusal_reason")
    return list(found.annotate(n=Count("pk")).order_by("refusal_reason"))


def unseen_by_lead(wards: "QuerySet[Ward]", since: datetime) -> list[Incident]:
    """Incidents that no lead has read yet, the oldest first."""
    found = Incident.objects.filter(ward__in=wards, started_at__gte=since, seen_by_lead=None)
    return list(found.select_related("ward", "person__identity").order_by("started_at"))
