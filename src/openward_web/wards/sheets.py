"""The printed twin: what a shift needs when no screen works."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.design.paper import pdf_response
from openward_web.law.selectors import laws
from openward_web.recording.selectors import now
from openward_web.recording.wording import KINDS
from openward_web.wards.models import Regime, Ward
from openward_web.wards.selectors import here, local_day

#: What a member of staff has to know at the bedside; the rest stands on the pages of the law.
AT_HAND = ("prohibited", "authorise", "observe", "review", "notify", "inform_person", "record")


@require_safe
def sheet(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """People here with the line they chose, a blank form, and the duties of this place, as PDF."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.RECORD)
    moment = now()
    shown = {
        "ward": ward,
        "now": moment,
        "zone": ward.facility.timezone,
        "here": here(ward),
        "kinds": KINDS,
        "duties": duties_of(ward),
        "contacts": list(ward.facility.contacts.order_by("kind", "name")),
    }
    return pdf_response(render_to_string("wards/sheet.jinja", shown), f"shift-{moment:%Y-%m-%d}")


def duties_of(ward: Ward) -> list[tuple[str, list[object]]]:
    """The rules of the laws in force on the ward today, by law."""
    today = local_day(ward, now())
    regimes = Regime.objects.filter(facility=ward.facility_id, valid_from__lte=today)
    codes = {r.jurisdiction for r in regimes if r.ward_id in {None, ward.pk}
             and (r.valid_to is None or r.valid_to > today)}  # fmt: skip
    found = [laws()[code] for code in sorted(codes) if code in laws()]
    return [(law.name, [r for r in law.rules if r.type in AT_HAND]) for law in found]
