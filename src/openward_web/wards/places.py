"""Facilities and wards, as an administrator sets them up. Nothing about a person stands here."""

from collections.abc import Callable
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from openward_web.accounts.access import Reach, actor_at, reach_of
from openward_web.accounts.rules import Capability
from openward_web.law.selectors import laws
from openward_web.recording.forms import coded
from openward_web.recording.sent import sent_by
from openward_web.wards import actions
from openward_web.wards.keeping import DAY
from openward_web.wards.models import Facility

KEEP = Capability.MANAGE_PLACES


class FacilityForm(forms.Form):
    """A hospital, home or community service, and the law that holds in it."""

    name = forms.CharField(label=_("Name"), max_length=200)
    country = forms.RegexField(
        label=_("Country, two letters (ISO 3166-1)"), regex=r"^[A-Z]{2}$", max_length=2
    )
    region = forms.RegexField(
        label=_("Region (ISO 3166-2, such as SK-BL)"), regex=r"^[A-Z]{2}-[A-Z0-9]{1,3}$",
        required=False,
    )  # fmt: skip
    timezone = forms.ChoiceField(
        label=_("Time zone"), choices=lambda: [(z, z) for z in sorted(available_timezones())]
    )
    kind = coded(_("Kind"), "facility_kind", required=True)
    local_code = forms.CharField(
        label=_("Your own systems' code of it"), max_length=60, required=False
    )
    jurisdiction = forms.ChoiceField(
        label=_("Law"), choices=lambda: [(code, law.name) for code, law in sorted(laws().items())]
    )
    setting = coded(_("Setting"), "setting")
    valid_from = forms.DateField(label=_("Since which day"), widget=DAY)


class WardForm(forms.Form):
    """A ward of a facility."""

    facility = forms.ModelChoiceField(label=_("Facility"), queryset=Facility.objects.none())
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = coded(_("Kind"), "ward_kind")
    local_code = forms.CharField(
        label=_("Your own systems' code of it"), max_length=60, required=False
    )
    opened_on = forms.DateField(label=_("Open since"), required=False, widget=DAY)

    def __init__(self, *args: Any, reach: Reach, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["facility"]
        field.queryset = reach.facilities(KEEP).order_by("name")
        field.label_from_instance = lambda facility: facility.name


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The facilities and wards that one sets up, and forms for new ones."""
    return _page(request, {})


@require_POST
def add_facility(request: HttpRequest) -> HttpResponse:
    """A new facility: for whoever sets up all of them."""
    if not reach_of(request).places(KEEP).everywhere:
        raise PermissionDenied
    form = FacilityForm(request.POST, prefix="facility")
    return _written(request, form, actions.set_up_facility, "facility")


@require_POST
def add_ward(request: HttpRequest) -> HttpResponse:
    """A new ward of a facility that one sets up."""
    form = WardForm(request.POST, prefix="ward", reach=reach_of(request))
    return _written(request, form, actions.open_ward, "ward")


def _written(
    request: HttpRequest, form: forms.Form, write: Callable[..., object], name: str
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, {name: form}, status=422)
    write(**sent_by(request, actor_at(request, "UTC")).words, **form.cleaned_data)
    return redirect("wards:places")


def _page(request: HttpRequest, given: dict[str, forms.Form], status: int = 200) -> HttpResponse:
    reach = reach_of(request)
    all_of_them = reach.places(KEEP).everywhere
    facility_form = given.get("facility") or FacilityForm(prefix="facility")
    shown = {
        "facilities": reach.facilities(KEEP).order_by("name"),
        "wards": reach.wards(KEEP).order_by("facility__name", "name"),
        "facility_form": facility_form if all_of_them else None,
        "ward_form": given.get("ward") or WardForm(prefix="ward", reach=reach),
    }
    return render(request, "wards/places.jinja", shown, status=status)
