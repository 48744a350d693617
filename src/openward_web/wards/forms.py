"""Forms of the census."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward_web.recording.forms import coded
from openward_web.wards.models import Ward

#: Nobody alive was born so long ago.
LONGEST_LIFE = timedelta(days=130 * 366)


def check_born_on(day: date) -> None:
    """Refuse what was typed wrong: some laws ask for the age.

    Raises
    ------
    ValidationError
        The day is still to come, or too long ago for anybody.
    """
    today = timezone.localdate()
    # Somewhere it is tomorrow already.
    if not today - LONGEST_LIFE < day <= today + timedelta(days=1):
        raise forms.ValidationError(_("Nobody who is here can have been born on this day."))


class AdmitForm(forms.Form):
    """Somebody arrives. The number and the name never leave the service."""

    local_number = forms.CharField(label=_("Number in your hospital"), max_length=60)
    display_name = forms.CharField(label=_("Name on the board"), max_length=120, required=False)
    born_on = forms.DateField(
        label=_("Born on (some laws ask for the age)"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}), validators=[check_born_on],
    )  # fmt: skip
    sex = coded(_("Sex, as recorded"), "sex")


class MoveForm(forms.Form):
    """To which ward."""

    to = forms.ModelChoiceField(label=_("To which ward"), queryset=Ward.objects.none())

    def __init__(self, *args: object, ward: Ward, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        others = Ward.objects.filter(facility=ward.facility_id).exclude(pk=ward.pk)
        field: forms.ModelChoiceField[Ward] = self.fields["to"]  # type: ignore[assignment]
        field.queryset = others.order_by("name")
        field.label_from_instance = lambda ward: ward.name  # type: ignore[method-assign]


class LeaveForm(forms.Form):
    """Away for a while."""

    kind = coded(_("Kind of leave"), "leave_kind")


class StatusForm(forms.Form):
    """The legal ground of the stay."""

    status = coded(_("Legal status"), "legal_status", required=True)
    basis = forms.CharField(label=_("Section, if known"), max_length=60, required=False)
