"""Addresses of people: their plan, their card, their own pages."""

from django.urls import path

from openward_web.accounts.access import needs
from openward_web.accounts.rules import Capability
from openward_web.people import access, cards, download, my_rights, own, plan_views

app_name = "people"
_see, _write = needs(Capability.SEE_PLAN), needs(Capability.WRITE_PLAN)
_own = needs(Capability.SEE_OWN_RECORD)
_invite = needs(Capability.INVITE_PERSON)
_support = needs(Capability.SUPPORT_PERSON)
_P = "people/<uuid:person_id>/plan"
_L = f"{_P}/lines/<uuid:line_id>"

urlpatterns = [
    path("me/", _own(own.me), name="me"),
    path("me/download", _own(download.download), name="download"),
    path("me/rights/", _own(my_rights.my_rights), name="my_rights"),
    path("me/complaint.pdf", _own(my_rights.complaint), name="complaint"),
    path("me/bring/", _own(download.bring), name="bring"),
    path("me/incidents/<uuid:incident_id>/", _own(own.incident), name="my_incident"),
    path("me/incidents/<uuid:incident_id>/wrong/", _own(own.dispute), name="dispute"),
    path("me/accounts/<uuid:voice_id>/readers/", _own(own.readers), name="voice_readers"),
    path(f"{_P}/", _see(plan_views.card), name="card"),
    path(f"{_P}/whole/", _see(plan_views.whole), name="whole"),
    path(f"{_P}/versions/<int:number>/", _see(plan_views.version), name="version"),
    path(f"{_P}/add/", _write(plan_views.add), name="add_line"),
    path(f"{_L}/end/", _write(plan_views.end), name="end_line"),
    path(f"{_L}/first/", _write(plan_views.first), name="first_line"),
    path(f"{_L}/translate/", _write(plan_views.translate), name="translate_line"),
    path(f"{_L}/agree/", _own(plan_views.agree), name="agree_line"),
    path(f"{_L}/board/", _own(plan_views.choose), name="choose_line"),
    path(f"{_P}/sign/", _write(plan_views.sign), name="sign"),
    path(f"{_P}/readers/", _own(plan_views.readers), name="readers"),
    path(f"{_P}/review/", _write(plan_views.ask_review), name="ask_review"),
    path(f"{_P}/card/", _write(cards.make), name="make_card"),
    path(f"{_P}/card-<slug:size>.pdf", _see(cards.paper), name="paper_card"),
    path("supported/", _support(access.supported), name="supported"),
    path("people/<uuid:person_id>/accounts/", _support(access.voices), name="voices"),
    path("me/supporters/", _own(access.supporters), name="supporters"),
    path("me/supporters/<uuid:near_id>/end/", _own(access.end_supporter), name="end_supporter"),
    path("people/<uuid:person_id>/invite/", _invite(access.invite), name="invite"),
    path("people/<uuid:person_id>/tablet/", _invite(access.hand_over), name="hand_over"),
    path("cards/<uuid:card_id>/", _see(cards.by_code), name="by_code"),
    path(
        "wards/<uuid:ward_id>/first-lines/",
        needs(Capability.SEE_RECORD)(cards.first_lines),
        name="first_lines",
    ),
]
