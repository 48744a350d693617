"""The person's rights where they are, or were last: whom they can reach stands first."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from openward_web.design.paper import pdf_response
from openward_web.law.rights import RightsOfPlace, rights_or_404
from openward_web.law.selectors import laws
from openward_web.people.own import own_person_or_404
from openward_web.people.selectors import own_contacts
from openward_web.recording.selectors import now
from openward_web.wards.models import Stay
from openward_web.wards.selectors import day_in, regimes_of


@require_safe
def my_rights(request: HttpRequest) -> HttpResponse:
    """What I can ask for, whom I can reach, what the law asks of the ward."""
    person_id = own_person_or_404(request)
    place, zone = _place_of(person_id)
    shown = {"place": place, "contacts": own_contacts(person_id), "today": day_in(zone, now())}
    if request.GET.get("paper") and place:
        return pdf_response(render_to_string("law/rights_paper.jinja", shown), "my-rights")
    return render(request, "people/my_rights.jinja", shown)


@require_safe
def complaint(request: HttpRequest) -> HttpResponse:
    """A form on paper: one can write it, and send it to whom one likes; nothing is kept of it."""
    person_id = own_person_or_404(request)
    place, zone = _place_of(person_id)
    shown = {"place": place, "contacts": own_contacts(person_id), "today": day_in(zone, now())}
    return pdf_response(render_to_string("people/complaint_paper.jinja", shown), "complaint")


def _place_of(person_id: UUID) -> tuple[RightsOfPlace | None, str]:
    """The rights there, and the zone; None where no law is set."""
    code, zone = law_and_zone_of(person_id)
    return (rights_or_404(code) if code else None), zone


def law_and_zone_of(person_id: UUID) -> tuple[str, str]:
    """The law of the ward of the latest stay, and its zone; empty where no law is set."""
    stays = Stay.objects.filter(person=person_id).select_related("ward__facility")
    stay = stays.order_by("-started_at").first()
    if stay is None:
        return "", "UTC"
    zone = stay.ward.facility.timezone
    codes = [regime.jurisdiction for regime in regimes_of(stay.ward)
             if regime.valid_to is None and regime.jurisdiction in laws()]  # fmt: skip
    return (codes[0] if codes else ""), zone
