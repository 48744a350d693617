"""Forms of learning. No field of them asks who was to blame."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward_web.learning.wording import (
    ANSWERS,
    AVOIDABLE,
    DECISIONS,
    FOR_WHOM,
    HARM,
    KINDS,
    KNOWN,
    QUESTIONS,
    READ_BY,
    WHOSE,
)
from openward_web.people.forms import Words
from openward_web.recording.forms import NOT_SAID, coded, yes_no


def _one_of(label: Any, answers: dict[str, Any]) -> forms.ChoiceField:
    """One of a few answers, or none."""
    return forms.ChoiceField(
        label=label, required=False, choices=[("", NOT_SAID), *answers.items()]
    )


class OfferForm(forms.Form):
    """A debrief is offered."""

    whose = forms.ChoiceField(label=_("To whom"), choices=list(WHOSE.items()))
    kind = forms.ChoiceField(label=_("When it would be"), choices=list(KINDS.items()))
    by_role = coded(_("Who offers it"), "role")
    answer = forms.ChoiceField(
        label=_("The answer"), required=False, choices=[("", _("No answer yet")), *ANSWERS.items()]
    )
    reason = coded(_("If no or later, and if they want to say: why"), "debrief_reason")


class HoldForm(forms.Form):
    """The talk took place."""

    facilitator_role = coded(_("Who led the talk"), "role")
    chosen_by_person = yes_no(_("Did the person choose who?"))


class VoiceForm(forms.Form):
    """An account: first in one's own words, then questions that may all be left out."""

    words = Words(label=_("In your own words"), required=False, rows=8)
    led_up = Words(label=QUESTIONS["led_up"], required=False)
    helped = Words(label=QUESTIONS["helped"], required=False)
    hurt = Words(label=QUESTIONS["hurt"], required=False)
    needed = Words(label=QUESTIONS["needed"], required=False)
    plan_at_hand = _one_of(_("Was the own plan at hand?"), KNOWN)
    plan_followed = _one_of(_("Was it followed?"), KNOWN)
    avoidable = _one_of(_("Could it have been avoided?"), AVOIDABLE)
    harm = _one_of(_("Was there harm to you?"), HARM)
    language = forms.RegexField(
        label=_("Language of the words"), regex=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=12,
        required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """Something has to be said, in whichever field."""
        said: dict[str, object] = super().clean() or {}
        if not any(str(said.get(name) or "").strip() for name in ("words", *QUESTIONS)):
            self.add_error("words", _("Write something first."))
        return said


class StaffVoiceForm(VoiceForm):
    """The account of staff, a witness or the team."""

    whose = forms.ChoiceField(
        label=_("Whose account"), choices=[(k, w) for k, w in WHOSE.items() if k != "person"]
    )


class ReadersForm(forms.Form):
    """Whom the person lets read their account; nobody chosen: only they do."""

    for_ward = forms.BooleanField(label=READ_BY["for_ward"], required=False)
    for_advocate = forms.BooleanField(label=READ_BY["for_advocate"], required=False)
    for_monitor = forms.BooleanField(label=READ_BY["for_monitor"], required=False)


class SupportForm(forms.Form):
    """Support was offered."""

    to = forms.ChoiceField(label=_("To whom"), choices=list(FOR_WHOM.items()))
    accepted = yes_no(_("Was it taken?"))


class ActionForm(forms.Form):
    """Something is to change. Nobody is named: it is about the service."""

    kind = coded(_("What kind of change"), "action_kind", required=True)
    what = forms.CharField(label=_("What is to change"), max_length=300)
    you_said = forms.CharField(
        label=_("What was said, so that it stands on the wall (no names)"), max_length=300,
        required=False,
    )  # fmt: skip
    owner_role = coded(_("Who does it, by role"), "role", required=True)
    due_on = forms.DateField(label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}))
    hours = forms.IntegerField(
        label=_("Hours that it needs from the leaders"), required=False, min_value=0,
        max_value=100_000,
    )  # fmt: skip
    money = forms.CharField(label=_("Money that it needs"), required=False, max_length=40)
    answer_due_on = forms.DateField(
        label=_("By when the leaders answer, if they are asked"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """A lead answers."""

    answer = forms.CharField(label=_("The answer to the ward"), max_length=300)


class RuleForm(forms.Form):
    """A house rule."""

    text = forms.CharField(label=_("A house rule because of which something was refused"),
                           max_length=300)  # fmt: skip


class DecisionForm(forms.Form):
    """What becomes of a house rule."""

    decision = forms.ChoiceField(label=_("What becomes of it"), choices=list(DECISIONS.items()))


class DisputeForm(forms.Form):
    """What is wrong in the record."""

    wrong = Words(label=_("What is wrong, in your own words"), rows=5)
