"""Staff, courses and rooms around what the ward does differently; a lead keeps them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from openward.problems import BadInput
from openward.register import staff_lists as lists
from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.change import keeping, staff, staff_forms
from openward_web.design.uploads import sent_file
from openward_web.recording.selectors import now
from openward_web.recording.sent import sent
from openward_web.recording.wording import label
from openward_web.wards.models import Ward
from openward_web.wards.selectors import local_day

#: By name: what it is called, its columns, how it is read, and what is written.
LISTS: dict[str, tuple[Any, tuple[str, ...], Callable[..., Any], Callable[..., None]]] = {
    "staff": (gettext_lazy("Who works here"), lists.STAFF, lists.staff_list, keeping.keep_staff),
    "courses": (gettext_lazy("Who was on which course"), lists.COURSES, lists.course_list,
                keeping.keep_courses),
    "hours": (gettext_lazy("Hours of the shifts"), lists.HOURS, lists.hour_list,
              keeping.keep_hours),
}  # fmt: skip
WHAT = ("course", "rule", *LISTS)


@require_safe
def around(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """What is known, in sums, and where more is entered."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.MANAGE_WARD)
    return _page(request, ward)


@require_POST
def keep(request: HttpRequest, ward_id: UUID, what: str) -> HttpResponse:
    """Write what a form or a file says, or show what is wrong with it."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.MANAGE_WARD)
    return _keep_list(request, ward, what) if what in LISTS else _keep_form(request, ward, what)


def _keep_list(request: HttpRequest, ward: Ward, what: str) -> HttpResponse:
    _words, _columns, read, write = LISTS[what]
    try:
        file = sent_file(request, "list", which=_("choose a CSV file"),
                         if_large=_("send fewer rows at a time"))  # fmt: skip
        rows = read(file.read(), file.name or "", str(ward.pk))
        write(**sent(request, ward).words, ward=ward, rows=rows)
    except BadInput as bad:
        return _page(request, ward, what, sentences=bad.sentences())
    return redirect("change:around", ward_id=ward.pk)


def _keep_form(request: HttpRequest, ward: Ward, what: str) -> HttpResponse:
    form = _forms(ward, {what: request.POST})[what]
    if not form.is_valid():
        return _page(request, ward, what, form)
    write: Callable[..., None] = {"course": keeping.hold_course,
                                  "rule": keeping.set_staffing_rule}[what]  # fmt: skip
    try:
        write(**sent(request, ward).words, ward=ward, **form.cleaned_data)
    except BadInput as bad:
        form.add_error(None, bad.sentences())
        return _page(request, ward, what, form)
    return redirect("change:around", ward_id=ward.pk)


def _forms(ward: Ward, given: dict[str, Any]) -> dict[str, forms.Form]:
    today = local_day(ward, now())
    return {
        "course": staff_forms.CourseForm(given.get("course"), today=today, auto_id="course-%s"),
        "rule": staff_forms.RuleForm(given.get("rule"), auto_id="rule-%s"),
    }


def _page(
    request: HttpRequest, ward: Ward, wrong: str = "", form: forms.Form | None = None,
    sentences: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    day = local_day(ward, now())
    shown = {
        "ward": ward, "wrong": wrong, "sentences": sentences, "label": label, "lists": LISTS,
        "coverage": staff.coverage(ward, day), "people": staff.people_trained(ward),
        "hours": staff.hours(ward, day), "rooms": ward.rooms.order_by("kind", "-available_from"),
        "rules": ward.staffing_rules.order_by("-valid_from", "shift"),
        "forms": _forms(ward, {}) | ({wrong: form} if form is not None else {}),
    }  # fmt: skip
    return render(request, "change/staff.jinja", shown, status=422 if wrong else 200)
