"""The committee at work: a visit, its items, evidence, ratings, and the report before release."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openward.exchange.field_forms.submissions import each_once, read_submissions
from openward.instruments.assessment import Assessment, Item
from openward.problems import BadInput, Problem
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.assessments import actions, forms, selectors, wording
from openward_web.assessments.models import Visit
from openward_web.assessments.permissions import (
    released_visits,
    visit_of_member_or_404,
    visits_of_member,
)
from openward_web.people.forms import MOST_WORDS
from openward_web.recording.sent import sent_by

#: A day of forms; pictures and sound have no place in them.
MOST_BYTES = 5_000_000
ITEM_FORMS = {"evidence", "rate", "agree"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """My visits, and the reports that I may read."""
    reach = reach_of(request)
    shown = {
        "mine": visits_of_member(reach)[:200], "released": released_visits(reach)[:200],
        "may_assess": reach.may(Capability.ASSESS), "known": selectors.known_assessments(),
    }  # fmt: skip
    return render(request, "assessments/index.jinja", shown)


def new(request: HttpRequest) -> HttpResponse:
    """A visit begins."""
    if reach_of(request).by_pin is not None:
        raise PermissionDenied(_("Sign in with your password to open a visit."))
    known = selectors.known_assessments()
    places = reach_of(request).facilities(Capability.ASSESS).order_by("name")
    form = forms.OpenForm(request.POST or None, facilities=places, known=known)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        place = places.get(pk=said["facility"])
        visit_id = actions.open_visit(
            **sent_by(request, actor_at(request, place.timezone)).words, facility_id=place.pk,
            known=known[said["instrument"]], started_on=said["started_on"], wards=said["wards"],
            announced=said["announced"] == "yes", part=said["part"],
        )  # fmt: skip
        return redirect("assessments:visit", visit_id=visit_id)
    shown = {"form": form, "known": known}
    return render(request, "assessments/new.jinja", shown, status=422 if form.errors else 200)


def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The committee's page: who we are, how far we are, where we differ, and the next item."""
    found = visit_of_member_or_404(reach_of(request), visit_id)
    known, which = instrument_of(found), request.POST.get("form", "")
    sent_forms = _forms(request, which, known)
    form = sent_forms.get(which)
    if request.method == "POST" and form is not None and form.is_valid():
        _keep(request, found, which, form.cleaned_data)
        return redirect("assessments:visit", visit_id=found.pk)
    shown = _shown(found, known) | {"forms": sent_forms}
    wrong = form is not None and bool(form.errors)
    return render(request, "assessments/visit.jinja", shown, status=422 if wrong else 200)


def _forms(request: HttpRequest, which: str, known: Assessment) -> dict[str, Any]:
    """The forms of the committee's page, of which one may have been sent."""
    made: dict[str, Any] = {"member": forms.MemberForm, "interviews": forms.InterviewsForm,
                            "release": forms.ReleaseForm, "passage": forms.PassageForm}  # fmt: skip
    more = {"passage": {"items": choices_of(known)}}
    return {
        name: form(request.POST if which == name else None, auto_id=f"{name}_%s",
                   **more.get(name, {}))
        for name, form in made.items()
    }  # fmt: skip


def _keep(request: HttpRequest, found: Visit, which: str, said: dict[str, Any]) -> None:
    words = sent_about(request, found) | {"visit": found}
    if which == "member":
        actions.add_member(**words, account_id=said["username"].pk, part=said["part"])
    elif which == "interviews":
        actions.count_interviews(**words, kind=said["kind"], count=said["count"])
    elif which == "passage":
        actions.write_passage(**words, part=said["part"], item=said["item"], words=said["words"])
    else:
        actions.release_visit(**words, contact=said["contact"])


def _shown(found: Visit, known: Assessment) -> dict[str, Any]:
    held, members = selectors.held_by_item(found), selectors.members_of(found)
    return {
        "visit": found, "known": known, "held": held, "members": members,
        "lived": selectors.has_lived_experience(members), "say": wording,
        "progress": selectors.progress(found, known, held), "zone": found.facility.timezone,
        "counts": selectors.interview_counts(found),
        "without": selectors.without_evidence(found, known),
        "conflicts": [item for item, one in held.items() if one.is_conflict],
        "passages": found.passages.filter(withdrawn_at=None).order_by("written_at", "pk"),
    }  # fmt: skip


