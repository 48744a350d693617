"""Forms of accounts and tablets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from openward_web.accounts.models import Account
from openward_web.accounts.rules import Role
from openward_web.accounts.tablets import PIN_DIGITS, is_easy
from openward_web.accounts.wording import ROLES
from openward_web.wards.models import Facility, Ward


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


class GrantForm(forms.Form):
    """One role at one place. Neither ward nor facility: everywhere."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(r.value, words) for r, words in ROLES.items() if r != Role.PERSON],
    )
    ward = forms.ModelChoiceField(
        label=_("Only on this ward"), queryset=Ward.objects.order_by("name"), required=False
    )
    facility = forms.ModelChoiceField(
        label=_("Only in this facility"), queryset=Facility.objects.order_by("name"),
        required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """Roles at the bedside have a place."""
        said: dict[str, object] = super().clean() or {}
        placed = said.get("ward") or said.get("facility")
        at_bedside = {Role.WARD_STAFF, Role.WARD_CHAMPION, Role.FACILITY_LEAD, Role.PEER_WORKER}
        if said.get("role") in at_bedside and not placed:
            self.add_error("ward", _("This role needs a ward or a facility."))
        return said


class DeviceForm(forms.Form):
    """A tablet of one ward."""

    name = forms.CharField(label=_("Which tablet"), max_length=60)
    ward = forms.ModelChoiceField(label=_("Ward"), queryset=Ward.objects.none())


class TokenForm(forms.Form):
    """A token for another system of the service."""

    name = forms.CharField(label=_("For which system"), max_length=60)
    ward = forms.ModelChoiceField(
        label=_("Only for this ward"), queryset=Ward.objects.none(), required=False
    )


class NumberForm(forms.Form):
    """Whose record."""

    local_number = forms.CharField(label=_("Number in the hospital, exactly"), max_length=60)


class GlassForm(forms.Form):
    """Why a record outside one's wards is opened."""

    reason = forms.CharField(
        label=_("Why do you need it?"), min_length=10, max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
