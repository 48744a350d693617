"""How it was: the person answers, staff keep scores from elsewhere, everybody sees the register."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from openward.instruments.loading import instruments
from openward.plans.readers import Relation
from openward.problems import BadInput
from openward_web.accounts.access import actor_at, reach_of
from openward_web.experience import actions, selectors
from openward_web.experience.forms import AnswersForm, ScoreForm
from openward_web.experience.models import Answers
from openward_web.learning.forms import ReadersForm
from openward_web.learning.wording import READ_BY
from openward_web.ledger.reading import note_read
from openward_web.people.models import Person
from openward_web.people.own import own_person_or_404
from openward_web.people.permissions import person_to_write_for_or_404
from openward_web.people.plan_views import sent_about, zone_of
from openward_web.recording.selectors import now
from openward_web.wards.selectors import day_in

OWN = "openward-own-1"


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Which questionnaires there are, with their licences and what they cannot say."""
    return render(request, "experience/register.jinja", {"instruments": instruments().values()})


def mine(request: HttpRequest) -> HttpResponse:
    """Our own questions, what I answered before, and who may read it."""
    person = Person.objects.select_related("identity__facility").get(pk=own_person_or_404(request))
    instrument = instruments()[OWN]
    form = AnswersForm(request.POST or None, instrument=instrument)
    who = ReadersForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and who.is_valid():
        actions.answer_questions(
            **sent_about(request, person).words, person_id=person.pk, instrument=instrument,
            said={name.removeprefix("q-"): cell for name, cell in form.cleaned_data.items()},
            language=translation.get_language() or "en", readers=who.cleaned_data,
        )  # fmt: skip
        return redirect("experience:mine")
    shown = {
        "form": form, "readers": who, "instrument": instrument, "zone": zone_of(person),
        "before": selectors.answers_of(person.pk, Relation.SELF), "read_by": READ_BY,
        "scores": selectors.scores_of(person.pk),
    }  # fmt: skip
    return render(request, "experience/mine.jinja", shown, status=422 if form.errors else 200)


@require_POST
def readers(request: HttpRequest, answers_id: UUID) -> HttpResponse:
    """Whom I let read these answers."""
    person = Person.objects.select_related("identity__facility").get(pk=own_person_or_404(request))
    found = Answers.objects.filter(pk=answers_id, person=person).first()
    form = ReadersForm(request.POST)
    if found is None or not form.is_valid():
        raise Http404
    actions.choose_readers(**sent_about(request, person).words, answers=found,
                           readers=form.cleaned_data)  # fmt: skip
    return redirect("experience:mine")


def of_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """For staff: the scores that were kept, and the answers that the person lets them read."""
    person, relation = person_to_write_for_or_404(reach_of(request), person_id)
    if relation != Relation.STAFF:
        raise PermissionDenied
    note_read(person_id=person.pk, page="experience", by=actor_at(request, zone_of(person)))
    form = ScoreForm(request.POST or None, today=day_in(zone_of(person), now()))
    if request.method == "POST" and form.is_valid() and _kept(request, person, form):
        return redirect("experience:of_person", person_id=person.pk)
    shown = {
        "person": person, "form": form, "zone": zone_of(person),
        "scores": selectors.scores_of(person.pk),
        "told": selectors.answers_of(person.pk, relation),
    }  # fmt: skip
    return render(request, "experience/of_person.jinja", shown, status=422 if form.errors else 200)


def _kept(request: HttpRequest, person: Person, form: ScoreForm) -> bool:
    code, score = form.cleaned_data["score"].split("/")
    try:
        actions.keep_score(
            **sent_about(request, person).words, person_id=person.pk, score=score,
            instrument=instruments()[code], value=form.cleaned_data["value"],
            rated_by=form.cleaned_data["rated_by"], rated_on=form.cleaned_data["rated_on"],
        )  # fmt: skip
    except BadInput as bad:
        form.add_error("value", bad.sentences())
        return False
    return True
