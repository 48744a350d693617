"""Addresses below /law/."""

from django.urls import path

from openward_web.accounts.access import public
from openward_web.law import pictures, views

app_name = "law"
urlpatterns = [
    path("", public(views.index), name="index"),
    path("<slug:code>/", public(views.jurisdiction), name="jurisdiction"),
    path("<slug:code>/rights/", public(views.rights), name="rights"),
    path("<slug:code>/example/<int:number>.svg", public(pictures.example_svg), name="example_svg"),
]
