"""What a ward does differently: the catalogue, the ward's own changes, and one of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openward.change.cards import Card, read_card, write_card
from openward.change.practices import Practice, families, practices
from openward.indicators.catalogue import catalogue as catalogue_of_figures
from openward.problems import BadInput
from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.change import actions, forms, selectors, wording
from openward_web.change.models import Change
from openward_web.design.uploads import sent_file
from openward_web.recording.selectors import now
from openward_web.recording.sent import sent
from openward_web.recording.wording import label
from openward_web.wards.models import Ward
from openward_web.wards.selectors import local_day

OWN = "own"


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every practice, with what is known of it and how strong that is."""
    by_family = [(family, [p for p in practices().values() if p.family == family.code])
                 for family in families().values()]  # fmt: skip
    shown = {"families": by_family, "strengths": wording.STRENGTHS, "label": label}
    return render(request, "change/catalogue.jinja", shown)


@require_safe
def of_ward(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """What this ward does differently: how often, what is to be asked, what shifts counted."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.LEARN)
    return _ward_page(request, ward, forms.TallyForm(today=local_day(ward, now())))


def _ward_page(
    request: HttpRequest, ward: Ward, form: forms.TallyForm, status: int = 200
) -> HttpResponse:
    today = local_day(ward, now())
    changes = [(one, *selectors.done_lately(one, today), selectors.holds_due(one, today))
               for one in selectors.changes_of(ward)]  # fmt: skip
    counted = [(label("tally_kind", kind), n) for kind, n in selectors.tallies(ward, today).items()]
    shown = {"ward": ward, "changes": changes, "counted": counted, "form": form,
             "practices": practices().values(),
             "is_lead": reach_of(request).wards(Capability.MANAGE_WARD).filter(pk=ward.pk).exists(),
             }  # fmt: skip
    return render(request, "change/of_ward.jinja", shown, status=status)


@require_POST
def tally(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """What a shift counted."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.LEARN)
    form = forms.TallyForm(request.POST, today=local_day(ward, now()))
    if not form.is_valid():
        return _ward_page(request, ward, form, status=422)
    actions.count_shift(
        **sent(request, ward).words, ward=ward, day=form.cleaned_data["day"],
        shift=form.cleaned_data["shift"], counts=form.counts(),
    )  # fmt: skip
    return redirect("change:of_ward", ward_id=ward.pk)


def start(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """Begin something: from the catalogue, from a card of another place, or the ward's own."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.LEARN)
    practice = practices().get(request.GET.get("practice", ""))
    kind = forms.StartForm if practice else forms.OwnForm
    form = kind(request.POST or None, initial={"started_on": local_day(ward, now())})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        card = _card(request, practice, said, form)
        if card is not None:
            key = actions.start_change(**sent(request, ward).words, ward=ward, card=card, said=said,
                                       practice=practice.code if practice else OWN)  # fmt: skip
            return redirect("change:change", change_id=key)
    elsewhere = selectors.tried_elsewhere(ward, practice.code) if practice else []
    shown = {"ward": ward, "practice": practice, "form": form, "elsewhere": elsewhere,
             "strengths": wording.STRENGTHS}  # fmt: skip
    return render(request, "change/start.jinja", shown, status=422 if form.errors else 200)


def _card(
    request: HttpRequest, practice: Practice | None, said: dict[str, Any], form: forms.StartForm
) -> Card | None:
    """What is begun; of a file, where one was sent. None where the file is none of ours."""
    if practice is not None:
        return Card(practice.title, practice.what, practice.pitfalls, practice.checks)
    own = Card(said.pop("title"), said.pop("what"))
    if "card" not in request.FILES:
        return own
    try:
        file = sent_file(request, "card", which=_("choose a card"), if_large=_("send a card"))
        return read_card(file.read(), file.name or "")
    except BadInput as bad:
        form.add_error(None, bad.sentences())
        return None


@require_safe
def change(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """One change: how often, how well, stories; what it did stands second, as an offer."""
    found = selectors.change_or_404(reach_of(request), change_id, Capability.LEARN)
    return change_page(request, found)


def change_page(
    request: HttpRequest, found: Change, what: str = "", form: Any = None
) -> HttpResponse:
    """The page; form: one that was not understood, under the name of what it is for."""
    today = local_day(found.ward, now())
    reach = reach_of(request)
    lead = reach.wards(Capability.ANSWER_REQUESTS).filter(pk=found.ward_id).exists()
    questions = selectors.card_of(found).checks
    new: dict[str, Any] = {
        "done": forms.DoneForm(today=today, auto_id="done-%s"),
        "check": forms.CheckForm(today=today, questions=questions, auto_id="check-%s"),
        "cycle": forms.CycleForm(today=today, auto_id="cycle-%s"),
        "finish": forms.DecisionForm(today=today, auto_id="finish-%s"),
        "story": forms.StoryForm(auto_id="story-%s"),
        "hold": forms.HoldForm(today=today, auto_id="hold-%s"),
        "stop": forms.PastForm(today=today, auto_id="stop-%s"),
        "question": forms.QuestionForm(auto_id="question-%s"),
    }
    shown = {
        "one": found, "done": selectors.done_lately(found, today), "label": label,
        "checks": selectors.checks_of(found), "cycles": found.cycles.order_by("-started_on"),
        "stories": found.stories.order_by("-told_at")[:200], "holds": found.holds.order_by("-day"),
        "due": selectors.holds_due(found, today), "is_lead": lead, "words": wording,
        "questions": selectors.questions_of(found), "figures": catalogue_of_figures(),
        "sees_figures": reach.wards(Capability.SEE_WARD_FIGURES).filter(pk=found.ward_id).exists(),
        "elsewhere": selectors.tried_elsewhere(found.ward, found.practice)
        if found.practice != OWN else [],
        "pitfalls": selectors.card_of(found).pitfalls, "zone": found.ward.facility.timezone,
        "forms": new | ({what: form} if form is not None else {}),
    }  # fmt: skip
    return render(request, "change/change.jinja", shown, status=422 if form is not None else 200)


@require_safe
def card(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """The practice as a small file for another place."""
    found = selectors.change_or_404(reach_of(request), change_id, Capability.LEARN)
    response = HttpResponse(write_card(selectors.card_of(found)), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="practice-card.json"'
    return response


@require_POST
def share(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """A lead lets other wards see it, or no longer."""
    found = selectors.change_or_404(reach_of(request), change_id, Capability.ANSWER_REQUESTS)
    if request.POST.get("shared", "") not in {"", "1"}:
        raise Http404
    actions.share_change(**sent(request, found.ward).words, change=found,
                         shared=bool(request.POST.get("shared")))  # fmt: skip
    return redirect("change:change", change_id=found.pk)
