"""Addresses below /figures/."""

from django.urls import path

from openward_web.figures import pictures, uploads, views

app_name = "figures"
_FIGURE = "<slug:slug>/<slug:indicator>"
# An identifier from an uploaded table may hold a slash.
_AREA = "<slug:area_type>/<path:area_id>"

urlpatterns = [
    path("", views.index, name="index"),
    path("zero-suppressed-not-reported/", views.no_number, name="no_number"),
    path("your-own-table/", uploads.upload, name="upload"),
    path("your-own-table/forget/", uploads.forget_upload, name="forget"),
    path("<slug:slug>/", views.collection, name="collection"),
    path(f"{_FIGURE}/", views.figure, name="figure"),
    path(f"{_FIGURE}/table.csv", views.table_csv, name="table_csv"),
    path(f"{_FIGURE}/distribution.svg", pictures.distribution_svg, name="distribution_svg"),
    path(f"{_FIGURE}/series/{_AREA}.svg", pictures.series_svg, name="series_svg"),
    path(f"{_FIGURE}/{_AREA}/", views.area, name="area"),
]
