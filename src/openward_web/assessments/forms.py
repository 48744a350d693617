"""Forms of visits."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward.instruments.assessment import Assessment
from openward_web.accounts.models import Account
from openward_web.accounts.rules import Capability
from openward_web.assessments import wording
from openward_web.people.forms import Words

DAY = forms.DateInput({"type": "date"})
NO_NAMES = _("No name, and nothing by which somebody can tell who said it.")


class OpenForm(forms.Form):
    """A visit begins."""

    facility = forms.ChoiceField(label=_("Which place"))
    instrument = forms.ChoiceField(label=_("With which instrument"))
    started_on = forms.DateField(label=_("First day of the visit"), widget=DAY)
    announced = forms.ChoiceField(label=_("Does the place know beforehand?"),
                                  choices=[("no", _("No")), ("yes", _("Yes"))])  # fmt: skip
    wards = forms.CharField(label=_("Wards that are visited"), max_length=500, required=False)
    part = forms.ChoiceField(label=_("What do you bring to the committee?"),
                             choices=list(wording.PARTS_OF_MEMBERS.items()))  # fmt: skip

    def __init__(self, *args: Any, facilities: Any, known: dict[str, Assessment], **options: Any):
        super().__init__(*args, **options)
        self.fields["facility"].choices = [(str(f.pk), f.name) for f in facilities]  # type: ignore[attr-defined]
        self.fields["instrument"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.official_name}, {one.version}") for one in known.values()
        ]


class MemberForm(forms.Form):
    """One more on the committee, by the name they sign in with."""

    username = forms.CharField(label=_("The name they sign in with"), max_length=60)
    part = forms.ChoiceField(label=_("What do they bring?"),
                             choices=list(wording.PARTS_OF_MEMBERS.items()))  # fmt: skip

    def clean_username(self) -> Account:
        """Somebody who has the role; others could read nothing of the visit."""
        found = Account.objects.filter(username=self.cleaned_data["username"]).first()
        if found is None or not _may_assess(found):
            raise forms.ValidationError(_("There is no assessor of this name."))
        return found


class InterviewsForm(forms.Form):
    """How many interviews were held."""

    kind = forms.ChoiceField(label=_("With whom"), choices=list(wording.INTERVIEWS.items()))
    count = forms.IntegerField(label=_("How many more"), min_value=1, max_value=1000)


class EvidenceForm(forms.Form):
    """What was seen, heard or read."""

    item = forms.ChoiceField(label=_("About"))
    source = forms.ChoiceField(label=_("Known from"))
    words = Words(label=_("What"), help_text=_("Only the committee ever reads this."))

    def __init__(self, *args: Any, items: list[tuple[str, str]], sources: list[str],
                 **options: Any) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["item"].choices = items  # type: ignore[attr-defined]
        self.fields["source"].choices = [(s, wording.SOURCES[s]) for s in sources]  # type: ignore[attr-defined]


class PassageForm(forms.Form):
    """A part of the report."""

    part = forms.ChoiceField(label=_("Part of the report"), choices=list(wording.PASSAGES.items()))
    item = forms.ChoiceField(label=_("About"), required=False)
    words = Words(label=_("Words"), help_text=NO_NAMES, rows=4)
    nobody = forms.BooleanField(label=_("Nobody can be recognised by this"))

    def __init__(self, *args: Any, items: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = [("", _("The whole place")), *items]  # type: ignore[attr-defined]


class ReleaseForm(forms.Form):
    """The place may read the report."""

    contact = forms.CharField(
        label=_("Whom people can turn to who are treated worse for having talked to you"),
        max_length=500,
    )
    checked = forms.BooleanField(
        label=_("We have read the report, with all reasons: nobody can be recognised by it")
    )


class ImprovementForm(forms.Form):
    """What the place will do."""

    item = forms.ChoiceField(label=_("Which item it answers"))
    what = Words(label=_("What will be done"))
    owner = forms.CharField(label=_("Who answers for it"), max_length=120,
                            help_text=_("A role, no name."))  # fmt: skip
    due_on = forms.DateField(label=_("Until when"), widget=DAY)
    resources = forms.CharField(label=_("What it needs"), max_length=500, required=False)

    def __init__(self, *args: Any, items: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = items  # type: ignore[attr-defined]

    def said(self) -> dict[str, str | date]:
        """The cells of the row."""
        return dict(self.cleaned_data)


def _may_assess(account: Account) -> bool:
    from datetime import UTC, datetime

    from openward_web.accounts.access import Reach

    return Reach(account.pk, datetime.now(UTC)).may(Capability.ASSESS)
