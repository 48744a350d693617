"""Forms about staff, courses and rules: numbers of people, never names."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward_web.change.forms import Day
from openward_web.recording.forms import coded

MOST_PEOPLE = 500


class CourseForm(forms.Form):
    """A course that was held."""

    course = forms.CharField(label=_("Which course"), max_length=60)
    completed_on = Day(label=_("Last day of the course"))
    valid_until = Day(label=_("Valid until, this day not included; empty: always"), required=False)
    participant_kind = coded(_("Who was there"), "participant_kind", required=True)
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=MOST_PEOPLE)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Over already, and valid for a while."""
        said: dict[str, Any] = super().clean() or {}
        done, until = said.get("completed_on"), said.get("valid_until")
        if done and done > self.today:
            self.add_error("completed_on", _("This day is still to come."))
        if done and until and until <= done:
            self.add_error("valid_until", _("This is not after the last day of the course."))
        return said


class RuleForm(forms.Form):
    """How many beds one member of staff may have beside them."""

    beds_per_staff = forms.FloatField(
        label=_("Occupied beds for each member of staff, at most"), min_value=0.1, max_value=1000
    )
    shift = coded(_("In which shift; not said: in every one"), "shift")
    valid_from = Day(label=_("From which day"))

    def clean_shift(self) -> str | None:
        """No shift means every one."""
        return self.cleaned_data["shift"] or None
