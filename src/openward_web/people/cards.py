"""The crisis card on paper, the code on it, and everybody's first lines for a shift."""

import io
from uuid import UUID

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from openward.plans.readers import Relation
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.design.paper import pdf_response
from openward_web.ledger.reading import note_read
from openward_web.people import actions, plan
from openward_web.people.models import PlanCard
from openward_web.people.permissions import person_or_404, person_to_write_for_or_404
from openward_web.people.plan_views import sent_about, zone_of
from openward_web.recording.selectors import now
from openward_web.wards.selectors import here

SIZES = ("wallet", "a4")


@require_safe
def paper(request: HttpRequest, person_id: UUID, size: str) -> HttpResponse:
    """The card as PDF; its code leads to the plan, for whoever may sign in and see it."""
    person, relation = person_or_404(reach_of(request), person_id)
    made = PlanCard.objects.filter(person=person, lost_at=None).first()
    if size not in SIZES or made is None:
        raise Http404
    if relation != Relation.SELF:
        note_read(person_id=person.pk, page="plan", by=actor_at(request, zone_of(person)))
    address = request.build_absolute_uri(reverse("people:by_code", args=[made.pk]))
    shown = {
        "card": plan.cards([person.pk], Relation.STAFF)[person.pk], "size": size,
        "code": code_of(address), "made_at": made.made_at, "zone": zone_of(person),
    }  # fmt: skip
    return pdf_response(render_to_string("people/paper_card.jinja", shown), f"card-{size}")


def code_of(address: str) -> str:
    """A QR code as SVG, without its XML head."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, scale=3, border=2,
                                        title=address)  # fmt: skip
    return mark_safe(out.getvalue().decode())  # noqa: S308 - drawn by us from an address of ours


@require_POST
def make(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A card to print, or a new one for one that was lost: the old code opens nothing."""
    person, _ = person_to_write_for_or_404(reach_of(request), person_id)
    actions.make_card(**sent_about(request, person).words, person_id=person.pk)
    return redirect("people:whole", person_id=person.pk)


@require_safe
def by_code(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """From the code on a card to the plan, if whoever is signed in may see it."""
    found = PlanCard.objects.filter(pk=card_id, lost_at=None).first()
    if found is None:
        raise Http404
    person, _ = person_or_404(reach_of(request), found.person_id)
    return redirect("people:card", person_id=person.pk)


@require_safe
def first_lines(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """What everybody here wants: do and do not, for the hand-over."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.SEE_RECORD)
    stays = here(ward)
    by = actor_at(request, ward.facility.timezone)
    for stay in stays:
        note_read(person_id=stay.person_id, page="plan", by=by)
    found = plan.cards([stay.person_id for stay in stays], Relation.STAFF)
    shown = {"ward": ward, "now": now(), "zone": ward.facility.timezone,
             "people": [(stay.person, found[stay.person_id]) for stay in stays]}  # fmt: skip
    if request.GET.get("paper"):
        html = render_to_string("people/first_lines_paper.jinja", shown)
        return pdf_response(html, "first-lines")
    return render(request, "people/first_lines.jinja", shown)
