"""Addresses of sealed messages."""

from django.urls import path

from openward_web.accounts.access import needs
from openward_web.accounts.rules import Capability
from openward_web.sealed import views

app_name = "sealed"
_receive = needs(Capability.RECEIVE_SEALED)

urlpatterns = [
    path("me/messages/", needs(Capability.SEE_OWN_RECORD)(views.mine), name="mine"),
    path("messages/", _receive(views.inbox), name="inbox"),
    path("messages/key/", _receive(views.set_key), name="set_key"),
    path("messages/key/new/", _receive(views.make_key), name="make_key"),
    path("messages/<uuid:message_id>/file/", _receive(views.file), name="file"),
    path("messages/<uuid:message_id>/open/", _receive(views.open_here), name="open"),
]
