"""The own plan: the card, the whole plan, writing it together, signing. Nothing is written here."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from openward.plans.parts import base_language, parts
from openward.plans.readers import Relation
from openward.plans.voices import OWNER, Voice, signature_of, written_by
from openward_web.accounts.access import actor_at, reach_of
from openward_web.learning import uses
from openward_web.ledger.reading import note_read
from openward_web.people import actions, plan, wording
from openward_web.people.forms import LineForm, ReadersForm, SignForm, TranslationForm
from openward_web.people.models import Person, Plan, PlanLine
from openward_web.people.my_rights import law_and_zone_of
from openward_web.people.permissions import person_or_404, person_to_write_for_or_404
from openward_web.recording.selectors import now
from openward_web.recording.sent import Sent, sent_by
from openward_web.wards.selectors import day_in


@require_safe
def card(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """On one screen: please do, please do not, who to call."""
    person, relation = _seen(request, person_id)
    shown = {
        "person": person, "relation": relation, "is_self": relation == Relation.SELF,
        "card": plan.cards([person.pk], relation)[person.pk],
    }  # fmt: skip
    return render(request, "people/card.jinja", shown)


@require_safe
def whole(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Every part that the reader may see, with the forms to write it together."""
    person, relation = _seen(request, person_id)
    return _whole_page(request, person, relation)


@require_safe
def version(request: HttpRequest, person_id: UUID, number: int) -> HttpResponse:
    """The plan as it stood."""
    person, relation = _seen(request, person_id)
    found = get_object_or_404(Plan, person=person, version=number)
    shown = {
        "person": person, "version": found, "parts": plan.shown_parts(person.pk, relation, number),
        "is_self": relation == Relation.SELF, **_words(person),
    }  # fmt: skip
    return render(request, "people/version.jinja", shown)


def _whole_page(  # noqa: PLR0913, PLR0917 - what stands on the page
    request: HttpRequest, person: Person, relation: Relation, form: LineForm | None = None,
    status: int = 200, untranslated: UUID | None = None,
) -> HttpResponse:  # fmt: skip
    current = plan.plan_now(person.pk)
    today = day_in(zone_of(person), now())
    shown = {
        "person": person, "relation": relation, "is_self": relation == Relation.SELF,
        "is_staff": relation == Relation.STAFF, "plan": current, "form": form,
        "parts": plan.shown_parts(person.pk, relation), "versions": plan.versions(person.pk),
        "reasons": [wording.WHY[why] for why in plan.reasons(person, current, today)]
        if current else [],
        "sign": SignForm(), "untranslated": untranslated,
        "has_card": person.plan_cards.filter(lost_at=None).exists(),
        "uses": uses.of_person(person.pk), "law": law_and_zone_of(person.pk)[0], **_words(person),
    }  # fmt: skip
    return render(request, "people/plan.jinja", shown, status=status)


def _words(person: Person) -> dict[str, object]:
    return {
        "zone": zone_of(person), "readers": wording.READERS,
        "written_by": wording.WRITTEN_BY, "translated_by": wording.TRANSLATED_BY,
        "signers": wording.SIGNERS, "how": wording.HOW,
        "voices": wording.VOICES, "language_here": translation.get_language() or "en",
    }  # fmt: skip


