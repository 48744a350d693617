"""Forms of changes: about the ward, never about a person."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward.change.cards import LONGEST
from openward.indicators.catalogue import catalogue
from openward.register.codes import code_list
from openward_web.change.models import FEWEST_STAFF
from openward_web.change.wording import ANSWERS, DECISIONS, VOICES
from openward_web.figures.kinds import MEASURES
from openward_web.people.forms import Words
from openward_web.recording.forms import coded
from openward_web.recording.wording import label

MOST = 10_000


class Day(forms.DateField):
    """A day, by the browser's own means."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}), **options)


class Counted(forms.IntegerField):
    """A number of times."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=MOST, **options)


class PastForm(forms.Form):
    """About a day that has come."""

    day = Day(label=_("Day"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["day"].initial = today

    def clean_day(self) -> date:
        """Nothing was done tomorrow."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day


class StartForm(forms.Form):
    """The ward begins something."""

    started_on = Day(label=_("First day"))
    lead_role = coded(_("Who leads it: a role, never a name"), "role", required=True)
    dose = Words(label=_("How often, and how much of it"), required=False)
    money_ends_on = Day(label=_("If money for it ends: on which day"), required=False)


class OwnForm(StartForm):
    """Something of the ward's own."""

    title = forms.CharField(label=_("What it is called"), max_length=200)
    what = forms.CharField(label=_("What the ward does"), max_length=LONGEST,
                           widget=forms.Textarea({"rows": 3}))  # fmt: skip


class QuestionForm(forms.Form):
    """What the ward wants to know, before it looks."""

    words = Words(label=_("What we want to know, in our own words"))
    figure = forms.ChoiceField(label=_("By which figure"))
    season = forms.BooleanField(label=_("Allow for the time of year"), required=False)
    answer_on = Day(label=_("When we will look"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = catalogue()
        self.fields["figure"].choices = [  # type: ignore[attr-defined]
            (code, known[code].short_name) for code in MEASURES
        ]


class DoneForm(PastForm):
    """How often it was done."""

    shift = coded(_("Shift"), "shift", required=True)
    count = Counted(label=_("How often it was done; 0 if not at all"))


class CheckForm(PastForm):
    """The questions of the practice, each of which may be left out."""

    def __init__(self, *args: Any, questions: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        for number, question in enumerate(questions):
            self.fields[f"q{number}"] = forms.ChoiceField(
                label=question, choices=[("", _("Not said")), *ANSWERS.items()], required=False
            )
        self.fields["note"] = Words(label=_("What gets in the way, what helps"), required=False)
        self.questions = questions

    def answers(self) -> dict[str, str]:
        """By question, those that were answered."""
        said = {q: self.cleaned_data[f"q{n}"] for n, q in enumerate(self.questions)}
        return {question: answer for question, answer in said.items() if answer}


class CycleForm(PastForm):
    """What is tried."""

    plan = Words(label=_("What do you try?"))
    prediction = Words(label=_("What do you expect? Write it before you see it."))


class DecisionForm(PastForm):
    """What came of it."""

    result = Words(label=_("What came of it?"))
    decision = forms.ChoiceField(label=_("What do you decide?"), choices=list(DECISIONS.items()))


class StoryForm(forms.Form):
    """What helped."""

    voice = forms.ChoiceField(label=_("Who tells it"), choices=list(VOICES.items()))
    words = Words(label=_("What helped, in their own words. Please no names."))


class HoldForm(PastForm):
    """Still done, still falling?"""

    still_done = forms.ChoiceField(
        label=_("Still done?"), choices=[("", _("Not said")), *ANSWERS.items()]
    )
    still_falling = forms.ChoiceField(
        label=_("Is coercion still falling?"), choices=[("", _("Not said")), *ANSWERS.items()]
    )
    staff_answered = Counted(label=_("How many of the staff said how they are"), required=False)
    staff_strained = Counted(
        label=_("How many of them feel worn out"), required=False,
        help_text=_("Only if %(n)s or more answered.") % {"n": FEWEST_STAFF},
    )  # fmt: skip


class TallyForm(PastForm):
    """What a shift counted; what is left empty was not counted."""

    shift = coded(_("Shift"), "shift", required=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in code_list("tally_kind").codes:
            self.fields[kind] = Counted(label=label("tally_kind", kind), required=False)

    def counts(self) -> dict[str, int]:
        """By kind, what was counted; zero is a number."""
        kinds = code_list("tally_kind").codes
        said = {kind: self.cleaned_data.get(kind) for kind in kinds}
        return {kind: number for kind, number in said.items() if number is not None}

    def clean(self) -> dict[str, Any]:
        """Something was counted."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.counts():
            raise forms.ValidationError(_("Count one thing first; 0 is a number."))
        return said
