"""Forms of experience measures. No question has to be answered."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from openward.instruments.instrument import Instrument
from openward.instruments.loading import instruments
from openward_web.people.forms import Words

ANSWERS = {"yes": _("Yes"), "partly": _("In part"), "no": _("No")}
RATERS = {"person": _("The person"), "staff": _("Staff"), "person_and_staff": _("Both together")}


class AnswersForm(forms.Form):
    """Every question of a free questionnaire, each of which may be left out."""

    def __init__(self, *args: Any, instrument: Instrument, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in instrument.questions:
            label = translated(question.words)
            self.fields[f"q-{question.id}"] = (
                Words(label=label, required=False, rows=4)
                if question.open
                else forms.ChoiceField(label=label, required=False,
                                       choices=[("", _("I do not say")), *ANSWERS.items()])
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Something is said, whichever it is."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(str(cell or "").strip() for cell in said.values()):
            raise forms.ValidationError(_("Answer one question first, or leave this page."))
        return said


def _scores() -> list[tuple[str, str]]:
    return [
        (f"{code}/{score.id}", f"{one.official_name}, {one.version}: {score.name}")
        for code, one in instruments().items()
        for score in one.scores
    ]


class ScoreForm(forms.Form):
    """A score from elsewhere."""

    score = forms.ChoiceField(label=_("Which score"), choices=_scores)
    value = forms.FloatField(label=_("The number"))
    rated_by = forms.ChoiceField(label=_("Who filled it in"), choices=list(RATERS.items()))
    rated_on = forms.DateField(label=_("On which day"), widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_rated_on(self) -> date:
        """Nobody has filled it in tomorrow."""
        day: date = self.cleaned_data["rated_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day
