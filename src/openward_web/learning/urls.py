"""Addresses of learning."""

from django.urls import path

from openward_web.accounts.access import needs
from openward_web.accounts.rules import Capability
from openward_web.learning import changes, in_the_moment, views

app_name = "learning"
_learn = needs(Capability.LEARN)
_lead = needs(Capability.ANSWER_REQUESTS)
_I, _W = "incidents/<uuid:incident_id>", "wards/<uuid:ward_id>"

urlpatterns = [
    path(f"{_I}/learning/", _learn(views.learning), name="learning"),
    path(f"{_I}/offer/", _learn(views.offer), name="offer"),
    path(f"{_I}/voice/", _learn(views.voice), name="voice"),
    path(f"{_I}/for-the-person/", _learn(views.for_person), name="for_person"),
    path(f"{_I}/support/", _learn(views.support), name="support"),
    path(f"{_I}/action/", _learn(views.action), name="action"),
    path(f"{_I}/seen/", _lead(views.seen), name="seen"),
    path(f"{_I}/plan/", needs(Capability.RECORD)(in_the_moment.use), name="use"),
    path("debriefs/<uuid:debrief_id>/again/", _learn(views.offer_again), name="offer_again"),
    path("debriefs/<uuid:debrief_id>/hold/", _learn(views.hold), name="hold"),
    path(f"{_W}/changes/", _learn(changes.changes), name="changes"),
    path(f"{_W}/changes/ask/", _learn(changes.ask), name="ask"),
    path(f"{_W}/changes/rule/", _learn(changes.add_rule), name="add_rule"),
    path("actions/<uuid:action_id>/done/", _learn(changes.done), name="done"),
    path("actions/<uuid:action_id>/answer/", _lead(changes.answer), name="answer"),
    path("rules/<uuid:rule_id>/decide/", _lead(changes.decide_rule), name="decide_rule"),
]