@require_POST
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Something more that the plan says."""
    person, relation = person_to_write_for_or_404(reach_of(request), person_id)
    form = LineForm(request.POST)
    if not form.is_valid():
        return _whole_page(request, person, relation, form, status=422)
    said = form.cleaned_data
    by = written_by(Voice(said["voice"]), relation)
    if by is None:
        raise PermissionDenied
    actions.add_line(
        **sent_about(request, person).words, person_id=person.pk, part=said["part"],
        voice=said["voice"], written_by=by, text=said["text"],
        language=said["language"] or translation.get_language() or "en",
    )  # fmt: skip
    return _to_part(person, said["part"])


def about_line(
    write: Callable[[HttpRequest, Sent, PlanLine], None],
    *,
    own: bool = False,
) -> Callable[[HttpRequest, UUID, UUID], HttpResponse]:
    """A view that writes one thing about a line that stands in the plan now.

    own: only whoever said it may; `applying.py` holds that for every entry.
    """

    @require_POST
    def view(request: HttpRequest, person_id: UUID, line_id: UUID) -> HttpResponse:
        person, relation = person_to_write_for_or_404(reach_of(request), person_id)
        line = PlanLine.objects.filter(pk=line_id, person=person, until_version=None).first()
        shown = {part.part.code for part in plan.shown_parts(person.pk, relation)
                 if not part.is_hidden}  # fmt: skip
        if line is None or line.part not in shown or (own and relation != OWNER[line.voice]):
            raise Http404
        write(request, sent_about(request, person), line)
        return _to_part(person, line.part)

    return view


def _end(request: HttpRequest, said: Sent, line: PlanLine) -> None:
    actions.end_line(**said.words, line=line)


def _first(request: HttpRequest, said: Sent, line: PlanLine) -> None:
    actions.put_first(**said.words, line=line)


def _agree(request: HttpRequest, said: Sent, line: PlanLine) -> None:
    actions.agree(**said.words, line=line, agreed=request.POST.get("agreed") == "yes")


def _choose(request: HttpRequest, said: Sent, line: PlanLine) -> None:
    actions.choose_line(**said.words, line=line, text=line.text[:160])


@require_POST
def translate(request: HttpRequest, person_id: UUID, line_id: UUID) -> HttpResponse:
    """A line in the language of whoever reads; the person's words stay, and stand first."""
    person, relation = person_to_write_for_or_404(reach_of(request), person_id)
    form = TranslationForm(request.POST)
    if not form.is_valid():
        return _whole_page(request, person, relation, status=422, untranslated=line_id)

    def write(_: HttpRequest, said: Sent, line: PlanLine) -> None:
        actions.translate_line(
            **said.words, line=line, text=form.cleaned_data["text"], by_whom=relation.value,
            language=base_language(translation.get_language() or "en"),
        )  # fmt: skip

    return about_line(write)(request, person_id, line_id)


end, first = about_line(_end, own=True), about_line(_first, own=True)
agree, choose = about_line(_agree), about_line(_choose)


@require_POST
def sign(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person signs here with their own account; for others it is written down."""
    person, relation = person_to_write_for_or_404(reach_of(request), person_id)
    current, form = plan.plan_now(person.pk), SignForm(request.POST)
    if current is None or not form.is_valid():
        return _whole_page(request, person, relation, status=422)
    who, how = signature_of(relation, form.cleaned_data["who"])
    actions.sign(**sent_about(request, person).words, plan=current, who=who, how=how,
                 made=form.cleaned_data["made"])  # fmt: skip
    return redirect("people:whole", person_id=person.pk)


@require_POST
def readers(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who may read a part: the person's choice alone."""
    person, _ = person_to_write_for_or_404(reach_of(request), person_id)
    form = ReadersForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.choose_readers(**sent_about(request, person).words, person_id=person.pk,
                           **form.cleaned_data)  # fmt: skip
    return _to_part(person, form.cleaned_data["part"])


@require_POST
def ask_review(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody wants to look at it again."""
    person, _ = person_to_write_for_or_404(reach_of(request), person_id)
    actions.ask_review(**sent_about(request, person).words, person_id=person.pk)
    return redirect("people:whole", person_id=person.pk)


def _seen(request: HttpRequest, person_id: UUID) -> tuple[Person, Relation]:
    person, relation = person_or_404(reach_of(request), person_id)
    if relation != Relation.SELF:
        note_read(person_id=person.pk, page="plan", by=actor_at(request, zone_of(person)))
    return person, relation


def zone_of(person: Person) -> str:
    identity = getattr(person, "identity", None)
    return identity.facility.timezone if identity else "UTC"


def sent_about(request: HttpRequest, person: Person) -> Sent:
    return sent_by(request, actor_at(request, zone_of(person)))


def _to_part(person: Person, part: str) -> HttpResponse:
    answer = redirect("people:whole", person_id=person.pk)
    answer["Location"] += f"#{part}" if part in parts() else ""
    return answer
