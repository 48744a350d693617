"""Addresses below /countries/."""

from django.urls import path

from openward_web.accounts.access import needs, public
from openward_web.country import views
from openward_web.country.permissions import KEEP

app_name = "country"
_keep = needs(KEEP)

urlpatterns = [
    path("", public(views.index), name="index"),
    path("<slug:code>/", public(views.country), name="country"),
    path("<slug:code>/steps/", _keep(views.write), name="add"),
    path("<slug:code>/steps/<slug:key>/", _keep(views.write), name="correct"),
]
