"""Forms of accounts and tablets."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from openward.countries.loading import countries
from openward.places import place_name
from openward_web.accounts.access import Reach
from openward_web.accounts.models import Account
from openward_web.accounts.rules import FOR_SYSTEMS, Capability, Narrowed, Role
from openward_web.accounts.tablets import PIN_DIGITS, is_easy
from openward_web.accounts.wording import ROLES, SYSTEMS_MAY
from openward_web.wards.models import Facility, Ward

#: Roles that are held on a ward or in a facility, never everywhere.
AT_BEDSIDE = {Role.WARD_STAFF, Role.WARD_CHAMPION, Role.FACILITY_LEAD, Role.PEER_WORKER}


#: Not given at the desk: an account of a person's own, and those whom they let near.
BY_THE_PERSON = {Role.PERSON, Role.SUPPORTER}


class CodeForm(forms.Form):
    """The code that a lead reads out."""

    code = forms.CharField(label=_("Code from the lead's page"), max_length=20)


class PinForm(forms.Form):
    """Six digits."""

    pin = forms.RegexField(
        label=_("Your number, six digits"), regex=rf"^[0-9]{{{PIN_DIGITS}}}$",
        error_messages={"invalid": _("Six digits.")},
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class NewPinForm(PinForm):
    """A number that one chooses."""

    def clean_pin(self) -> str:
        """Not one that is tried first."""
        number: str = self.cleaned_data["pin"]
        if is_easy(number):
            raise forms.ValidationError(_("This one is too easy to guess."))
        return number


class AccountForm(forms.Form):
    """A new account."""

    username = forms.CharField(label=_("Name for signing in"), max_length=60)
    display_name = forms.CharField(label=_("Name on pages"), max_length=120)

    def clean_username(self) -> str:
        """Each name once, however it is written: signing in does not ask for capital letters."""
        name: str = self.cleaned_data["username"]
        if Account.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("This name is taken."))
        return name


class InviteForm(AccountForm):
    """An account for a person."""

    display_name = None


class SupporterForm(InviteForm):
    """An account for somebody whom a person lets near."""

    role = forms.ChoiceField(
        label=_("Who is it?"),
        choices=[(Role.SUPPORTER.value, _("A friend or family")),
                 (Role.PEER_WORKER.value, _("An advocate or peer worker"))],
    )  # fmt: skip


class PlaceField(forms.ModelChoiceField):
    """A ward with its facility, or a facility, by name."""

    def label_from_instance(self, place: Ward | Facility) -> str:
        """As people call it."""
        return place.name if isinstance(place, Facility) else f"{place.facility.name}, {place.name}"


class PlacesField(forms.ModelMultipleChoiceField):
    """Several wards, each with its facility."""

    label_from_instance = PlaceField.label_from_instance


class GrantForm(forms.Form):
    """One role at one place, among those where one keeps the accounts."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(r.value, words) for r, words in ROLES.items() if r not in BY_THE_PERSON],
    )
    ward = PlaceField(
        label=_("Only on this ward"), queryset=Ward.objects.none(), required=False,
        empty_label=_("no ward"),
    )  # fmt: skip
    facility = PlaceField(
        label=_("Only in this facility"), queryset=Facility.objects.none(), required=False,
        empty_label=_("no facility"),
    )  # fmt: skip
    country = forms.ChoiceField(
        label=_("Only in this country"), choices=[("", _("no country"))], required=False,
    )  # fmt: skip
    until = forms.DateField(
        label=_("Last day, if it is known"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip

    def __init__(self, *args: Any, reach: Reach, **options: Any) -> None:
        super().__init__(*args, **options)
        keep = Capability.MANAGE_ACCOUNTS
        wards = reach.wards(keep).order_by("facility__name", "name")
        facilities = reach.facilities(keep).order_by("name")
        self.fields["ward"].queryset = wards  # type: ignore[attr-defined]
        self.fields["facility"].queryset = facilities  # type: ignore[attr-defined]
        self.reach, self.may_give_everywhere = reach, reach.places(keep).everywhere
        if self.may_give_everywhere:
            self.fields["country"].choices = [("", _("no country")), *_countries()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Roles at the bedside have a place; nobody gives more than they keep."""
        said: dict[str, object] = super().clean() or {}
        placed = said.get("ward") or said.get("facility")
        if said.get("ward") and said.get("facility"):
            self.add_error("facility", _("Choose a ward or a facility, not both."))
        if placed and said.get("country"):
            self.add_error("country", _("Choose one place, not two."))
        if not placed and (said.get("role") in AT_BEDSIDE or not self.may_give_everywhere):
            self.add_error("ward", _("This role needs a ward or a facility."))
        said["valid_to"] = _end_of(said.get("until"), said.get("ward"), said.get("facility"))
        if said["valid_to"] and said["valid_to"] <= self.reach.now:
            self.add_error("until", _("This day is over."))
        return said


def _countries() -> list[tuple[str, str]]:
    """Countries that have a page or a facility here, by name."""
    codes = set(Facility.objects.values_list("country", flat=True).distinct())
    named = {code: place_name(code) for code in codes}
    named |= {one.iso: one.name for one in countries().values()}
    return sorted(named.items(), key=lambda pair: pair[1])


def _end_of(day: date | None, ward: Ward | None, facility: Facility | None) -> datetime | None:
    """The midnight that ends a day on the clock of the place."""
    if day is None:
        return None
    where = ward.facility if ward else facility
    zone = ZoneInfo(where.timezone if where else "UTC")
    return datetime.combine(day + timedelta(days=1), time.min, zone)


class NewPasswordForm(forms.Form):
    """For somebody who cannot sign in any more."""

    factors_are_lost = forms.BooleanField(
        label=_("The telephone or security key is lost too: forget the second factors"),
        required=False,
    )


class DeviceForm(forms.Form):
    """A tablet of one ward."""

    name = forms.CharField(label=_("Which tablet"), max_length=60)
    ward = PlaceField(label=_("Ward"), queryset=Ward.objects.none())

    def __init__(self, *args: Any, reach: Reach, **options: Any) -> None:
        super().__init__(*args, **options)
        wards = reach.wards(Capability.ENROL_DEVICE).order_by("facility__name", "name")
        self.fields["ward"].queryset = wards  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    """A token for another system of the service."""

    name = forms.CharField(label=_("For which system"), max_length=60)
    capabilities = forms.MultipleChoiceField(
        label=_("What it is for"), widget=forms.CheckboxSelectMultiple
    )
    wards = PlacesField(
        label=_("Only for these wards; none chosen: for all of yours"), required=False,
        queryset=Ward.objects.none(), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, reach: Reach, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["capabilities"].choices = [  # type: ignore[attr-defined]
            (one.value, SYSTEMS_MAY[one]) for one in FOR_SYSTEMS if reach.may(one)
        ]
        wards = reach.wards(Capability.SEE_BOARD).order_by("facility__name", "name")
        self.fields["wards"].queryset = wards  # type: ignore[attr-defined]

    @property
    def narrowed(self) -> Narrowed:
        """What was chosen."""
        said = self.cleaned_data
        wards = frozenset(ward.pk for ward in said["wards"])
        return Narrowed(frozenset(map(Capability, said["capabilities"])), wards)


class GlassForm(forms.Form):
    """Why a record outside one's wards is opened."""

    reason = forms.CharField(
        label=_("Why do you need it?"), min_length=10, max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class FindForm(GlassForm):
    """Somebody outside one's wards, by the number that the other facility gave them, and why."""

    field_order = ("facility", "local_number", "reason")

    facility = PlaceField(label=_("Where they are known"), queryset=Facility.objects.none())
    local_number = forms.CharField(label=_("Their number there"), max_length=60)

    def __init__(self, *args: Any, reach: Reach, **options: Any) -> None:
        super().__init__(*args, **options)
        countries = reach.wards(Capability.BREAK_GLASS).values("facility__country")
        near = Facility.objects.filter(country__in=countries).order_by("name")
        self.fields["facility"].queryset = near  # type: ignore[attr-defined]
