"""The form of a step; it is held to the same promises as the reviewed files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward.countries.loading import law_codes
from openward.countries.step import KINDS as CODES
from openward.countries.step import LONGEST, STATES, step_of
from openward.problems import BadInput
from openward_web.country import wording
from openward_web.law.selectors import laws
from openward_web.people.forms import Words

#: What stands on the page beside a step that a ministry wrote.
NOTE = "written by the ministry"


class StepForm(forms.Form):
    """One step, or what takes its place."""

    kind = forms.ChoiceField(label=_("What it is"),
                             choices=[(code, wording.KINDS[code]) for code in CODES])  # fmt: skip
    state = forms.ChoiceField(label=_("How it stands"), choices=list(wording.STATES.items()))
    title = forms.CharField(label=_("What it is called"), max_length=200)
    what = Words(label=_("What it says or does"), required=False)
    when = forms.CharField(label=_("When: a year, a month or a day"), max_length=10,
                           required=False, help_text=_("As much as is known: 2025, 2025-03 or "
                                                       "2025-03-14."))  # fmt: skip
    law = forms.ChoiceField(label=_("Which of our law pages it belongs to"), required=False)
    staff = forms.IntegerField(label=_("Of a rule on staff: so many staff"), required=False,
                               min_value=1, max_value=10_000)  # fmt: skip
    beds = forms.IntegerField(label=_("for so many beds"), required=False, min_value=1,
                              max_value=10_000)  # fmt: skip
    reason = Words(label=_("If it is paused: why"), required=False)
    followed = Words(label=_("Of a commitment: what followed"), required=False)
    until = forms.DateField(label=_("Of a target: until when"), required=False,
                            widget=forms.DateInput({"type": "date"}))  # fmt: skip
    source = forms.CharField(label=_("Where it can be read: an address or a title"),
                             max_length=LONGEST)  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = sorted((law.name, code) for code, law in laws().items())
        choices = [("", _("None")), *((code, name) for name, code in named)]
        self.fields["law"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What a step cannot be is said beside its field."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        try:
            step_of({**said, "id": "x", "verified": False, "note": NOTE}, law_codes())
        except BadInput as bad:
            for problem in bad.problems:
                field = problem.column if problem.column in self.fields else None
                self.add_error(field, f"{problem.what}: {problem.remedy}")
        return said


assert set(wording.KINDS) == set(CODES)  # noqa: S101 - a new kind needs words
assert set(wording.STATES) >= {state for states in STATES.values() for state in states}  # noqa: S101
