"""What is noted of a change: each form writes one entry."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from openward.problems import BadInput
from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.change import actions, forms, selectors
from openward_web.change.models import Change, Cycle
from openward_web.change.views import change_page
from openward_web.recording.selectors import now
from openward_web.recording.sent import sent
from openward_web.wards.selectors import local_day

WHAT = ("done", "check", "cycle", "story", "hold", "stop", "question")


@require_POST
def note(request: HttpRequest, change_id: UUID, what: str) -> HttpResponse:
    """Write what the form says, or show what is wrong with it."""
    found = selectors.change_or_404(reach_of(request), change_id, Capability.LEARN)
    form = _form(request, found, what)
    return _kept(request, found, what, form, partial(_write, what, found, form))


@require_POST
def finish(request: HttpRequest, cycle_id: UUID) -> HttpResponse:
    """What came of a trial, and what is decided."""
    reach = reach_of(request)
    cycle = Cycle.objects.select_related("change").filter(pk=cycle_id).first()
    if cycle is None:
        raise Http404
    found = selectors.change_or_404(reach, cycle.change_id, Capability.LEARN)
    form = forms.DecisionForm(request.POST, today=local_day(found.ward, now()), auto_id="finish-%s")

    def write(**said: Any) -> None:
        actions.finish_cycle(**said, cycle=cycle, **form.cleaned_data)

    return _kept(request, found, "finish", form, write)


def _kept(
    request: HttpRequest, found: Change, what: str, form: django_forms.Form,
    write: Callable[..., None],
) -> HttpResponse:  # fmt: skip
    if not form.is_valid():
        return change_page(request, found, what, form)
    try:
        write(**sent(request, found.ward).words)
    except BadInput as bad:
        form.add_error(None, bad.sentences())
        return change_page(request, found, what, form)
    return redirect("change:change", change_id=found.pk)


def _form(request: HttpRequest, found: Change, what: str) -> Any:
    options: dict[str, Any] = {"auto_id": f"{what}-%s"}
    if what not in ("story", "question"):
        options["today"] = local_day(found.ward, now())
    if what == "check":
        options["questions"] = selectors.card_of(found).checks
    kinds: dict[str, Any] = {
        "done": forms.DoneForm, "check": forms.CheckForm, "cycle": forms.CycleForm,
        "story": forms.StoryForm, "hold": forms.HoldForm, "stop": forms.PastForm,
        "question": forms.QuestionForm,
    }  # fmt: skip
    return kinds[what](request.POST, **options)


def _write(what: str, found: Change, form: Any, **said: Any) -> None:
    told = dict(form.cleaned_data)
    if what == "check":
        told = {"day": told["day"], "answers": form.answers(), "note": told["note"]}
    if what == "hold":
        told = {"day": told.pop("day"), "said": told}
    act: dict[str, Callable[..., None]] = {
        "done": actions.note_done, "check": actions.check_practice, "cycle": actions.plan_cycle,
        "story": actions.tell_story, "hold": actions.hold_change, "stop": actions.stop_change,
        "question": actions.seal_question,
    }  # fmt: skip
    act[what](**said, change=found, **told)
