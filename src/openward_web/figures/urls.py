"""Addresses below /figures/."""

from django.urls import path

from openward_web.accounts.access import needs, public
from openward_web.accounts.rules import Capability
from openward_web.figures import pictures, record_views, reports, uploads, views

app_name = "figures"
_FIGURE = "<slug:slug>/<slug:indicator>"
# An identifier from an uploaded table may hold a slash.
_AREA = "<slug:area_type>/<path:area_id>"

urlpatterns = [
    path("", public(views.index), name="index"),
    path("zero-suppressed-not-reported/", public(views.no_number), name="no_number"),
    path("your-own-table/", public(uploads.upload), name="upload"),
    path("your-own-table/forget/", public(uploads.forget_upload), name="forget"),
    path("record/", needs(Capability.SEE_WARD_FIGURES)(record_views.of_record), name="record"),
    path("<slug:slug>/", public(views.collection), name="collection"),
    path("<slug:slug>/report.pdf", public(reports.of_collection), name="report"),
    path(f"{_FIGURE}/", public(views.figure), name="figure"),
    path(f"{_FIGURE}/table.csv", public(views.table_csv), name="table_csv"),
    path(f"{_FIGURE}/distribution.svg", public(pictures.distribution_svg), name="distribution_svg"),
    path(f"{_FIGURE}/series/{_AREA}.svg", public(pictures.series_svg), name="series_svg"),
    path(f"{_FIGURE}/{_AREA}/", public(views.area), name="area"),
]
