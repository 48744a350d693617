"""Forms of the record. None of them stands between a person and the end of a measure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward.register.codes import code_list
from openward_web.recording.local_time import Moment, past
from openward_web.recording.wording import choices

NOT_SAID = _("Not said")
YES_NO = [("", NOT_SAID), ("yes", _("Yes")), ("no", _("No"))]


def coded(label: Any, name: str, *, required: bool = False, **options: Any) -> forms.ChoiceField:
    """A field of one code list."""
    return forms.ChoiceField(
        label=label, required=required, choices=lambda: choices(name, empty=str(NOT_SAID)),
        **options,
    )  # fmt: skip


def yes_no(label: Any) -> forms.TypedChoiceField:
    """Yes, no, or not said."""
    return forms.TypedChoiceField(
        label=label, required=False, choices=YES_NO, empty_value=None,
        coerce=lambda said: {"yes": True, "no": False}[said],
    )  # fmt: skip


NOT_COUNTED = _("Left open, the look is kept, but it meets no duty that asks for it.")


class Look(forms.Form):
    """Somebody looked in."""

    mode = coded(_("How"), "observation_mode", help_text=NOT_COUNTED)
    role = coded(_("Who"), "role", help_text=NOT_COUNTED)
    offered = coded(_("What was offered"), "offered")
    person_asked_for = coded(_("What the person asked for"), "offered")


class ReviewForm(forms.Form):
    """A review, and why it was not ended."""

    role = coded(_("Who reviewed"), "role", required=True)
    kind = coded(_("Kind of review"), "review_kind")
    mode = coded(_("How it was held"), "review_mode")
    outcome = coded(_("Outcome"), "review_outcome")
    why_not_ended = coded(_("Why has it not ended?"), "why_not_ended")


class OrderForm(forms.Form):
    """Who ordered it. Writing this down makes nothing lawful."""

    kind = coded(_("First order, renewal or change"), "order_kind", required=True)
    role = coded(_("Who ordered it"), "role", required=True)
    valid_until = Moment(label=_("Until when it is to hold, if that was said"), required=False)
    in_person = yes_no(_("Did they see the person?"))
    emergency = yes_no(_("Was it an emergency order?"))
    confirmed_at = Moment(label=_("When it was confirmed"), required=False)
    confirmed_by_role = coded(_("Who confirmed it"), "role")


class PauseForm(forms.Form):
    """Broken off for a while."""

    reason = coded(_("Why"), "break_reason")
    free_to_leave = yes_no(_("Could the person have stayed away?"))


class DoseForm(forms.Form):
    """One dose, and the person's own will about it."""

    drug = forms.CharField(label=_("Drug (its international name)"), max_length=120)
    amount = forms.FloatField(label=_("Amount"), required=False, min_value=0)
    unit = coded(_("Unit"), "dose_unit")
    route = coded(_("Route"), "route")
    as_needed = yes_no(_("As needed?"))
    will = coded(_("The person's will"), "will")
    ordered_by_role = coded(_("Who ordered it"), "role")


class NoticeForm(forms.Form):
    """Somebody was told, or why not."""

    to = coded(_("Who"), "recipient", required=True)
    about = coded(_("About what"), "notice_about", required=True)
    not_sent_reason = coded(_("If they were not told: why"), "not_sent_reason")


class RecordForm(forms.Form):
    """The fuller record, when it is calm: the service's side first."""

    waiting_minutes = forms.IntegerField(
        label=_("How long had the person waited for something, in minutes?"), required=False,
        min_value=0, max_value=100_000,
    )  # fmt: skip
    request_refused = yes_no(_("Had a request been refused?"))
    refusal_reason = coded(_("Why was it refused?"), "refusal_reason")
    promise_broken = yes_no(_("Had a promise not been kept?"))
    noise = coded(_("Noise on the ward"), "noise")
    person_needed = coded(_("What was the person communicating, what did they need?"),
                          "person_needed")  # fmt: skip
    tried = forms.MultipleChoiceField(
        label=_("What was tried?"), required=False, choices=lambda: choices("attempt"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    plan_at_hand = coded(_("Was the person's own plan at hand?"), "yes_no_not_recorded")
    plan_followed = coded(_("Was it followed?"), "yes_no_not_recorded")
    danger_to = coded(_("Whom was there immediate danger to?"), "danger_to")
    outcomes = forms.MultipleChoiceField(
        label=_("What came of it?"), required=False, choices=lambda: choices("outcome_kind"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    present = forms.MultipleChoiceField(
        label=_("Who was there, by role?"), required=False, choices=lambda: choices("role"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    staff_account = forms.CharField(
        label=_("In your own words, without blame"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip


class MeasureForm(forms.Form):
    """What is known of one measure, for writing afterwards and for correcting."""

    kind = coded(_("Kind"), "measure_kind", required=True)
    technique = coded(_("How exactly"), "technique")
    place = coded(_("Where"), "place")
    started_at = Moment(label=_("Start"), validators=[past])
    ended_at = Moment(label=_("End (empty: it goes on)"), required=False, validators=[past])
    end_not_known = forms.BooleanField(label=_("The end is not known"), required=False)
    danger_over_at = Moment(label=_("When was the danger over?"), required=False, validators=[past])
    ended_by_role = coded(_("Who ended it"), "role")
    ended_reason = coded(_("Why it ended"), "ended_reason")
    injury_person = coded(_("Injury of the person"), "injury")
    injury_staff = coded(_("Injury of staff"), "injury")
    injury_other = coded(_("Injury of others"), "injury")
    police_or_guards = coded(_("Police or guards"), "police_or_guards")

    def clean(self) -> dict[str, Any]:
        """What cannot be is said at the field that it is about."""
        said: dict[str, Any] = super().clean() or {}
        start, end, kind = said.get("started_at"), said.get("ended_at"), said.get("kind")
        technique = said.get("technique")
        if start and end and end < start:
            self.add_error("ended_at", _("The end is before the start."))
        if end and said.get("end_not_known"):
            self.add_error("end_not_known", _("Either the end, or that it is not known."))
        if kind == "chemical_restraint" and end:
            self.add_error("ended_at", _("Medication has a moment, and no end: leave it empty."))
        if kind and technique and technique not in code_list("technique").kinds[kind]:
            self.add_error("technique", _("This does not go with the kind."))
        return said
