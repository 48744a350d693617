"""Addresses below /countries/."""

from django.urls import path

from openward_web.accounts.access import needs, public
from openward_web.country import pictures, return_views, views
from openward_web.country.permissions import KEEP

app_name = "country"
_keep = needs(KEEP)

urlpatterns = [
    path("", public(views.index), name="index"),
    path("map.svg", public(pictures.map_svg), name="map_svg"),
    path("<slug:code>/", public(views.country), name="country"),
    path("<slug:code>/returns/", _keep(return_views.returns), name="returns"),
    path("<slug:code>/returns/file/", _keep(return_views.returns_file), name="returns_file"),
    path("<slug:code>/returns.csv", _keep(return_views.returns_csv), name="returns_csv"),
    path("<slug:code>/steps/", _keep(views.write), name="add"),
    path("<slug:code>/steps/<slug:key>/", _keep(views.write), name="correct"),
]
