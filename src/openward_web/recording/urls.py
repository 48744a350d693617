"""Addresses of the record."""

from django.urls import path

from openward_web.accounts.access import needs
from openward_web.accounts.rules import Capability
from openward_web.recording import incidents, views

app_name = "recording"
_record = needs(Capability.RECORD)
_see = needs(Capability.SEE_RECORD)
_correct = needs(Capability.CORRECT)
_M = "measures/<uuid:measure_id>"
_I = "incidents/<uuid:incident_id>"

urlpatterns = [
    path("wards/<uuid:ward_id>/start/", _record(views.start), name="start"),
    path("wards/<uuid:ward_id>/distress/", _record(views.distress), name="distress"),
    path("wards/<uuid:ward_id>/afterwards/", _record(incidents.afterwards), name="afterwards"),
    path(f"{_M}/", _record(views.measure), name="measure"),
    path(f"{_M}/end/", _record(views.end), name="end"),
    path(f"{_M}/look/", _record(views.look), name="look"),
    path(f"{_M}/review/", _record(views.review), name="review"),
    path(f"{_M}/order/", _record(views.order), name="order"),
    path(f"{_M}/pause/", _record(views.pause), name="pause"),
    path(f"{_M}/resume/", _record(views.resume), name="resume"),
    path(f"{_M}/dose/", _record(views.dose), name="dose"),
    path(f"{_M}/notice/", _record(views.notice), name="notice"),
    path(f"{_M}/correct/", _correct(incidents.correct), name="correct"),
    path(f"{_M}/withdraw/", _correct(incidents.withdraw), name="withdraw"),
    path("people/<uuid:person_id>/record/", _see(incidents.of_person), name="of_person"),
    path(f"{_I}/", _see(incidents.incident), name="incident"),
    path(f"{_I}/ended-well/", _record(views.ended_well), name="ended_well"),
    path(f"{_I}/withdraw/", _correct(incidents.withdraw_distress), name="withdraw_distress"),
    path(f"{_I}/complete/", _record(incidents.complete), name="complete"),
    path(f"{_I}/incident.pdf", _see(incidents.print_pdf), name="print"),
    path(f"{_I}/timeline.svg", _see(incidents.timeline_svg), name="timeline_svg"),
]
