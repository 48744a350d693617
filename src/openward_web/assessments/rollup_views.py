"""From visits to a country: shares of ratings, and, apart from them, counts of institutions."""

from pathlib import PurePath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openward.exchange.field_forms.paper import paper_pdf
from openward.exchange.field_forms.questionnaire import questionnaire
from openward.exchange.field_forms.xlsform import xlsform
from openward.instruments.assessment_files import with_text
from openward.instruments.roll_up import AREAS
from openward.problems import BadInput, Problem
from openward_web.accounts.access import actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.assessments import actions, heat
from openward_web.assessments.permissions import released_visits
from openward_web.assessments.selectors import known_assessments
from openward_web.recording.sent import sent_by

DEFAULT = "qualityrights-2012"
#: An official text is a few pages.
MOST_BYTES = 500_000
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/fhir+json",
    "pdf": "application/pdf",
}


@require_safe
def roll_up(request: HttpRequest) -> HttpResponse:
    """Items × areas of the released visits within reach, or of the region that does not exist."""
    known = known_assessments().get(request.GET.get("instrument", DEFAULT))
    by, of = request.GET.get("by", "country"), request.GET.get("of", "own")
    if known is None or by not in AREAS or of not in {"own", "synthetic"}:
        raise Http404
    visits = released_visits(reach_of(request))
    table = heat.synthetic_table() if of == "synthetic" else heat.table_of_visits(visits, known)
    grain = known.grains[1] if len(known.grains) > 1 else known.grains[0]
    shown = {
        "known": known, "by": by, "of": of, "areas": AREAS, "grain": grain, "wrong": [],
        "heat": None, "all": known_assessments().values(),
    }  # fmt: skip
    try:
        shown["heat"] = heat.heat_of(table, known, by, grain) if table is not None else None
    except BadInput as bad:
        shown["wrong"] = bad.sentences()
    return render(request, "assessments/rollup.jinja", shown)


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """Which instruments there are, what is verified of them, and their forms."""
    shown = {
        "all": known_assessments().values(), "endings": TYPES,
        "may_load": reach_of(request).may(Capability.MANAGE_PLACES),
    }  # fmt: skip
    return render(request, "assessments/instruments.jinja", shown)


@require_POST
def load_text(request: HttpRequest, code: str) -> HttpResponse:
    """The official text of an instrument, from its holder, for this installation alone."""
    file = request.FILES.get("text")
    if file is None or file.size is None or file.size > MOST_BYTES:
        raise BadInput(Problem("no file, or one that is too large", "choose a CSV file with the "
                               "columns id and text", column="text"))  # fmt: skip
    known = known_assessments().get(code)
    if known is None:
        raise Http404
    data = file.read()
    with_text(known, data, PurePath(file.name or "").name)
    actions.load_text(**sent_by(request, actor_at(request, "UTC")).words, code=known.code,
                      data=data)  # fmt: skip
    place = settings.DATA_FOLDER / "instruments" / f"{known.code}.csv"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return redirect("assessments:instruments")


@require_safe
def form_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """An instrument as a form: for a telephone, another system, or paper."""
    known = known_assessments().get(code)
    makers = {"xlsx": xlsform, "json": questionnaire, "pdf": paper_pdf}
    if known is None or ending not in makers:
        raise Http404
    answer = HttpResponse(makers[ending](known), content_type=TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="{known.code}.{ending}"'
    return answer
