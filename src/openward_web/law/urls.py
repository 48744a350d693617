"""Addresses below /law/."""

from django.urls import path

from openward_web.law import pictures, views

app_name = "law"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.jurisdiction, name="jurisdiction"),
    path("<slug:code>/example/<int:number>.svg", pictures.example_svg, name="example_svg"),
]
