"""Addresses of experience measures."""

from django.urls import path

from openward_web.accounts.access import needs, signed_in
from openward_web.accounts.rules import Capability
from openward_web.experience import views

app_name = "experience"
_own = needs(Capability.SEE_OWN_RECORD)

urlpatterns = [
    path("instruments/", signed_in(views.register), name="register"),
    path("me/questions/", _own(views.mine), name="mine"),
    path("me/questions/<uuid:answers_id>/readers/", _own(views.readers), name="readers"),
    path("people/<uuid:person_id>/experience/", needs(Capability.LEARN)(views.of_person),
         name="of_person"),
]  # fmt: skip
