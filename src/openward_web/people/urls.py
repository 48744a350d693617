"""Addresses of the person's own pages."""

from django.urls import path

from openward_web.accounts.access import needs
from openward_web.accounts.rules import Capability
from openward_web.people import views

app_name = "people"
urlpatterns = [path("me/", needs(Capability.SEE_OWN_RECORD)(views.me), name="me")]