def item(request: HttpRequest, visit_id: UUID, item_id: str) -> HttpResponse:
    """One item and what stands right below it: evidence, each one's ratings, what we agree on."""
    found = visit_of_member_or_404(reach_of(request), visit_id)
    known = instrument_of(found)
    if item_id not in known.by_id:
        raise Http404
    rated = rated_here(known, known.by_id[item_id])
    evidence = forms.EvidenceForm(
        request.POST if request.POST.get("form") == "evidence" else None,
        items=[(one.id, f"{one.id} {one.title}") for one in rated], sources=list(known.evidence),
    )  # fmt: skip
    if request.method == "POST" and _item_kept(request, found, known, rated, evidence):
        return redirect("assessments:item", visit_id=found.pk, item_id=item_id)
    held = selectors.held_by_item(found)
    me = reach_of(request).account_id
    shown = {
        "visit": found, "known": known, "item": known.by_id[item_id], "rated": rated, "me": me,
        "held": {one.id: held.get(one.id, selectors.Held()) for one in rated}, "say": wording,
        "evidence": selectors.evidence_about(found, [one.id for one in rated]),
        "form": evidence, "zone": found.facility.timezone, "next": _next(known, item_id),
        "names": {level.code: level.name for one in rated for level in known.levels_of(one)},
    }  # fmt: skip
    status = 422 if evidence.errors else 200
    return render(request, "assessments/item.jinja", shown, status=status)


def rated_here(known: Assessment, chosen: Item) -> list[Item]:
    """What one page asks for: an item, and those right below it that have none below them."""
    return [chosen, *(one for one in known.below(chosen.id) if not known.below(one.id))]


def _item_kept(
    request: HttpRequest, found: Visit, known: Assessment, rated: list[Item], form: Any
) -> bool:
    """Whether what was sent was kept. What was left empty was not rated, and nothing is written."""
    which, words = request.POST.get("form"), sent_about(request, found) | {"visit": found}
    if which == "evidence":
        if form.is_valid():
            actions.note_evidence(**words, **form.cleaned_data)
        return bool(form.is_valid())
    if which not in ITEM_FORMS:
        raise Http404
    levels = {one.id: request.POST.get(f"level-{one.id}", "") for one in rated}
    before = {one.id: request.POST.get(f"was-{one.id}", "") for one in rated}
    seen = {one.id: request.POST.get(f"seen-{one.id}", "").split() for one in rated}
    for one in rated:
        if levels[one.id] not in {"", *(level.code for level in known.levels_of(one))}:
            raise Http404
    reasons = {one.id: request.POST.get(f"reason-{one.id}", "")[:MOST_WORDS] for one in rated}
    # A conflict is settled by choosing, also what stood there before.
    changed = {
        key: level for key, level in levels.items()
        if level and (level != before[key] or len(seen[key]) > 1 or reasons[key])
    }  # fmt: skip
    actions.rate_items(**words, levels=changed, seen=seen, agreed=which == "agree",
                       reasons=reasons)  # fmt: skip
    return True


@require_POST
def bring(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Forms that I filled in on a telephone, as ODK and KoboToolbox give them out."""
    found = visit_of_member_or_404(reach_of(request), visit_id)
    file = request.FILES.get("forms")
    if file is None or file.size is None or file.size > MOST_BYTES:
        raise BadInput(Problem("no file, or one that is too large",
                               "choose the file of your forms", column="forms"))  # fmt: skip
    words = sent_about(request, found)
    name = PurePath(file.name or "").name
    read = each_once(read_submissions(file.read(), name, instrument_of(found)))
    wrong = [
        Problem("is another visit", f"write {found.pk} into the form", column="visit_id",
                value=form.visit_id)
        for form in read if form.visit_id != str(found.pk)
    ]  # fmt: skip
    if wrong:
        raise BadInput(wrong, name)
    for form in read:
        actions.bring_form(by=words["by"], at=words["at"], visit=found, form=form)
    return redirect("assessments:visit", visit_id=found.pk)


@require_POST
def withdraw(request: HttpRequest, visit_id: UUID, passage_id: UUID) -> HttpResponse:
    """Leave a passage out of the report."""
    found = visit_of_member_or_404(reach_of(request), visit_id)
    passage = found.passages.filter(pk=passage_id, withdrawn_at=None).first()
    if passage is None:
        raise Http404
    actions.withdraw_passage(**sent_about(request, found), passage=passage)
    return redirect("assessments:visit", visit_id=found.pk)


def instrument_of(found: Visit) -> Assessment:
    """The instrument of a visit; one that was removed from this installation is no page."""
    known = selectors.known_assessments().get(found.instrument)
    if known is None:
        raise Http404
    return known


def sent_about(request: HttpRequest, found: Visit) -> dict[str, Any]:
    """Who writes, when: the keywords of every action."""
    return sent_by(request, actor_at(request, found.facility.timezone)).words


def choices_of(known: Assessment) -> list[tuple[str, str]]:
    """The items above the finest, to choose one of; all, where there is one grain."""
    grains = known.grains[:-1] or known.grains
    return [(one.id, f"{one.id} {one.title}") for one in known.items if one.grain in grains]


def _next(known: Assessment, item_id: str) -> str | None:
    pages = [key for key, _ in choices_of(known)]
    place = pages.index(item_id) if item_id in pages else len(pages)
    return pages[place + 1] if place + 1 < len(pages) else None
