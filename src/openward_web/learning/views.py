"""Learning after an incident, for those who work there. Nothing is written here."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openward.plans.parts import parts
from openward.plans.readers import Relation
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.learning import actions, forms, selectors, wording
from openward_web.learning.models import Action, Debrief, HouseRule
from openward_web.ledger.reading import note_read
from openward_web.people.models import PlanLine
from openward_web.people.plan import plan_now
from openward_web.recording.models import Incident
from openward_web.recording.permissions import incident_or_404
from openward_web.recording.selectors import now
from openward_web.recording.sent import sent
from openward_web.recording.wording import label
from openward_web.wards.models import Ward
from openward_web.wards.selectors import local_day

FORMS = {
    "offer": forms.OfferForm, "voice": forms.StaffVoiceForm, "support": forms.SupportForm,
    "action": forms.ActionForm,
}  # fmt: skip
#: How far back a lead is asked to read.
LEADS_READ = timedelta(days=14)


def _incident(request: HttpRequest, incident_id: UUID) -> Incident:
    return incident_or_404(reach_of(request), incident_id, Capability.LEARN)


@require_safe
def learning(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What was said, each voice apart, and what follows."""
    found = _incident(request, incident_id)
    note_read(person_id=found.person_id, page="learning", by=actor_at(request, _zone(found)))
    return _page(request, found)


