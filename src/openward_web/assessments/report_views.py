"""The report for the place, its improvement plan, and two visits compared."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from openward_web.accounts.access import reach_of
from openward_web.assessments import actions, forms, selectors, wording
from openward_web.assessments.permissions import may_improve, report_or_404
from openward_web.assessments.report import moved_between, report_of
from openward_web.assessments.views import choices_of, instrument_of, sent_about
from openward_web.design.paper import pdf_response


@require_safe
def report(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The report as a page."""
    found = report_or_404(reach_of(request), visit_id)
    shown = {
        "report": report_of(found, instrument_of(found)), "earlier": selectors.earlier_visit(found),
        "may_improve": may_improve(reach_of(request), found),
    }  # fmt: skip
    return render(request, "assessments/report.jinja", shown)


@require_safe
def report_pdf(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The report on paper."""
    found = report_or_404(reach_of(request), visit_id)
    shown = {"report": report_of(found, instrument_of(found))}
    return pdf_response(render_to_string("assessments/report_paper.jinja", shown), "report")


@require_safe
def report_text(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The report as text (Markdown) that anybody can go on writing."""
    found = report_or_404(reach_of(request), visit_id)
    shown = {"report": report_of(found, instrument_of(found))}
    text = render_to_string("assessments/report_text.jinja", shown)
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="report.md"'
    return answer


def plan(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """What the place will do: read by whoever reads the report, written by who leads the place."""
    found = report_or_404(reach_of(request), visit_id)
    known, may = instrument_of(found), may_improve(reach_of(request), found)
    form = forms.ImprovementForm(request.POST or None, items=choices_of(known))
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid():
            actions.plan_improvement(**sent_about(request, found), visit=found, said=form.said())
            return redirect("assessments:plan", visit_id=found.pk)
    shown = {
        "report": report_of(found, known), "form": form, "may_improve": may,
        "states": wording.STATES,
    }  # fmt: skip
    return render(request, "assessments/plan.jinja", shown, status=422 if form.errors else 200)


@require_POST
def move(request: HttpRequest, visit_id: UUID, improvement_id: UUID) -> HttpResponse:
    """How it stands with one improvement."""
    found = report_or_404(reach_of(request), visit_id)
    row = found.improvements.filter(pk=improvement_id).first()
    state = request.POST.get("state", "")
    if row is None or state not in wording.STATES:
        raise Http404
    if not may_improve(reach_of(request), found):
        raise PermissionDenied
    actions.move_improvement(**sent_about(request, found), improvement=row, state=state)
    return redirect("assessments:plan", visit_id=found.pk)


@require_safe
def compare(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """This visit beside the one before it, as flows between levels."""
    found = report_or_404(reach_of(request), visit_id)
    first = selectors.earlier_visit(found)
    if first is None:
        raise Http404
    known = instrument_of(found)
    # What the committee judges as a whole, where it does; else the finest.
    grain = known.grains[1] if len(known.grains) > 1 else known.grains[0]
    shown = {
        "visit": found, "first": first, "known": known, "grain": grain,
        "moved": moved_between(first, found, known, grain),
    }  # fmt: skip
    return render(request, "assessments/compare.jinja", shown)
