"""Addresses below /assessments/."""

from django.urls import path

from openward_web.accounts.access import needs, signed_in
from openward_web.accounts.rules import Capability
from openward_web.assessments import report_views, rollup_views, views

app_name = "assessments"
_assess = needs(Capability.ASSESS)
_read = needs(Capability.SEE_ASSESSMENTS)

urlpatterns = [
    path("", _read(views.index), name="index"),
    path("new/", _assess(views.new), name="new"),
    path("rollup/", _read(rollup_views.roll_up), name="rollup"),
    path("instruments/", signed_in(rollup_views.instruments), name="instruments"),
    path("instruments/<slug:code>/text/", needs(Capability.MANAGE_PLACES)(rollup_views.load_text),
         name="load_text"),
    path("instruments/<slug:code>/form.<slug:ending>", signed_in(rollup_views.form_file),
         name="form_file"),
    path("<uuid:visit_id>/", _assess(views.visit), name="visit"),
    path("<uuid:visit_id>/items/<str:item_id>/", _assess(views.item), name="item"),
    path("<uuid:visit_id>/forms/", _assess(views.bring), name="bring"),
    path("<uuid:visit_id>/passages/<uuid:passage_id>/withdraw/", _assess(views.withdraw),
         name="withdraw"),
    path("<uuid:visit_id>/report/", _read(report_views.report), name="report"),
    path("<uuid:visit_id>/report.pdf", _read(report_views.report_pdf), name="report_pdf"),
    path("<uuid:visit_id>/report.md", _read(report_views.report_text), name="report_text"),
    path("<uuid:visit_id>/plan/", _read(report_views.plan), name="plan"),
    path("<uuid:visit_id>/plan/<uuid:improvement_id>/", needs(Capability.IMPROVE)(
        report_views.move), name="move"),
    path("<uuid:visit_id>/compare/", _read(report_views.compare), name="compare"),
]  # fmt: skip
