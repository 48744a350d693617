"""Addresses below /figures/releases/."""

from django.urls import path

from openward_web.accounts.access import needs, public
from openward_web.releases import views
from openward_web.releases.permissions import RELEASE

app_name = "releases"
urlpatterns = [
    path("", public(views.index), name="index"),
    path("new/", needs(RELEASE)(views.new), name="new"),
    path("<uuid:release_id>/", public(views.one), name="one"),
    path("<uuid:release_id>/report.pdf", public(views.report), name="report"),
    path("<uuid:release_id>/table.csv", public(views.table_csv), name="table_csv"),
]
