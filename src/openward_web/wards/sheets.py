"""The printed twin: what a shift needs when no screen works."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from openward.law.rule import Rule
from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.design.paper import pdf_response
from openward_web.law.selectors import laws
from openward_web.recording.selectors import now
from openward_web.recording.wording import KINDS
from openward_web.wards.models import Ward
from openward_web.wards.selectors import here, local_day, regimes_of

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


def duties_of(ward: Ward) -> list[tuple[str, list[Rule]]]:
    """The rules in force on the ward today for such a place, by law."""
    today = local_day(ward, now())
    held = [r for r in regimes_of(ward) if r.valid_from is None or r.valid_from <= today]
    held = [r for r in held if r.valid_to is None or today < r.valid_to]
    return [
        (laws()[r.jurisdiction].name, [rule for rule in laws()[r.jurisdiction].rules
                                       if _is_asked(rule, r.setting, today)])
        for r in sorted(held, key=lambda r: r.jurisdiction) if r.jurisdiction in laws()
    ]  # fmt: skip


def _is_asked(rule: Rule, setting: str | None, today: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= today
    in_force = begun and (rule.valid_to is None or today < rule.valid_to)
    of_place = rule.applies.setting is None or setting is None or setting in rule.applies.setting
    return rule.type in AT_HAND and in_force and of_place
