"""What a ward changes, what it asks its leaders, its house rules. Nothing is written here."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.learning import actions, forms, selectors, wording
from openward_web.learning.models import Action, HouseRule
from openward_web.recording.selectors import now
from openward_web.recording.sent import sent
from openward_web.recording.wording import label
from openward_web.wards.models import Ward
from openward_web.wards.selectors import local_day

#: How far back a lead is asked to read.
LEADS_READ = timedelta(days=14)


@require_safe
def changes(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """You said, we did: what the ward changes, what it asked its leaders, its house rules."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.LEARN)
    return _changes_page(request, ward)


def _changes_page(  # noqa: PLR0913 - the forms of one page
    request: HttpRequest, ward: Ward, form: django_forms.Form | None = None, *,
    rule_form: django_forms.Form | None = None, unanswered: forms.AnswerForm | None = None,
    about: UUID | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    reach = reach_of(request)
    leads = reach.wards(Capability.ANSWER_REQUESTS)
    is_lead = leads.filter(pk=ward.pk).exists()
    shown = {
        "ward": ward, "today": local_day(ward, now()), "open": selectors.open_actions(ward),
        "done": selectors.done_actions(ward)[:50], "rules": selectors.house_rules(ward),
        "refusals": [(label("refusal_reason", code), n) for code, n in selectors.refusals(ward)],
        "form": form or forms.ActionForm(), "label": label,
        "rule_form": rule_form or forms.RuleForm(), "unanswered": unanswered, "about": about,
        "decided": wording.DECISIONS,
        "decisions": wording.DECISIONS.items(),
        "is_lead": is_lead, "zone": ward.facility.timezone,
        "unseen": selectors.unseen_by_lead(leads.filter(pk=ward.pk), now() - LEADS_READ)
        if is_lead else [],
    }  # fmt: skip
    return render(request, "learning/changes.jinja", shown, status=status)


@require_POST
def ask(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """The ward wants to change something, or asks its leaders for it."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.LEARN)
    form = forms.ActionForm(request.POST)
    if not form.is_valid():
        return _changes_page(request, ward, form, status=422)
    actions.ask_for_change(**sent(request, ward).words, ward=ward, incident=None,
                           said=form.cleaned_data)  # fmt: skip
    return redirect("learning:changes", ward_id=ward.pk)


@require_POST
def done(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """It is done."""
    found = _of_ward(request, Action, action_id, Capability.LEARN)
    actions.finish_action(**sent(request, found.ward).words, action=found,
                          day=local_day(found.ward, now()))  # fmt: skip
    return redirect("learning:changes", ward_id=found.ward_id)


@require_POST
def answer(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """A lead answers what the ward asked for."""
    found = _of_ward(request, Action, action_id, Capability.ANSWER_REQUESTS)
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        return _changes_page(request, found.ward, unanswered=form, about=found.pk, status=422)
    actions.answer_request(**sent(request, found.ward).words, action=found,
                           day=local_day(found.ward, now()), **form.cleaned_data)  # fmt: skip
    return redirect("learning:changes", ward_id=found.ward_id)


@require_POST
def add_rule(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """A house rule because of which something was refused."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.LEARN)
    form = forms.RuleForm(request.POST)
    if not form.is_valid():
        return _changes_page(request, ward, rule_form=form, status=422)
    actions.add_house_rule(**sent(request, ward).words, ward=ward, **form.cleaned_data)
    return redirect("learning:changes", ward_id=ward.pk)


@require_POST
def decide_rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Keep, change or drop it."""
    found = _of_ward(request, HouseRule, rule_id, Capability.ANSWER_REQUESTS)
    form = forms.DecisionForm(request.POST)
    if not form.is_valid():
        return _changes_page(request, found.ward, status=422)
    said = sent(request, found.ward)
    actions.decide_house_rule(**said.words, rule=found, day=local_day(found.ward, now()),
                              **form.cleaned_data)  # fmt: skip
    return redirect("learning:changes", ward_id=found.ward_id)


def _of_ward(request: HttpRequest, model: Any, key: UUID, capability: Capability) -> Any:
    found = model.objects.filter(reach_of(request).at(capability, "ward__"), pk=key)
    row = found.select_related("ward__facility").first()
    if row is None:
        raise Http404
    return row
