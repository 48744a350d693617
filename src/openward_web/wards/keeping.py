"""What a lead keeps of a ward: beds, the law that holds, staffing, contacts, the wall."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from openward_web.accounts.access import reach_of
from openward_web.accounts.rules import Capability
from openward_web.law.selectors import laws
from openward_web.recording.forms import coded
from openward_web.recording.local_time import Moment
from openward_web.recording.selectors import now
from openward_web.recording.sent import sent
from openward_web.recording.wording import label
from openward_web.wards import actions, selectors
from openward_web.wards.models import Ward
from openward_web.wards.wording import CONTACTS, SHIFTS, WALL

DAY = forms.DateInput(attrs={"type": "date"})


class BedsForm(forms.Form):
    """How many beds, from a day on."""

    beds = forms.IntegerField(label=_("Beds"), min_value=0, max_value=10_000)
    valid_from = forms.DateField(label=_("From which day"), widget=DAY)


class RoomForm(forms.Form):
    """A room that people can use, or cannot any more."""

    kind = coded(_("What kind of room"), "room_kind", required=True)
    available_from = forms.DateField(label=_("From which day"), required=False, widget=DAY)
    available_to = forms.DateField(
        label=_("Until which day, not included; alone: the room is closed"), required=False,
        widget=DAY,
    )  # fmt: skip
    area_m2 = forms.FloatField(label=_("Square metres"), required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        """One of the days, and in order."""
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("available_from"), said.get("available_to")
        if begins is None and ends is None:
            self.add_error("available_from", _("Say from which day, or until which."))
        if begins and ends and ends <= begins:
            self.add_error("available_to", _("This is not after the first day."))
        return said


class RegimeForm(forms.Form):
    """Which law holds on the ward, from a day on."""

    jurisdiction = forms.ChoiceField(
        label=_("Law"), choices=lambda: [(code, law.name) for code, law in sorted(laws().items())]
    )
    setting = coded(_("Setting"), "setting")
    valid_from = forms.DateField(label=_("From which day"), widget=DAY)


class StaffingForm(forms.Form):
    """Hours of one role in one shift."""

    day = forms.DateField(label=_("Day"), widget=DAY)
    shift = forms.ChoiceField(label=_("Shift"), choices=SHIFTS.items())
    role = coded(_("Role"), "role", required=True)
    planned_hours = forms.FloatField(label=_("Planned hours"), required=False, min_value=0)
    worked_hours = forms.FloatField(label=_("Hours that were there"), required=False, min_value=0)


class OnShiftForm(forms.Form):
    """Somebody on shift, under the name they wish."""

    name = forms.CharField(label=_("Name, as they wish it on the wall"), max_length=60)
    role = coded(_("Role"), "role", required=True)
    ends_at = Moment(label=_("Until when"))

    def clean_ends_at(self) -> datetime:
        """A shift that is over is on no wall."""
        ends: datetime = self.cleaned_data["ends_at"]
        if ends <= now():
            raise forms.ValidationError(_("This is over already."))
        return ends


class WallForm(forms.Form):
    """A line for everybody on the ward; never about a person, a measure or a count."""

    kind = forms.ChoiceField(label=_("Under which heading"), choices=WALL.items())
    text = forms.CharField(label=_("What it says"), max_length=200)
    shown_from = forms.DateField(label=_("From which day"), widget=DAY)
    shown_to = forms.DateField(label=_("Until which day, not included"), required=False, widget=DAY)

    def clean(self) -> dict[str, Any]:
        """What ends before it begins is said at the end."""
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("shown_from"), said.get("shown_to")
        if begins and ends and ends <= begins:
            self.add_error("shown_to", _("This is not after the first day."))
        return said


class ContactForm(forms.Form):
    """Whom people can turn to outside."""

    kind = forms.ChoiceField(label=_("What kind"), choices=CONTACTS.items())
    name = forms.CharField(label=_("Name"), max_length=120)
    reach = forms.CharField(label=_("How to reach them"), max_length=160)


FORMS: dict[str, tuple[Any, type[forms.Form]]] = {
    "on_shift": (_("Somebody is on shift"), OnShiftForm),
    "wall": (_("A line on the wall"), WallForm),
    "staffing": (_("Hours planned and there"), StaffingForm),
    "beds": (_("Beds"), BedsForm),
    "room": (_("Comfort room and other rooms"), RoomForm),
    "regime": (_("The law that holds here"), RegimeForm),
    "contact": (_("Somebody outside to turn to"), ContactForm),
}
ACTIONS: dict[str, Callable[..., object]] = {
    "on_shift": actions.put_on_shift,
    "wall": actions.put_on_wall,
    "staffing": actions.set_staffing,
    "beds": actions.set_beds,
    "room": actions.set_room,
    "regime": actions.set_regime,
    "contact": actions.set_contact,
}


@require_safe
def keep(request: HttpRequest, ward_id: UUID) -> HttpResponse:
    """Everything that a lead keeps of one ward."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.MANAGE_WARD)
    return _page(request, ward, {})


@require_POST
def write(request: HttpRequest, ward_id: UUID, what: str) -> HttpResponse:
    """Write one of them, or say at the field what is wrong."""
    ward = reach_of(request).ward_or_404(ward_id, Capability.MANAGE_WARD)
    _words, make = FORMS[what]
    with timezone.override(ward.facility.timezone):
        form = make(request.POST, prefix=what)
        if not form.is_valid():
            return _page(request, ward, {what: form}, status=422)
    said = sent(request, ward)
    place = {"facility": ward.facility} if what == "contact" else {"ward": ward}
    ACTIONS[what](**said.words, **place, **form.cleaned_data)
    return redirect("wards:keep", ward_id=ward.pk)


def _page(
    request: HttpRequest, ward: Ward, given: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    day = selectors.local_day(ward, now())
    shown = {
        "ward": ward,
        "forms": [(what, words, given.get(what) or make(prefix=what), what in given)
                  for what, (words, make) in FORMS.items()],
        "beds": ward.ward_beds.order_by("-valid_from"),
        "rooms": ward.rooms.order_by("kind", "-available_from"),
        "label": label,
        "regimes": selectors.regimes_of(ward),
        "law_names": {code: law.name for code, law in laws().items()},
        "contacts": ward.facility.contacts.order_by("kind", "name"),
        "notes": selectors.wall_notes(ward, day),
    }  # fmt: skip
    with timezone.override(ward.facility.timezone):
        return render(request, "wards/keep.jinja", shown, status=status)