def _page(
    request: HttpRequest, found: Incident, given: dict[str, django_forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    made: dict[str, Any] = {name: make(prefix=name) for name, make in FORMS.items()}
    shown = {
        "incident": found, "zone": _zone(found), "forms": made | (given or {}),
        "hold": forms.HoldForm(), "opened": next(iter(given or {}), ""),
        "debriefs": selectors.debriefs_of(found), "due": selectors.debrief_due(found),
        "voices": selectors.voices_of(found, Relation.STAFF), "actions": found.actions.all(),
        "support": found.support.order_by("offered_at"), "words": _words(),
        "disputes": found.disputes.order_by("written_at"),
        "seen": found.seen_by_lead.order_by("seen_at").first(),
    }  # fmt: skip
    return render(request, "learning/learning.jinja", shown, status=status)


def _words() -> dict[str, object]:
    return {
        "whose": wording.WHOSE, "kinds": wording.KINDS, "answers": wording.ANSWERS,
        "questions": wording.QUESTIONS, "for_whom": wording.FOR_WHOM, "label": label,
        "answered": wording.ANSWERED,
    }  # fmt: skip


@require_POST
def offer(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """A debrief is offered, and answered."""
    found, form = _incident(request, incident_id), forms.OfferForm(request.POST, prefix="offer")
    if not form.is_valid():
        return _page(request, found, {"offer": form}, status=422)
    actions.offer_debrief(**sent(request, found.ward).words, incident=found, **form.cleaned_data)
    return redirect("learning:learning", incident_id=found.pk)


@require_POST
def offer_again(request: HttpRequest, debrief_id: UUID) -> HttpResponse:
    """The same debrief is offered again, and answered."""
    debrief = _debrief(request, debrief_id)
    answer = request.POST.get("answer", "")
    actions.offer_debrief(
        **sent(request, debrief.incident.ward).words, incident=debrief.incident, debrief=debrief,
        whose=debrief.whose, kind=debrief.kind or "formal", by_role=None,
        answer=answer if answer in wording.ANSWERS else None, reason=None,
    )  # fmt: skip
    return redirect("learning:learning", incident_id=debrief.incident_id)


@require_POST
def hold(request: HttpRequest, debrief_id: UUID) -> HttpResponse:
    """The talk took place."""
    debrief, form = _debrief(request, debrief_id), forms.HoldForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.hold_debrief(**sent(request, debrief.incident.ward).words, debrief=debrief,
                         **form.cleaned_data)  # fmt: skip
    return redirect("learning:learning", incident_id=debrief.incident_id)


@require_POST
def voice(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """An account of staff, a witness or the team."""
    found = _incident(request, incident_id)
    form = forms.StaffVoiceForm(request.POST, prefix="voice")
    if not form.is_valid():
        return _page(request, found, {"voice": form}, status=422)
    said = form.cleaned_data
    actions.add_voice(**sent(request, found.ward).words, incident=found, whose=said["whose"],
                      written_by="self", language=said["language"] or "en", said=said)  # fmt: skip
    return redirect("learning:learning", incident_id=found.pk)


def for_person(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The person's account, written down for them by somebody they chose, and read back."""
    found = _incident(request, incident_id)
    note_read(person_id=found.person_id, page="learning", by=actor_at(request, _zone(found)))
    form = forms.VoiceForm(request.POST or None)
    who = forms.ReadersForm(request.POST or None, initial={"for_ward": True})
    if request.method == "POST" and form.is_valid() and who.is_valid():
        actions.add_voice(
            **sent(request, found.ward).words, incident=found, whose="person",
            written_by="for_them", language=form.cleaned_data["language"] or "en",
            said=form.cleaned_data | who.cleaned_data,
        )  # fmt: skip
        return redirect("learning:learning", incident_id=found.pk)
    status = 422 if request.method == "POST" else 200
    shown = {"incident": found, "form": form, "readers": who}
    return render(request, "learning/for_person.jinja", shown, status=status)


@require_POST
def support(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Support was offered."""
    found, form = _incident(request, incident_id), forms.SupportForm(request.POST, prefix="support")
    if not form.is_valid():
        return _page(request, found, {"support": form}, status=422)
    actions.offer_support(**sent(request, found.ward).words, incident=found, **form.cleaned_data)
    return redirect("learning:learning", incident_id=found.pk)


@require_POST
def action(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Something is to change because of this incident."""
    found, form = _incident(request, incident_id), forms.ActionForm(request.POST, prefix="action")
    if not form.is_valid():
        return _page(request, found, {"action": form}, status=422)
    actions.ask_for_change(**sent(request, found.ward).words, ward=found.ward, incident=found,
                           said=form.cleaned_data)  # fmt: skip
    return redirect("learning:learning", incident_id=found.pk)


@require_POST
def seen(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """A lead has read what happened."""
    found = incident_or_404(reach_of(request), incident_id, Capability.ANSWER_REQUESTS)
    actions.see_incident(**sent(request, found.ward).words, incident=found)
    return redirect("learning:learning", incident_id=found.pk)


@require_POST
def use(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The plan was looked at; a line was tried; it helped or not: one tap each."""
    found = incident_or_404(reach_of(request), incident_id, Capability.RECORD)
    current = plan_now(found.person_id)
    if current is None:
        raise Http404
    line, did = _line(found, request.POST.get("line", "")), request.POST.get("did", "")
    said = {"looked": {"looked_at": True}, "tried": {"tried": True},
            "helped": {"tried": True, "helped": "yes"},
            "did_not_help": {"tried": True, "helped": "no"}}.get(did)  # fmt: skip
    if said is None:
        raise Http404
    actions.use_plan(
        **sent(request, found.ward).words, incident=found, plan=current, line=line,
        entry=parts()[line.part].entry if line else None, **said,
    )  # fmt: skip
    measure = found.measures.filter(end_state="running").first()
    if measure:
        return redirect("recording:measure", measure_id=measure.pk)
    return redirect("recording:incident", incident_id=found.pk)


def _line(found: Incident, key: str) -> PlanLine | None:
    if not key:
        return None
    try:
        line = PlanLine.objects.filter(pk=UUID(key), person=found.person_id).first()
    except ValueError:
        line = None
    if line is None:
        raise Http404
    return line


@require_safe
def changes(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """You said, we did: what the ward changes, what it asked its leaders, its house rules."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.LEARN)
    return _changes_page(request, ward)


def _changes_page(
    request: HttpRequest, ward: Ward, form: django_forms.Form | None = None, status: int = 200
) -> HttpResponse:
    reach = reach_of(request)
    leads = reach.wards(Capability.ANSWER_REQUESTS)
    is_lead = leads.filter(pk=ward.pk).exists()
    shown = {
        "ward": ward, "today": local_day(ward, now()), "open": selectors.open_actions(ward),
        "done": selectors.done_actions(ward)[:50], "rules": selectors.house_rules(ward),
        "refusals": [(label("refusal_reason", code), n) for code, n in selectors.refusals(ward)],
        "form": form or forms.ActionForm(), "rule_form": forms.RuleForm(), "label": label,
        "decided": wording.DECISIONS,
        "answer_form": forms.AnswerForm(), "decisions": wording.DECISIONS.items(),
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
    if form.is_valid():
        actions.answer_request(**sent(request, found.ward).words, action=found,
                               day=local_day(found.ward, now()), **form.cleaned_data)  # fmt: skip
    return redirect("learning:changes", ward_id=found.ward_id)


@require_POST
def add_rule(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """A house rule because of which something was refused."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.LEARN)
    form = forms.RuleForm(request.POST)
    if form.is_valid():
        actions.add_house_rule(**sent(request, ward).words, ward=ward, **form.cleaned_data)
    return redirect("learning:changes", ward_id=ward.pk)


@require_POST
def decide_rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Keep, change or drop it."""
    found = _of_ward(request, HouseRule, rule_id, Capability.ANSWER_REQUESTS)
    form = forms.DecisionForm(request.POST)
    if form.is_valid():
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


def _debrief(request: HttpRequest, debrief_id: UUID) -> Debrief:
    found = Debrief.objects.filter(pk=debrief_id).first()
    if found is None:
        raise Http404
    found.incident = _incident(request, found.incident_id)
    return found


def _zone(found: Incident) -> str:
    return found.ward.facility.timezone if found.ward else "UTC"
